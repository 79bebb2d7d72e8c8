import type {
  CustomerCount,
  CustomerList,
  CustomerListFilter,
  CustomerListInput,
  CustomerRow,
} from '@regulars/contract/customers.ts';
import { invariant } from '../../../platform/errors.ts';
import { demand, type Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { begin, type Moment, stamp } from '../moment.ts';
import { areInCells, areKept, everyone, type Readings, readingsOf } from '../readings.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { expectedOf, toldOf } from './expected.ts';
import { conditionsOf } from './filters.ts';
import type { Chosen } from './list-queries.ts';
import * as queries from './list-queries.ts';
import { rowOf } from './rows.ts';
import { type Found, findCustomers } from './search.ts';
import { sorts } from './sorts.ts';

/**
 * A page of the customers who fit, sorted.
 * @throws Refusal `in_the_future`, `wrong_cursor`, `not_permitted` for a filter by what may not be seen
 */
export async function listCustomers(scope: Scope, input: CustomerListInput): Promise<CustomerList> {
  const { settings, moment } = await begin(scope, input.as_of);
  const asked = await choose(scope, settings, moment, input);
  const page =
    asked.found?.by === 'likeness'
      ? await alikePage(scope, asked, asked.found)
      : await sortedPage(scope, moment, asked, input);
  const rows = await readRowsOf(scope, settings, moment, page.ids);
  return {
    ...stamp(settings, moment),
    customers: rows,
    next_cursor: page.next,
    found_by: asked.found?.by ?? null,
  };
}

/**
 * How many fit.
 * @throws Refusal `in_the_future`, `not_permitted` for a filter by what may not be seen
 */
export async function countCustomers(scope: Scope, filter: CustomerListFilter): Promise<CustomerCount> {
  const { settings, moment } = await begin(scope, filter.as_of);
  return {
    ...stamp(settings, moment),
    total: await queries.count(scope, await choose(scope, settings, moment, filter)),
  };
}

/** The filter as conditions, and whom its words may mean. */
export async function choose(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  filter: CustomerListFilter,
  /** Reads the records of these alone. */
  family: { roots?: readonly string[]; originals?: readonly string[] } = {},
): Promise<Chosen> {
  if (filter.has_email !== undefined || filter.has_phone !== undefined) demand(scope, 'customers:contact');
  const readings = await readingsOf(scope, settings, moment);
  const reading: Readings = (text, params = {}) => readings(text, { ...family, ...params });
  const conditions = conditionsOf(filter, { reading, settings, moment });
  const found = filter.q === undefined ? null : await findCustomers(scope, settings, filter.q);
  const { channel = null, period: period_days = null } = filter;
  const bought = { ...everyone, channel, period_days };
  const alike = !found && (await areInCells(scope, settings, moment, bought)) ? conditions.alike : null;
  return {
    readings: reading('customer_readings'),
    conditions: conditions.all,
    needCustomer: conditions.needCustomer,
    found,
    alike: alike && { readings: reading('readings_alike', bought), conditions: alike },
  };
}

interface Page {
  ids: string[];
  next: string | null;
}

/** One stretch of the sort after the other, until the page is full. */
async function sortedPage(scope: Scope, moment: Moment, chosen: Chosen, input: CustomerListInput): Promise<Page> {
  const { limit, direction } = input;
  const sort = sorts[input.sort];
  const stretches = sort.stretches(direction === 'asc', moment.at);
  const of = `${input.sort} ${direction}`;
  const isKey = stretches.map(({ key }) => key?.isKey ?? null);
  const after = input.cursor === undefined ? null : readCursor(of, input.cursor, isKey);

  const rows: Cursor[] = [];
  for (const [nth, stretch] of stretches.entries()) {
    if (rows.length > limit || nth < (after?.stretch ?? 0)) continue;
    const from = nth === after?.stretch ? after : null;
    const found = await queries.inOrder(scope, chosen, { sort, stretch, after: from, limit: limit + 1 - rows.length });
    rows.push(...found.map((row) => ({ ...row, stretch: nth })));
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map((row) => row.id),
    next: rows.length > limit && last ? writeCursor(of, last) : null,
  };
}

/** The most alike first: one page, for there are never more than fit one. */
async function alikePage(scope: Scope, chosen: Chosen, { customers }: Found): Promise<Page> {
  invariant(!('execute' in customers), 'who is alike is told by name');
  const fitting = new Set(await queries.fitting(scope, chosen));
  return { ids: customers.filter((id) => fitting.has(id)), next: null };
}

/** The rows of these customers, in this order. */
export async function readRowsOf(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  ids: readonly string[],
): Promise<CustomerRow[]> {
  const found = await queries.rowsOf(scope, settings, moment, ids);
  const byId = new Map(found.map((row) => [row.customer_id, row]));
  const expected = await (areKept(scope, moment) ? expectedOf : toldOf)(scope, settings, moment, ids);
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((row) => rowOf(scope, settings, row, expected.get(row.customer_id)));
}
