import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOfLocalDate, localDate } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { permissions } from '@regulars/contract/base.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { fold } from '../../testing/reference/fold.ts';
import { histories, steadyHistories } from '../../testing/reference/history.ts';
import { factsOf, reference } from '../../testing/reference/reference.ts';
import type { History } from '../../testing/reference/tellings.ts';
import type { World as ReferenceWorld } from '../../testing/reference/world.ts';
import { namedAsIn, openHistory, tell } from '../../testing/telling.ts';
import { checkFacts } from '../activity/activity.ts';
import { createOrganization, readSettings } from '../organizations/organizations.ts';
import { bestCustomers, churnForecast, ltvDistribution, overview, rfmCells, segments } from './metrics.ts';
import { readMoment } from './moment.ts';
import { readRows } from './readings.ts';

/** Random histories told to the database and to a plain recompute: no fact, no reading may differ, now or at a past instant. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** A thousand on the embedded server; on a second one a fifth of that again. */
const runs = Number(process.env.REGULARS_HISTORIES ?? (process.env.REGULARS_TEST_DATABASE_URL ? 200 : 1000));

test(`facts equal a plain recompute over ${runs} random histories`, { timeout: 1_200_000 }, async () => {
  await eachHistory(histories(), runs, async (scope, history, world) => {
    await expectFacts(scope, factsOf(world, history.now));
    expect(await checkFacts(scope)).toEqual([]);
  });
});

test('readings equal a plain recompute, at now and at past instants', { timeout: 600_000 }, async () => {
  await eachHistory(histories(), Math.ceil(runs / 8), async (scope, history, world) => {
    await expectReadings(scope, world, history.now, undefined);
    for (const moment of history.moments) await expectReadings(scope, world, moment, new Date(moment).toISOString());
  });
});

test('figures and churn risks of larger shops equal a plain recompute', { timeout: 600_000 }, async () => {
  await eachHistory(steadyHistories(), Math.ceil(runs / 50), async (scope, history, world) => {
    await expectReadings(scope, world, history.now, undefined);
    await expectFigures(scope, world, history.now, undefined);
    for (const moment of history.moments.slice(0, 2)) {
      await expectFigures(scope, world, moment, new Date(moment).toISOString());
    }
  });
});

async function eachHistory(
  told: fc.Arbitrary<History>,
  count: number,
  check: (scope: Scope, history: History, world: ReferenceWorld) => Promise<void>,
): Promise<void> {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(told, async (history) => {
      nth++;
      const world: World = { databases: database.databases, clock: () => new Date(history.now) };
      const { organizationId } = await createOrganization(world, {
        slug: `shop-${nth}-${Math.random().toString(36).slice(2, 8)}`,
        name: 'Shop',
        currency: 'GBP',
        time_zone: history.organization.time_zone,
        values_by: history.organization.values_by,
        bookings_complete_themselves: false,
        thresholds: history.organization.thresholds,
      });
      await withScope(world, systemPrincipal(organizationId, 'test', permissions), async (scope) => {
        await openHistory(scope, history);
        const heard = await tellAll(scope, history);
        await check(scope, heard, fold(heard, await namedAsIn(scope)));
      });
    }),
    { numRuns: count, endOnFailure: false },
  );
}

/** What is refused at the door (a booking without a slot, a negative total), and taking back what never came in, is as if it had not been told. */
async function tellAll(scope: Scope, history: History): Promise<History> {
  const tellings: History['tellings'] = [];
  for (const telling of history.tellings) {
    try {
      if (await tell(scope, telling)) tellings.push(telling);
    } catch (error) {
      if (!(error instanceof Refusal) || !['slot_missing', 'negative_total'].includes(error.code)) throw error;
    }
  }
  return { ...history, tellings };
}

async function expectFacts(scope: Scope, expected: ReturnType<typeof factsOf>): Promise<void> {
  for (const [table, rows] of Object.entries(expected)) {
    expect({ table, rows: await factRows(scope, table, rows[0]) }).toEqual({ table, rows: rows.map(dated).sort(byKey) });
  }
}

/** Rows of a facts table in the reference's own columns, slots summed, rows of zeros left out. */
async function factRows(scope: Scope, table: string, sample: object | undefined): Promise<object[]> {
  const isSlotted = table === 'day_facts' || table === 'gap_facts';
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where organization_id = ${scope.organizationId}`.execute(scope.db);
  const columns = Object.keys(sample ?? {});
  const shaped = rows.map((row) => {
    const { slot: _slot, organization_id: _organization, ...own } = row;
    const net = 'gross_minor' in row ? { net_minor: Number(row.gross_minor) - Number(row.refunded_minor) } : {};
    const full: Record<string, unknown> = { ...own, ...net };
    return dated(sample ? Object.fromEntries(columns.map((column) => [column, full[column]])) : full);
  });
  const summed = isSlotted ? sumSlots(shaped as Record<string, unknown>[]) : shaped;
  return summed.filter((row) => table === 'customer_facts' || !isZero(row as Record<string, unknown>)).sort(byKey);
}

function sumSlots(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const byDay = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const key = JSON.stringify(Object.entries(row).filter(([name]) => !isSum(name)));
    const known = byDay.get(key);
    if (!known) byDay.set(key, { ...row });
    else for (const name of Object.keys(row).filter(isSum)) known[name] = Number(known[name]) + Number(row[name]);
  }
  return [...byDay.values()];
}

const isSum = (name: string) => /_count$|_minor$/.test(name);
const isZero = (row: Record<string, unknown>) => Object.entries(row).every(([name, value]) => !isSum(name) || value === 0);
const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const dated = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date || (typeof value === 'string' && name.endsWith('_at')) ? new Date(value).toISOString() : value,
    ]),
  );

async function expectReadings(scope: Scope, world: ReferenceWorld, moment: string, asOf: string | undefined): Promise<void> {
  const settings = await readSettings(scope);
  const expected = reference(world, moment).readings;
  const at = readMoment(scope, settings, asOf);
  const rows = await readRows<Record<string, unknown> & { customer_id: string; net_minor: number; order_count: number }>(
    scope,
    settings,
    at,
    'customer_readings',
  );
  const risks = await readRows<{ customer_id: string; churn_risk: number | null; is_churn_candidate: boolean }>(
    scope,
    settings,
    at,
    'churn_risks',
  );
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
      is_churn_candidate: risks.find((risk) => risk.customer_id === row.customer_id)?.is_churn_candidate ?? false,
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

const rounded = (risk: number | null) => (risk === null ? null : Math.round(risk * 1e9) / 1e9 + 0);

async function expectFigures(scope: Scope, world: ReferenceWorld, moment: string, asOf: string | undefined): Promise<void> {
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
}

test('a moment given as a date is the last instant of that date', () => {
  expect(endOfLocalDate('2026-03-29', 'Europe/London').toISOString()).toBe('2026-03-29T22:59:59.999Z');
  expect(localDate(endOfLocalDate('2011-12-29', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-29');
});
