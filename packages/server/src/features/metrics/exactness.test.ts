import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOfLocalDate, localDate } from '../../platform/clock.ts';
import type { Scope } from '../../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { eachHistory, runs } from '../../testing/each-history.ts';
import { histories, steadyHistories } from '../../testing/reference/history.ts';
import { reference } from '../../testing/reference/reference.ts';
import type { World as ReferenceWorld } from '../../testing/reference/world.ts';
import { readSettings } from '../organizations/organizations.ts';
import { riskCurves } from './churn.ts';
import { bestCustomers, churnForecast, ltvDistribution, overview, rfmCells, segments } from './metrics.ts';
import { readMoment } from './moment.ts';
import { areInCells, everyone, readRows } from './readings.ts';

/** Random histories told to the database and to a plain recompute: no reading may differ, now or at a past instant. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('readings equal a plain recompute, at now and at past instants', { timeout: 600_000 }, async () => {
  await eachHistory(database.databases, histories(), Math.ceil(runs / 8), async (scope, history, world) => {
    await expectReadings(scope, world, history.now, undefined);
    for (const moment of history.moments) await expectReadings(scope, world, moment, new Date(moment).toISOString());
  });
});

test('figures and churn risks of larger shops equal a plain recompute', { timeout: 600_000 }, async () => {
  await eachHistory(database.databases, steadyHistories(), Math.ceil(runs / 100), async (scope, history, world) => {
    await expectReadings(scope, world, history.now, undefined);
    await expectFigures(scope, world, history.now, undefined);
    for (const moment of history.moments.slice(0, 1)) {
      await expectFigures(scope, world, moment, new Date(moment).toISOString());
    }
  });
});

async function expectReadings(
  scope: Scope,
  world: ReferenceWorld,
  moment: string,
  asOf: string | undefined,
): Promise<void> {
  const settings = await readSettings(scope);
  const expected = reference(world, moment).readings;
  const at = readMoment(scope, settings, asOf);
  const rows = await readRows<
    Record<string, unknown> & { customer_id: string; net_minor: number; order_count: number }
  >(scope, settings, at, 'customer_readings');
  const curves = { ...(await riskCurves(scope, settings, at)) };
  const risks = await readRows<{ customer_id: string; churn_risk: number | null }>(
    scope,
    settings,
    at,
    'churn_risks',
    curves,
  );
  const candidates = await readRows<{ customer_id: string }>(scope, settings, at, 'churn_candidates', curves);
  if (asOf === undefined) expect(await areInCells(scope, settings, at, everyone), 'are read from cells').toBe(true);
  const read = rows
    .map((row) => ({
      customer_id: row.customer_id,
      days_inactive: row.days_inactive,
      lifecycle_stage: row.lifecycle_stage,
      spending_tier: row.spending_tier,
      frequency_tier: row.frequency_tier,
      r_score: row.r_score,
      f_score: row.f_score,
      m_score: row.m_score,
      rfm_segment: row.rfm_segment,
      crm_status: row.crm_status,
      is_churn_candidate: candidates.some((candidate) => candidate.customer_id === row.customer_id),
      churn_risk: rounded(risks.find((risk) => risk.customer_id === row.customer_id)?.churn_risk ?? null),
    }))
    .sort(byKey);
  const plain = expected
    .map((reading) => ({
      customer_id: reading.customer_id,
      days_inactive: reading.days_inactive,
      lifecycle_stage: reading.lifecycle_stage,
      spending_tier: reading.spending_tier,
      frequency_tier: reading.frequency_tier,
      r_score: reading.r_score,
      f_score: reading.f_score,
      m_score: reading.m_score,
      rfm_segment: reading.rfm_segment,
      crm_status: reading.crm_status,
      is_churn_candidate: reading.is_churn_candidate,
      churn_risk: rounded(reading.churn_risk),
    }))
    .sort(byKey);
  expect({ moment, rows: read }).toEqual({ moment, rows: plain });
}

const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const rounded = (risk: number | null) => (risk === null ? null : Math.round(risk * 1e9) / 1e9 + 0);

async function expectFigures(
  scope: Scope,
  world: ReferenceWorld,
  moment: string,
  asOf: string | undefined,
): Promise<void> {
  const plain = reference(world, moment);
  const as_of = asOf;
  const told = await segments(scope, { as_of });
  expect(told.rows.map((row) => [row.segment, row.customer_count, row.order_count, row.net_minor])).toEqual(
    plain.segments
      .filter((row) => row.customer_count > 0)
      .map((row) => [row.segment, row.customer_count, row.order_count, row.net_minor]),
  );
  const ltv = await ltvDistribution(scope, { as_of });
  expect(ltv.buckets).toEqual(plain.ltv_distribution.buckets);
  const best = await bestCustomers(scope, { as_of, limit: 10 });
  expect([best.repeat_customers, best.new_customers]).toEqual([
    plain.repeat_ratio.repeat_customers,
    plain.repeat_ratio.new_customers,
  ]);
  const cells = await rfmCells(scope, { as_of });
  expect(cells.cells.map((cell) => JSON.stringify(cell)).sort()).toEqual(
    plain.rfm_cells
      .filter((cell) => cell.count > 0)
      .map((cell) => JSON.stringify(cell))
      .sort(),
  );
  const churn = await churnForecast(scope, { as_of, limit: 1000 });
  expect(new Set(churn.candidates.map((candidate) => candidate.customer_id))).toEqual(
    new Set(plain.churn_candidates.candidates.map((candidate) => candidate.customer_id)),
  );
  expect(churn.no_risk_reason === null).toBe(plain.churn_candidates.no_risk_reason === null);
  const cards = await overview(scope, { as_of, period: 30 });
  expect([cards.total_customers.value, cards.total_customers.contacts, cards.new_this_month.value]).toEqual([
    plain.overview.customers,
    plain.overview.contacts,
    plain.overview.new_this_month,
  ]);
  expect(cards.lifecycle).toEqual(plain.lifecycle);
  const sum = (key: 'order_count' | 'gross_minor' | 'refunded_minor' | 'net_minor') =>
    cards.total_revenue.parts.reduce((total, part) => total + part[key], 0);
  expect([sum('order_count'), sum('gross_minor'), sum('refunded_minor'), sum('net_minor')]).toEqual([
    cards.total_revenue.order_count,
    cards.total_revenue.gross_minor,
    cards.total_revenue.refunded_minor,
    cards.total_revenue.net_minor,
  ]);
}

test('a moment given as a date is the last instant of that date', () => {
  expect(endOfLocalDate('2026-03-29', 'Europe/London').toISOString()).toBe('2026-03-29T22:59:59.999Z');
  expect(localDate(endOfLocalDate('2011-12-29', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-29');
});
