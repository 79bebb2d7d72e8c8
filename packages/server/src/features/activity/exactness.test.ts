import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { eachHistory, runs } from '../../testing/each-history.ts';
import { histories } from '../../testing/reference/history.ts';
import { factsOf } from '../../testing/reference/reference.ts';
import { checkFacts } from './activity.ts';

/** Random histories told to the database and to a plain recompute: no fact may differ. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test(`facts equal a plain recompute over ${runs} random histories`, { timeout: 1_200_000 }, async () => {
  await eachHistory(database.databases, histories(), runs, async (scope, history, world) => {
    await expectFacts(scope, factsOf(world, history.now));
    expect(await checkFacts(scope)).toEqual([]);
  });
});

async function expectFacts(scope: Scope, expected: ReturnType<typeof factsOf>): Promise<void> {
  for (const [table, rows] of Object.entries(expected)) {
    expect({ table, rows: await factRows(scope, table, rows[0]) }).toEqual({
      table,
      rows: rows.map(dated).sort(byKey),
    });
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
const isZero = (row: Record<string, unknown>) =>
  Object.entries(row).every(([name, value]) => !isSum(name) || value === 0);
const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const dated = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date || (typeof value === 'string' && name.endsWith('_at'))
        ? new Date(value).toISOString()
        : value,
    ]),
  );
