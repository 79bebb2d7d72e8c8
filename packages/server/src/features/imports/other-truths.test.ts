import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportReport } from '@regulars/contract/imports.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { checkFacts } from '../activity/activity.ts';
import { undoHere } from './imports.ts';
import { standing } from './testing/standing.ts';
import { takeFile } from './testing/take-file.ts';

// Real files of other trades against figures that others computed. They lie beside the repository, or where REGULARS_DATA says.

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const data = process.env.REGULARS_DATA ?? join(root, '../shared/data');

function truthOf(name: string) {
  const path = join(data, name, 'truth.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const cents = (euros: number): number => Math.round(euros * 100);

describe.skipIf(truthOf('hotel_bookings') === null)('hotel bookings', () => {
  const truth = truthOf('hotel_bookings');
  const file = join(data, 'hotel_bookings', 'hotel_bookings.csv.gz');
  let shop: Shop;
  let report: ImportReport & { import_id: string };
  let empty: unknown;

  beforeAll(async () => {
    shop = await openShop({ currency: 'EUR', time_zone: 'Europe/Lisbon', country: 'PT' });
    empty = await standing(shop);
    report = await takeFile(shop, file);
  }, 300_000);
  afterAll(() => shop?.close());

  const rowsOf = <Row = object>(query: RawBuilder<unknown>): Promise<Row[]> =>
    shop.inside(async (scope) => (await query.execute(scope.db)).rows as Row[]);

  test('every row is kept, identical ones too; the one negative stay is a refund', () => {
    expect(report).toMatchObject({
      rows_read: truth.raw.rows,
      rows_taken: truth.raw.rows,
      orders: { created: truth.raw.rows - truth.raw.adr_negative },
      refunds: { created: truth.raw.adr_negative },
      locations: { created: 2 },
    });
  });

  test('completed, cancelled and no-show', async () => {
    const [ended] = await rowsOf(sql`
      select (count(*) filter (where completed_at is not null))::integer as completed,
        (count(*) filter (where cancelled_at is not null))::integer as cancelled,
        (count(*) filter (where no_show_at is not null))::integer as no_show
      from orders where kind = 'booking'`);
    const status = truth.raw.reservation_status;
    expect(ended).toEqual({
      completed: status['Check-Out'] - truth.raw.adr_negative,
      cancelled: status.Canceled,
      no_show: status['No-Show'],
    });
    expect(truth.raw.is_canceled).toBe(status.Canceled + status['No-Show']);
  });

  test('realised revenue, of the whole, of each hotel and of each month', async () => {
    const [all] = await rowsOf(sql`
      select sum(gross_minor - refunded_minor)::bigint as net_minor, sum(refunded_minor)::bigint as refunded_minor from day_facts`);
    expect(all).toEqual({ net_minor: cents(truth.figures.realised_revenue), refunded_minor: report.refunded_minor });
    expect(report.net_change_minor).toBe(cents(truth.figures.realised_revenue));
    const hotels = await rowsOf<{ name: string; net_minor: number }>(sql`
      select l.name, sum(gross_minor - refunded_minor)::bigint as net_minor
      from day_facts d join locations l using (organization_id, location_id) group by 1`);
    expect(Object.fromEntries(hotels.map(({ name, net_minor }) => [name, net_minor / 100]))).toEqual(
      truth.figures.realised_revenue_by_hotel,
    );
    const months = await rowsOf<{ month: string; bookings: number; canceled: number; realised_minor: number }>(sql`
      select to_char(slot_starts_at at time zone 'Europe/Lisbon', 'YYYY-MM') as month, count(*)::integer as bookings,
        (count(*) filter (where uncounts_at is not null))::integer as canceled,
        (coalesce(sum(value_minor) filter (where counts_at is not null and uncounts_at is null), 0))::bigint as realised_minor
      from orders group by 1 order by 1`);
    const refunds = await rowsOf<{ month: string; minor: number }>(sql`
      select to_char(refunded_at at time zone 'Europe/Lisbon', 'YYYY-MM') as month, amount_minor as minor from refunds`);
    for (const { month, bookings, canceled, realised_minor } of months) {
      const told = truth.figures.monthly_by_arrival[month];
      const given = refunds.filter((refund) => refund.month === month);
      expect([month, bookings + given.length, canceled]).toEqual([month, told.bookings, told.canceled]);
      const back = given.reduce((sum, { minor }) => sum + minor, 0);
      expect([month, realised_minor - back]).toEqual([month, cents(told.realised_revenue)]);
    }
    expect(months).toHaveLength(Object.keys(truth.figures.monthly_by_arrival).length);
  });

  test('what was lost to cancellations and no-shows', () => {
    const lost = Object.fromEntries(report.order_states.map(({ state, value_minor }) => [state, value_minor]));
    expect(lost).toMatchObject({
      cancelled: cents(truth.figures.lost_to_cancellation),
      no_show: cents(truth.figures.lost_to_no_show),
    });
  });

  test('the facts are exact, the second import changes nothing, and taken back nothing is left', async () => {
    expect(await shop.inside(checkFacts)).toEqual([]);
    shop.setNow('2026-06-16T12:00:00Z');
    expect(await takeFile(shop, file)).toMatchObject({ records_written: 0, orders: { created: 0, changed: 0 } });
    await undoHere(shop.world, shop.principal, report.import_id);
    expect(await standing(shop)).toEqual(empty);
    expect(await shop.inside(checkFacts)).toEqual([]);
  }, 300_000);
});

describe.skipIf(truthOf('crm_opportunities') === null)('CRM opportunities', () => {
  const truth = truthOf('crm_opportunities');
  const file = join(data, 'crm_opportunities', 'sales_pipeline.csv');
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop({ currency: 'USD', time_zone: 'America/New_York', country: 'US' });
    await takeFile(shop, file);
  }, 60_000);
  afterAll(() => shop?.close());

  const rowsOf = <Row = object>(query: RawBuilder<unknown>): Promise<Row[]> =>
    shop.inside(async (scope) => (await query.execute(scope.db)).rows as Row[]);

  const closed = sql`
    select coalesce(won_at, lost_at) at time zone 'America/New_York' as closed_at, won_at is not null as is_won, amount_minor, title,
      quoted_at at time zone 'America/New_York' as quoted_at, customer_id
    from quotes where won_at is not null or lost_at is not null`;

  test('win rate, won revenue, the average and the median deal', async () => {
    const [figures] = await rowsOf<Record<string, number>>(sql`
      select (count(*) filter (where is_won))::integer as won, count(*)::integer as closed,
        (sum(amount_minor) filter (where is_won))::bigint as won_minor,
        (percentile_cont(0.5) within group (order by amount_minor) filter (where is_won)) as median_minor
      from (${closed}) closed`);
    const { won = 0, closed: all = 0, won_minor = 0 } = figures ?? {};
    expect(won / all).toBeCloseTo(truth.figures.win_rate, 6);
    expect(won / all).toBeCloseTo(0.6315, 4);
    expect(won_minor).toBe(cents(truth.figures.won_revenue));
    expect(won_minor / 100 / won).toBeCloseTo(truth.figures.average_deal, 4);
    expect(figures?.median_minor).toBe(cents(truth.figures.median_deal));
  });

  test('every quarter, month and product; how long a deal takes', async () => {
    const quarters = await rowsOf<{ quarter: string; won: number; closed: number; won_minor: number }>(sql`
      select to_char(closed_at, 'YYYY"Q"Q') as quarter, (count(*) filter (where is_won))::integer as won, count(*)::integer as closed,
        (sum(amount_minor) filter (where is_won))::bigint as won_minor
      from (${closed}) closed group by 1 order by 1`);
    const told = Object.entries<{ won: number; closed: number; revenue: number }>(truth.figures.by_quarter_of_close);
    expect(quarters).toEqual(
      told.map(([quarter, of]) => ({ quarter, won: of.won, closed: of.closed, won_minor: cents(of.revenue) })),
    );
    const months = await rowsOf<{ month: string; won: number; won_minor: number }>(sql`
      select to_char(closed_at, 'YYYY-MM') as month, count(*)::integer as won, sum(amount_minor)::bigint as won_minor
      from (${closed}) closed where is_won group by 1 order by 1`);
    const toldMonths = Object.entries<{ won: number; revenue: number }>(truth.figures.by_month_of_close);
    expect(months).toEqual(toldMonths.map(([month, of]) => ({ month, won: of.won, won_minor: cents(of.revenue) })));
    const products = await rowsOf<{ title: string; won: number }>(sql`
      select title, (count(*) filter (where is_won))::integer as won from (${closed}) closed group by 1`);
    const toldProducts = Object.entries<{ won: number }>(truth.figures.by_product);
    expect(Object.fromEntries(products.map(({ title, won }) => [title, won]))).toEqual(
      Object.fromEntries(toldProducts.map(([title, { won }]) => [title, won])),
    );
    const [cycle] = await rowsOf<{ won: number; lost: number }>(sql`
      select avg(closed_at::date - quoted_at::date) filter (where is_won)::float8 as won,
        avg(closed_at::date - quoted_at::date) filter (where not is_won)::float8 as lost
      from (${closed}) closed`);
    expect(cycle?.won).toBeCloseTo(truth.figures.mean_cycle_days_won, 3);
    expect(cycle?.lost).toBeCloseTo(truth.figures.mean_cycle_days_lost, 3);
  });

  test('the accounts are contacts, the best of them by won revenue', async () => {
    const best = await rowsOf(sql`
      select c.name as account, sum(amount_minor)::bigint as won_minor, count(*)::integer as won
      from (${closed}) closed join customers c on c.customer_id = closed.customer_id
      where is_won group by 1 order by 2 desc limit 10`);
    expect(best).toEqual(
      truth.figures.top_accounts_by_revenue.map((top: { account: string; revenue: number; won: number }) => ({
        account: top.account,
        won_minor: cents(top.revenue),
        won: top.won,
      })),
    );
    const [contacts] = await rowsOf(sql`select count(*)::integer as contacts from customer_facts`);
    expect(contacts).toEqual({ contacts: truth.raw.accounts_with_opportunities });
  });
});
