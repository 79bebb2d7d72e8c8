import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportReport } from '@regulars/contract/imports.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { checkFacts } from '../activity/activity.ts';
import { Cells } from './formats/cells.ts';
import type { RowReader, Teller } from './formats/format.ts';
import { rowReaderOf } from './formats/formats.ts';
import { onlineRetail } from './formats/online-retail.ts';

import { openFile } from './reading/open-file.ts';
import { readRows } from './reading/rows.ts';
import { takeFile } from './testing/take-file.ts';

// The real file of UCI Online Retail against figures that others computed (docs/figures.md names the rules).
// It lies beside the repository, or where REGULARS_DATA says.

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const folder = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), 'online_retail');
const file = join(folder, 'online_retail.csv.gz');
const truth = existsSync(file) ? JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')).rules : null;

const pence = (pounds: number): number => Math.round(pounds * 100);

describe.skipIf(truth === null)('Online Retail', () => {
  let shop: Shop;
  let report: ImportReport;

  beforeAll(async () => {
    shop = await openShop();
    report = await takeFile(shop, file);
  }, 300_000);
  afterAll(() => shop?.close());

  async function rowsOf<Row = object>(query: RawBuilder<unknown>): Promise<Row[]> {
    return await shop.inside(async (scope) => (await query.execute(scope.db)).rows as Row[]);
  }

  test('every row is taken or accounted for', () => {
    expect(report).toMatchObject({ rows_read: 541_909, rows_taken: 539_392, rows_not_taken: 2_517 });
    expect(report.rows_taken + report.rows_not_taken).toBe(report.rows_read);
    expect(report.not_taken.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['stock_write_off', 1_336],
      ['zero_price', 1_179],
      ['bad_debt', 2],
    ]);
  });

  test('rule B: customers, orders, gross, repeat customers', async () => {
    const rule = truth.B_standard_sales;
    const [customers] = await rowsOf(sql`
      select count(*)::integer as customers, sum(order_count)::integer as orders, sum(gross_minor)::bigint as gross_minor,
        (count(*) filter (where order_count >= 2))::integer as repeat, (count(*) filter (where order_count = 1))::integer as one
      from customer_facts where order_count > 0`);
    expect(customers).toEqual({
      customers: rule.customers,
      orders: rule.orders,
      gross_minor: pence(rule.revenue),
      repeat: rule.repeat_customers_orders,
      one: rule.one_order_customers,
    });
    expect(customers).toEqual({ customers: 4338, orders: 18532, gross_minor: 891140790, repeat: 2845, one: 1493 });
  });

  test('rule B: its lines, and rule A with the 40 rows of price zero', async () => {
    const [lines] = await rowsOf<{ lines: number }>(sql`
      select count(*)::integer as lines from order_lines l
      join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id where o.customer_id is not null`);
    expect(lines?.lines).toBe(truth.B_standard_sales.rows);
    expect(truth.A_customer_known_qty_positive.rows - truth.B_standard_sales.rows).toBe(40);
    expect(pence(truth.A_customer_known_qty_positive.revenue)).toBe(pence(truth.B_standard_sales.revenue));
  });

  test('rule B: the best customers by gross and by orders', async () => {
    type Top = { customer: string; orders: number; gross_minor: number };
    const best = (by: string) =>
      rowsOf<Top>(sql`
        select i.value as customer, f.order_count as orders, f.gross_minor from customer_facts f
        join customer_identities i on i.organization_id = f.organization_id and i.customer_id = f.customer_id
        order by ${sql.ref(by)} desc limit 10`);
    const told = (top: { customer: string; orders: number; revenue: number }[]) =>
      top.map(({ customer, orders, revenue }) => ({ customer, orders, gross_minor: pence(revenue) }));
    expect(await best('gross_minor')).toEqual(told(truth.B_standard_sales.top_customers_by_revenue));
    expect((await best('order_count')).slice(0, 5)).toEqual(told(truth.B_standard_sales.top_customers_by_orders));
  });

  test('rule B: every month', async () => {
    const months = await rowsOf<{ month: string }>(sql`
      select to_char(month_on, 'YYYY-MM') as month, sum(gross_minor)::bigint as gross_minor, sum(order_count)::integer as orders,
        (count(*) filter (where order_count > 0))::integer as active,
        (count(*) filter (where order_count > 0 and month_on = first_month))::integer as new
      from customer_month_facts m
      join (select organization_id, customer_id, date_trunc('month', first_order_on)::date as first_month from customer_facts) f
        using (organization_id, customer_id)
      group by 1 having sum(order_count) > 0 order by 1`);
    const told = Object.entries<Record<string, number>>(truth.B_standard_sales.monthly).map(([month, of]) => ({
      month,
      gross_minor: pence(of.revenue ?? 0),
      orders: of.orders,
      active: of.active_customers,
      new: of.new_customers,
    }));
    expect(months).toEqual(told);
  });

  test('rule B: the best products by gross and by units', async () => {
    const byGross = await rowsOf(sql`
      select p.external_id as stock_code, sum(f.gross_minor)::bigint as gross_minor from customer_product_facts f
      join products p on p.organization_id = f.organization_id and p.product_id = f.product_id
      group by 1 order by 2 desc limit 10`);
    expect(byGross).toEqual(
      truth.B_standard_sales.top_products_by_revenue.map((top: { stock_code: string; revenue: number }) => ({
        stock_code: top.stock_code,
        gross_minor: pence(top.revenue),
      })),
    );
    const byUnits = await rowsOf(sql`
      select p.external_id as stock_code, sum(l.quantity)::integer as units from order_lines l
      join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
      join products p on p.organization_id = l.organization_id and p.product_id = l.product_id
      where o.customer_id is not null
      group by 1 order by 2 desc limit 10`);
    expect(byUnits).toEqual(truth.B_standard_sales.top_products_by_units);
  });

  test('rule D: net of cancellations, with the contacts who only have credit notes', async () => {
    const rule = truth.D_net_of_cancellations;
    const [contacts] = await rowsOf(sql`
      select count(*)::integer as contacts, sum(net_minor)::bigint as net_minor, sum(refunded_minor)::bigint as refunded_minor,
        (count(*) filter (where refunded_minor > 0))::integer as with_credit,
        (count(*) filter (where refunded_minor > 0 and order_count = 0))::integer as only_credit,
        (count(*) filter (where net_minor < 0))::integer as negative,
        (count(*) filter (where net_minor = 0))::integer as zero
      from customer_facts`);
    expect(contacts).toEqual({
      contacts: rule.customers,
      net_minor: pence(rule.net_revenue),
      refunded_minor: -pence(rule.cancelled_value),
      with_credit: rule.customers_with_any_cancellation,
      only_credit: rule.customers_only_cancellations,
      negative: rule.customers_with_negative_net_revenue,
      zero: rule.customers_with_zero_net_revenue,
    });
    const groups = await rowsOf(sql`
      select order_count > 0 as is_customer, count(*)::integer as contacts, sum(net_minor)::bigint as net_minor
      from customer_facts group by 1 order by 1`);
    expect(groups).toEqual([
      { is_customer: false, contacts: 34, net_minor: -1041124 },
      { is_customer: true, contacts: 4338, net_minor: 831047705 },
    ]);
    expect(831047705 - 1041124).toBe(pence(rule.net_revenue));
    const [notes] = await rowsOf(sql`select count(*)::integer as notes from refunds where customer_id is not null`);
    expect(notes).toEqual({ notes: rule.cancellation_invoices });
  });

  test('rule D: every month and the best customers by net', async () => {
    const months = await rowsOf<{ month: string; net_minor: number }>(sql`
      select to_char(month_on, 'YYYY-MM') as month, sum(gross_minor - refunded_minor)::bigint as net_minor
      from customer_month_facts group by 1 order by 1`);
    expect(Object.fromEntries(months.map(({ month, net_minor }) => [month, net_minor / 100]))).toEqual(
      truth.D_net_of_cancellations.monthly_net_revenue,
    );
    const best = await rowsOf(sql`
      select i.value as customer, f.net_minor from customer_facts f
      join customer_identities i on i.organization_id = f.organization_id and i.customer_id = f.customer_id
      order by 2 desc limit 10`);
    expect(best).toEqual(
      truth.D_net_of_cancellations.top_customers_by_net_revenue.map(
        (top: { customer: string; net_revenue: number }) => ({
          customer: top.customer,
          net_minor: pence(top.net_revenue),
        }),
      ),
    );
  });

  test('rule E: guests, by total and by month', async () => {
    const rule = truth.E_all_sales_incl_unknown_customers;
    const [all] = await rowsOf(sql`
      select sum(order_count)::integer as orders, sum(gross_minor)::bigint as gross_minor, sum(guest_gross_minor)::bigint as guests_minor,
        sum(guest_order_count)::integer as guest_orders
      from day_facts`);
    expect(all).toEqual({
      orders: rule.orders,
      gross_minor: pence(rule.revenue),
      guests_minor: pence(rule.revenue_unknown_customer),
      guest_orders: rule.orders - truth.B_standard_sales.orders,
    });
    expect(report).toMatchObject({
      gross_minor: pence(rule.revenue),
      guest_gross_minor: pence(rule.revenue_unknown_customer),
    });
    const months = await rowsOf<{ month: string; gross_minor: number }>(sql`
      select to_char(day_on, 'YYYY-MM') as month, sum(gross_minor)::bigint as gross_minor from day_facts group by 1 order by 1`);
    expect(Object.fromEntries(months.map(({ month, gross_minor }) => [month, gross_minor / 100]))).toEqual(
      rule.monthly_revenue,
    );
  });

  test('rule F: the country is not kept, but the rows of the United Kingdom are understood', async () => {
    const rule = truth.F_standard_sales_UK;
    expect(await salesOf('United Kingdom')).toEqual({
      rows: rule.rows,
      customers: rule.customers,
      orders: rule.orders,
      gross_minor: pence(rule.revenue),
    });
  });

  test('the facts are exactly what the records come to', async () => {
    expect(await shop.inside(checkFacts)).toEqual([]);
  }, 120_000);

  test('the second import changes nothing', async () => {
    shop.setNow('2026-06-16T12:00:00Z');
    const again = await takeFile(shop, file);
    expect(again).toMatchObject({
      records_written: 0,
      orders: { created: 0, changed: 0, unchanged: 19_960 },
      refunds: { created: 0, changed: 0, unchanged: 3_836 },
      customers: { created: 0, changed: 0, unchanged: 4_372 },
      gross_minor: report.gross_minor,
    });
  }, 300_000);
});

/** Rule B on what our reader makes of the rows of one country. Thousandths of a penny, because a price has three decimals at most. */
async function salesOf(country: string) {
  const opened = await openFile(file);
  const orders = new Set<string>();
  const customers = new Set<string>();
  let rows = 0;
  let thousandths = 0;
  let customer: string | null = null;
  let cellsOfRow: readonly string[] = [];
  const nothing = () => {};
  const tell: Teller = {
    order: (told) => {
      customer = told.person?.externalId ?? null;
    },
    line: (told) => {
      if (told.of !== 'order' || customer === null || cellsOfRow[7] !== country) return;
      rows += 1;
      orders.add(told.record ?? '');
      customers.add(customer);
      thousandths += Number(told.quantity) * Math.round(Number(told.unitPrice) * 1000);
    },
    refund: nothing,
    quote: nothing,
    appointment: nothing,
    customer: nothing,
    passOver: nothing,
  };
  const style = {
    dateOrder: null,
    decimalMark: null,
    timeZone: 'Europe/London',
    currency: 'GBP',
    currencyDigits: 2,
    country: 'GB',
  };
  const cells = new Cells(style);
  let read: RowReader | null = null;
  for await (const batch of readRows(opened, { encoding: 'utf-8', separator: ',', sheet: null })) {
    for (const row of batch) {
      cellsOfRow = row.cells;
      if (!read) read = rowReaderOf(onlineRetail, row.cells, style);
      else {
        cells.start(row.line, row.cells);
        read(cells, tell);
      }
    }
  }
  await opened.close();
  return { rows, customers: customers.size, orders: orders.size, gross_minor: Math.round(thousandths / 10) };
}
