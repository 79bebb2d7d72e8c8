import type { Reading } from '@regulars/contract/imports.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openShop, orderOf, type Shop } from '../../../testing/shop.ts';
import { checkFacts } from '../../activity/activity.ts';
import { undoHere } from '../imports.ts';
import { type MadeFiles, makeFiles } from '../testing/made-files.ts';
import { standing } from '../testing/standing.ts';
import { takeFile } from '../testing/take-file.ts';

// What the files of different trades become in the database. The people are made up.

let shop: Shop;
let files: MadeFiles;
let clock = 0;

beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  expect(await shop.inside(checkFacts)).toEqual([]);
  await shop.close();
});

async function take(lines: readonly string[], chosen?: Partial<Reading>) {
  clock += 1;
  shop.setNow(new Date(Date.UTC(2026, 5, 15, 12, clock)).toISOString());
  return await takeFile(shop, files.write(`made-${clock}.csv`, `${lines.join('\n')}\n`), chosen && { chosen });
}

const rowsOf = <Row = object>(query: RawBuilder<unknown>): Promise<Row[]> =>
  shop.inside(async (scope) => (await query.execute(scope.db)).rows as Row[]);

const net = () =>
  rowsOf(sql`
  select coalesce(c.email, c.name, c.phone) as who, f.order_count as orders, f.net_minor
  from customer_facts f join customers c using (organization_id, customer_id) order by 1`);

const shopify =
  'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Phone,Refunded Amount,Cancelled at,Id,Lineitem discount';

describe('Shopify orders', () => {
  const first = [
    shopify,
    '#1001,Ann@Example.com,paid,2026-05-01 10:00:00 +0100,GBP,18.00,2.00,3.00,20.00,2.00,2026-05-01 09:59:00 +0100,2,Tea,7.50,TEA,Ann Lee,020 7946 0018,0.00,,9001,0',
    '#1001,,,,,,,,,,,1,Cup,5.00,CUP,,,,,,0',
    '#1002,bob@example.com,partially_refunded,2026-05-02 10:00:00 +0100,GBP,10.00,0.00,0.00,10.00,0.00,2026-05-02 10:00:00 +0100,1,Pot,10.00,POT,Bob,,4.00,,9002,0',
    '#1003,,pending,,GBP,5.00,0.00,0.00,5.00,0.00,2026-05-03 10:00:00 +0100,1,Cup,5.00,CUP,,,0.00,,9003,0',
  ];

  test('an order over several rows is one, its lines add up to what was paid, and a refund lowers net', async () => {
    const report = await take(first);
    expect(report).toMatchObject({
      rows_taken: 4,
      orders: { created: 3 },
      refunds: { created: 1 },
      customers: { created: 2 },
      net_change_minor: 2600,
    });
    expect(report.order_states).toEqual([
      { state: 'counts', orders: 2, value_minor: 3000 },
      { state: 'unpaid', orders: 1, value_minor: 500 },
    ]);
    const lines = await rowsOf(sql`
      select o.number, o.goods_minor, o.tax_minor, o.shipping_minor, o.total_minor, sum(l.total_minor)::integer as lines_minor, count(*)::integer as lines
      from orders o join order_lines l using (organization_id, order_id) group by o.order_id, o.organization_id order by 1`);
    expect(lines[0]).toMatchObject({ number: '#1001', total_minor: 2000, shipping_minor: 200, lines: 2 });
    for (const { goods_minor, lines_minor } of lines as { goods_minor: number; lines_minor: number }[])
      expect(lines_minor).toBe(goods_minor);
    expect(await net()).toEqual([
      { who: 'ann@example.com', orders: 1, net_minor: 2000 },
      { who: 'bob@example.com', orders: 1, net_minor: 600 },
    ]);
    const parts = await rowsOf(
      sql`select sum(amount_minor)::integer as minor, bool_or(is_told) as is_told from refund_lines`,
    );
    expect(parts).toEqual([{ minor: 400, is_told: false }]);
    expect(await take(first)).toMatchObject({ records_written: 0 });
  });

  test('the next export tells what happened since, and taken back it did not', async () => {
    await take(first);
    const before = await standing(shop);
    const next = first.map((row) =>
      row
        .replace('#1002,bob@example.com,partially_refunded', '#1002,bob@example.com,refunded')
        .replace('4.00,,9002', '10.00,,9002'),
    );
    next[4] = next[4]?.replace('pending,', 'paid,2026-05-04 10:00:00 +0100') ?? '';
    const report = await take(next);
    expect(report).toMatchObject({
      orders: { changed: 1, unchanged: 2 },
      refunds: { changed: 1 },
      net_change_minor: -100,
    });
    await undoHere(shop.world, shop.principal, report.import_id);
    expect(await standing(shop)).toEqual(before);
  });

  test('a row in another currency, a phone that is none, a status that nobody knows', async () => {
    const report = await take([
      first[0] ?? '',
      (first[1] ?? '').replace('GBP', 'USD').replace('#1001', '#2001').replace('9001', '9101'),
      (first[3] ?? '').replace('Bob,,', 'Bob,call me,'),
      (first[4] ?? '').replace('pending', 'perhaps'),
    ]);
    expect(report).toMatchObject({ rows_read: 3, rows_taken: 1, rows_not_taken: 2 });
    expect(report.not_taken.map(({ reason, examples }) => [reason, examples[0]?.field, examples[0]?.value])).toEqual([
      ['other_currency', 'Currency', 'USD'],
      ['unknown_status', 'Financial Status', 'perhaps'],
    ]);
    expect(report.left_out).toMatchObject([
      {
        reason: 'unreadable_phone',
        rows: 1,
        examples: [{ line: 3, field: 'Billing Phone', value: 'call me', is_personal: true }],
      },
    ]);
  });
});

describe('people', () => {
  test('the same number written in five ways is one customer, and an e-mail leads to them', async () => {
    const ways = ['+44 20 7946 0018', '020 7946 0018', '(020) 79460018', '0044 20 7946 0018', '+442079460018'];
    const rows = ways.map((phone, i) => `o${i},2026-05-0${i + 1},10.00,"${phone}",`);
    await take(
      [
        'order id,date,total,phone,email',
        ...rows,
        'o9,2026-05-09,10.00,020 7946 0018,ann@example.com',
        'o10,2026-05-10,10.00,,ann@example.com',
      ],
      {
        date_order: 'ymd',
      },
    );
    expect(await net()).toEqual([{ who: 'ann@example.com', orders: 7, net_minor: 7000 }]);
  });

  test('two identifiers of two customers: the record is the first one’s, and a merge is suggested', async () => {
    await shop.order({
      ...orderOf('t1', null, '2026-05-01T10:00:00Z', 100),
      customer: { phone: '+442079460018', name: 'Ann' },
    });
    await shop.order({ ...orderOf('t2', null, '2026-05-01T10:00:00Z', 100), customer: { email: 'bob@example.com' } });
    await take(['order id,date,total,phone,email', 'o1,2026-05-09,10.00,+442079460018,bob@example.com']);
    expect(await net()).toEqual([
      { who: 'Ann', orders: 2, net_minor: 1100 },
      { who: 'bob@example.com', orders: 1, net_minor: 100 },
    ]);
    expect(await rowsOf(sql`select reason from merge_suggestions`)).toHaveLength(1);
  });

  test('a list of customers says what stands; an order only fills what is not known', async () => {
    await shop.order({
      ...orderOf('t1', null, '2026-05-01T10:00:00Z', 100),
      customer: { email: 'ann@example.com', name: 'A. Lee' },
    });
    const before = await standing(shop);
    const list = [
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags',
      "'7001,Ann,Lee,ann@example.com,no,,,,,,GB,,,'+442079460018,no,1.00,1,,no,",
      "'7002,Cleo,New,cleo@example.com,no,,,,,,GB,,,,no,0.00,0,,no,",
      ',,,,no,,,,,,GB,,,,no,0.00,0,,no,',
    ];
    const report = await take(list);
    expect(report).toMatchObject({
      customers: { created: 1, changed: 1 },
      rows_not_taken: 1,
      not_taken: [{ reason: 'nobody' }],
    });
    expect(await rowsOf(sql`select name, phone from customers order by name`)).toEqual([
      { name: 'Ann Lee', phone: '+442079460018' },
      { name: 'Cleo New', phone: null },
    ]);
    expect(await take(list)).toMatchObject({ records_written: 0 });
    await undoHere(shop.world, shop.principal, report.import_id);
    expect(await standing(shop)).toEqual(before);
  });
});

describe('tables with columns of their own', () => {
  test('bookings count when they were attended, lie ahead, or did not show up; places are made by name', async () => {
    const rows = [
      'Booking,Starts,Ends,Status,Price,E-mail,Room,Branch',
      'b1,2026-05-01 18:00,2026-05-01 19:00,completed,60.00,ann@example.com,Crypt,North',
      'b2,2026-05-02 18:00,2026-05-02 19:00,no show,60.00,bob@example.com,Crypt,North',
      'b3,2026-05-03 18:00,2026-05-03 19:00,cancelled,60.00,bob@example.com,Crypt,South',
      'b4,2026-09-03 18:00,2026-09-03 19:00,paid,80.00,ann@example.com,Vault,South',
    ];
    const chosen: Partial<Reading> = {
      format: 'mapped',
      kind: 'bookings',
      columns: {
        record_id: 'Booking',
        starts_at: 'Starts',
        ends_at: 'Ends',
        status: 'Status',
        total: 'Price',
        email: 'E-mail',
        product_name: 'Room',
        location: 'Branch',
      },
    };
    const report = await take(rows, chosen);
    expect(Object.fromEntries(report.order_states.map(({ state, orders }) => [state, orders]))).toEqual({
      counts: 1,
      no_show: 1,
      cancelled: 1,
      upcoming: 1,
    });
    expect(report).toMatchObject({ locations: { created: 2 }, net_change_minor: 6000 });
    expect(
      await rowsOf(sql`select upcoming_count, upcoming_minor from customer_facts where upcoming_count > 0`),
    ).toEqual([{ upcoming_count: 1, upcoming_minor: 8000 }]);
    expect(await take(rows, chosen)).toMatchObject({ records_written: 0 });
    await undoHere(shop.world, shop.principal, report.import_id);
    expect(await rowsOf(sql`select name from locations where voided_at is null`)).toEqual([]);
  });

  test('quotes and appointments are kept, and bring their contacts as prospects', async () => {
    await take(
      [
        'Angebot,Datum,Betrag,Kunde,gewonnen am',
        'q1,01.02.2026,"1.250,00",ann@example.com,15.02.2026',
        'q2,13.02.2026,"99,50",bob@example.com,',
      ],
      {
        format: 'mapped',
        kind: 'quotes',
        columns: { record_id: 'Angebot', placed_at: 'Datum', amount: 'Betrag', email: 'Kunde', won_at: 'gewonnen am' },
      },
    );
    expect(
      await rowsOf(sql`select external_id, amount_minor, won_at is not null as is_won from quotes order by 1`),
    ).toEqual([
      { external_id: 'q1', amount_minor: 125000, is_won: true },
      { external_id: 'q2', amount_minor: 9950, is_won: false },
    ]);
    await take(['Termin,Wann,Kunde', 'a1,14.02.2026 10:00,ann@example.com', 'a2,15.09.2026 10:00,cleo@example.com'], {
      format: 'mapped',
      kind: 'appointments',
      columns: { record_id: 'Termin', starts_at: 'Wann', email: 'Kunde' },
    });
    expect(await net()).toMatchObject([{ orders: 0 }, { orders: 0 }, { orders: 0 }]);
  });

  test('rows without an id are known by what they hold: identical ones are all kept, and the file again changes nothing', async () => {
    const rows = [
      'date,total,email',
      '2026-05-01,10.00,ann@example.com',
      '2026-05-01,10.00,ann@example.com',
      '2026-05-02,10.00,ann@example.com',
    ];
    expect(await take(rows)).toMatchObject({ orders: { created: 3 } });
    expect(await take(rows)).toMatchObject({ orders: { created: 0, unchanged: 3 }, records_written: 0 });
    // A longer file of the same: only what is more is new.
    expect(await take([...rows, rows[1] ?? ''])).toMatchObject({ orders: { created: 1, unchanged: 3 } });
    expect(await net()).toEqual([{ who: 'ann@example.com', orders: 4, net_minor: 4000 }]);
  });

  test('one id with two contents is refused, and says so', async () => {
    const report = await take(
      [
        'order id,date,total,email',
        'o1,2026-05-01,10.00,ann@example.com',
        'o2,2026-05-01,5.00,bob@example.com',
        'o1,2026-05-01,12.00,ann@example.com',
      ],
      {
        format: 'mapped',
        kind: 'orders',
        columns: { record_id: 'order id', placed_at: 'date', total: 'total', email: 'email' },
      },
    );
    expect(report).toMatchObject({
      rows_taken: 1,
      not_taken: [{ reason: 'two_versions', rows: 2, examples: [{ line: 2, value: 'o1' }, { line: 4 }] }],
    });
  });

  test('a rate turns another currency into the organization’s; without one the row is refused', async () => {
    const report = await take([
      'order id,date,total,currency,exchange rate,email',
      'o1,2026-05-01,10.00,USD,0.8,ann@example.com',
      'o2,2026-05-01,10.00,GBP,,ann@example.com',
      'o3,2026-05-01,10.00,USD,,ann@example.com',
    ]);
    expect(report).toMatchObject({
      net_change_minor: 1800,
      not_taken: [{ reason: 'other_currency', rows: 1, examples: [{ line: 4 }] }],
    });
  });
});
