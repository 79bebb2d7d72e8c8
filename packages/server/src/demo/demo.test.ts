import {
  appointmentDocument,
  interactionDocument,
  type OrderDocument,
  orderDocument,
  type Person,
  quoteDocument,
  refundDocument,
  visitDocument,
} from '@regulars/contract/activity.ts';
import { lifecycleStages, rfmSegments } from '@regulars/contract/metrics.ts';
import { slug as slugShape } from '@regulars/contract/organizations.ts';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { type DemoOrganization, type DemoRecord, demoOrganizations } from './demo.ts';
import { totalOf } from './making/money.ts';
import { surveyOf } from './survey.ts';

const now = new Date('2026-11-20T15:20:00Z');
const organizations = demoOrganizations({ now });
const told = new Map(
  organizations.map((organization) => [organization, [...organization.records()]] as [DemoOrganization, DemoRecord[]]),
);
const [seller, optician, reseller, venue] = organizations as [
  DemoOrganization,
  DemoOrganization,
  DemoOrganization,
  DemoOrganization,
];

type DocumentOf<Type extends DemoRecord['type']> = Extract<DemoRecord, { type: Type }>['document'];

const documentsOf = <Type extends DemoRecord['type']>(organization: DemoOrganization, type: Type) =>
  (told.get(organization) ?? [])
    .filter((record) => record.type === type)
    .map(({ document }) => document as DocumentOf<Type>);

const share = <T>(list: T[], holds: (item: T) => unknown) => list.filter(holds).length / list.length;

describe.each(organizations.map((organization) => [organization.slug, organization] as const))(
  '%s',
  (_, organization) => {
    const records = told.get(organization) ?? [];

    test('its records are what the contract says, and nothing in them is left to a default', () => {
      const shapes = {
        order: orderDocument,
        refund: refundDocument,
        appointment: appointmentDocument,
        quote: quoteDocument,
        visit: visitDocument,
        interaction: interactionDocument,
      };
      for (const { type, document } of records) {
        const read = shapes[type].safeParse(document);
        if (!read.success || JSON.stringify(sorted(read.data)) !== JSON.stringify(sorted(document))) {
          expect.fail(`${JSON.stringify(document)}: ${read.error}`);
        }
      }
    });

    test('every record has an id of its own', () => {
      const ids = records.map(({ type, document }) => `${type} ${document.source} ${document.external_id}`);
      expect(new Set(ids).size).toBe(records.length);
      expect(share(records, ({ document }) => document.source === 'demo')).toBe(1);
    });

    test('nothing has happened after now: only slots, promises and expiry lie ahead', () => {
      const ahead = new Set(['slot_starts_at', 'slot_ends_at', 'promised_on', 'starts_at', 'ends_at', 'expires_on']);
      const dated = /_(at|on)$/;
      const late = records.flatMap(({ document }) =>
        Object.entries(document).filter(
          ([field, value]) => dated.test(field) && !ahead.has(field) && new Date(String(value)) > now,
        ),
      );
      expect(late).toEqual([]);
      const started = records.filter(({ type, document }) => type === 'appointment' && document.completed_at);
      expect(
        started.filter(({ document }) => Date.parse((document as DocumentOf<'appointment'>).starts_at) > now.getTime()),
      ).toEqual([]);
    });

    test('its people are nobody: example.com, numbers that ring nowhere, no two alike', () => {
      const people = new Map<string, Person>();
      for (const { document } of records) {
        if (!('customer' in document) || !document.customer) continue;
        const { external_id, phone, email } = document.customer;
        people.set(external_id ?? phone ?? email ?? '', document.customer);
      }
      const emails = [...people.values()].flatMap(({ email }) => email ?? []);
      const phones = [...people.values()].flatMap(({ phone }) => phone ?? []);
      expect(emails.filter((email) => !/^[a-z0-9.]+@example\.com$/.test(email))).toEqual([]);
      expect(new Set(emails).size).toBe(emails.length);
      expect(phones.filter((phone) => !fictional.test(phone))).toEqual([]);
      expect(phones.filter((phone) => !parsePhoneNumberFromString(phone)?.isValid())).toEqual([]);
      expect(new Set(phones).size).toBe(phones.length);
      expect(phones.length).toBeGreaterThan(500);
    });

    test('what it speaks of exists: places, links, products, orders', () => {
      const places = new Set(organization.locations.map(({ external_id }) => external_id));
      const slugs = new Set(organization.locations.flatMap(({ slugs }) => slugs));
      const products = new Set(organization.products.map(({ external_id }) => external_id));
      const orders = new Map(documentsOf(organization, 'order').map((order) => [order.external_id, order]));
      const unknown = records.filter(
        ({ document }) =>
          ('location' in document && !places.has(document.location ?? '')) ||
          ('slug' in document && !slugs.has(document.slug ?? '')) ||
          ('lines' in document && document.lines.some(({ product }) => !products.has(product ?? ''))) ||
          ('order' in document && !orders.has(document.order ?? '')),
      );
      expect(unknown).toEqual([]);
      const misplaced = documentsOf(organization, 'refund').filter((refund) => {
        const order = orders.get(refund.order ?? '');
        const paid_at = order?.paid_at ?? '9999';
        return (
          !order ||
          refund.amount_minor > totalOf(order) ||
          refund.refunded_at < paid_at ||
          refund.customer !== order.customer
        );
      });
      expect(misplaced).toEqual([]);
    });

    test('an order adds up, and its dates follow each other', () => {
      const wrong = documentsOf(organization, 'order').filter((order) => {
        const lines_add_up = order.lines.every(
          ({ quantity, unit_price, discount_minor = 0, total_minor }) =>
            total_minor === Math.round(Number(quantity) * Number(unit_price) * 100) - discount_minor,
        );
        return order.lines.length === 0 || !lines_add_up || totalOf(order) <= 0 || !datesInOrder(order);
      });
      expect(wrong).toEqual([]);
    });

    test('orders come first, by date; the rest by type and date', () => {
      const types = records.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
      expect(types).toEqual([...new Set(types)]);
      expect(types[0]).toBe('order');
      const placed = documentsOf(organization, 'order').map(({ placed_at }) => placed_at);
      expect(placed).toEqual(placed.toSorted());
    });

    test('its history began two years ago and goes up to today', () => {
      const days = documentsOf(organization, 'order').map(({ placed_at }) => placed_at.slice(0, 10));
      expect(days.filter((day) => day < '2024-11-25').length).toBeGreaterThan(0);
      expect(days.filter((day) => day === '2026-11-20').length).toBeGreaterThan(0);
    });

    // A month of every season, a leap day, and the mornings on which the clocks changed.
    test.each([
      '2026-11-20T15:20:00Z',
      '2027-01-15T09:00:00Z',
      '2028-02-29T23:50:00Z',
      '2026-03-29T12:00:00Z',
      '2026-07-31T18:00:00Z',
    ])('at %s every segment and stage has people in it, in proportions one believes', (text) => {
      const then = new Date(text);
      const same = demoOrganizations({ now: then }).find(({ slug }) => slug === organization.slug);
      const { segments, stages, spending, frequency, one_time, new_this_month, orders, records } = surveyOf(
        same!,
        then,
      );
      expect(Object.keys(segments).toSorted()).toEqual(rfmSegments.toSorted());
      expect(Object.keys(stages).toSorted()).toEqual(
        lifecycleStages.filter((stage) => stage !== 'prospect').toSorted(),
      );
      expect(Object.keys(spending)).toHaveLength(4);
      expect(Object.keys(frequency)).toHaveLength(4);
      expect(one_time).toBeGreaterThan(0.42);
      expect(one_time).toBeLessThan(0.62);
      expect(stages.churned?.share).toBeLessThan(0.58);
      expect(stages.active?.share).toBeGreaterThan(0.22);
      expect(stages.at_risk?.share).toBeGreaterThan(0.09);
      expect(stages.new?.share).toBeGreaterThan(0.025);
      expect(segments.Champions?.share).toBeLessThan(0.03);
      expect(segments['Loyal Customers']?.share).toBeGreaterThan(0.04);
      expect(new_this_month).toBeGreaterThan(10);
      expect(orders.counted / (records.order ?? 0)).toBeGreaterThan(0.8);
    });
  },
);

describe('the demo', () => {
  test('is four merchants with 50 000 orders', () => {
    expect(organizations.map((organization) => documentsOf(organization, 'order').length)).toEqual([
      28_000, 7_000, 10_000, 5_000,
    ]);
    const slugs = [
      ...organizations.map(({ slug }) => slug),
      ...organizations.flatMap(({ locations }) => locations.flatMap(({ slugs }) => slugs)),
    ];
    expect(slugs.filter((slug) => !slugShape.safeParse(slug).success)).toEqual([]);
    const links = organizations.flatMap(({ locations }) => locations.flatMap(({ slugs }) => slugs));
    expect(new Set(links).size).toBe(links.length);
  });

  test('told twice is the same, from another seed another', () => {
    const tell = (seed: number) =>
      demoOrganizations({ now, seed, scale: 0.02 }).map((organization) => JSON.stringify([...organization.records()]));
    const [first] = demoOrganizations({ now, scale: 0.02 });
    expect(tell(1)).toEqual(tell(1));
    expect(tell(2)[0]).not.toBe(tell(1)[0]);
    expect([...(first?.records() ?? [])]).toEqual([...(first?.records() ?? [])]);
  });

  test('within an hour it is the same, whatever the minute', () => {
    const tell = (text: string) => [...(demoOrganizations({ now: new Date(text), scale: 0.02 })[1]?.records() ?? [])];
    expect(tell('2026-11-20T15:01:00Z')).toEqual(tell('2026-11-20T15:59:59Z'));
  });

  test('grows and shrinks with the scale', () => {
    const counts = demoOrganizations({ now, scale: 0.1 }).map(
      (organization) => surveyOf(organization, now).records.order,
    );
    expect(counts).toEqual([2_800, 700, 1_000, 500]);
  });
});

describe('the online seller', () => {
  const orders = documentsOf(seller, 'order');

  test('sells to guests too, on a marketplace too, and gives one in twenty-five its money back', () => {
    expect(share(orders, ({ customer }) => !customer)).toBeCloseTo(0.08, 3);
    expect(share(orders, ({ channel }) => channel === 'marketplace')).toBeCloseTo(0.17, 1);
    const refunds = documentsOf(seller, 'refund');
    expect(refunds.length / orders.length).toBeGreaterThan(0.035);
    expect(refunds.length / orders.length).toBeLessThan(0.055);
    expect(share(refunds, ({ lines }) => lines.length === 1)).toBeGreaterThan(0.4);
  });

  test('has few orders unpaid or cancelled, many with a discount, postage and tax', () => {
    expect(share(orders, ({ paid_at, cancelled_at }) => !paid_at || cancelled_at)).toBeCloseTo(0.02, 2);
    expect(share(orders, ({ discount_minor }) => discount_minor > 0)).toBeGreaterThan(0.1);
    expect(share(orders, ({ shipping_minor }) => shipping_minor > 0)).toBeGreaterThan(0.2);
    expect(share(orders, ({ tax_minor }) => tax_minor > 0)).toBeGreaterThan(0.5);
  });

  test('lives on Christmas, and grows', () => {
    const inMonth = (month: string) => orders.filter(({ placed_at }) => placed_at.startsWith(month)).length;
    expect(inMonth('2025-11')).toBeGreaterThan(1.4 * inMonth('2025-08'));
    expect(inMonth('2025-12')).toBeGreaterThan(1.15 * inMonth('2026-02'));
    expect(inMonth('2025-12')).toBeGreaterThan(1.2 * inMonth('2024-12'));
    expect(inMonth('2026-10')).toBeGreaterThan(1.2 * inMonth('2025-10'));
  });
});

describe('the optician', () => {
  const orders = documentsOf(optician, 'order');

  test('keeps most promises, and the new branch fewest', () => {
    const delivered = orders.filter(({ kind, delivered_at }) => kind === 'work_order' && delivered_at);
    expect(delivered.length).toBeGreaterThan(2_000);
    const inTime = (branch: string) =>
      share(
        delivered.filter(({ location }) => location === branch),
        ({ delivered_at = '', promised_on = '' }) => delivered_at.slice(0, 10) <= promised_on,
      );
    expect(inTime('city')).toBeGreaterThan(0.87);
    expect(inTime('dun-laoghaire')).toBeLessThan(0.85);
    expect(share(orders, ({ kind, delivered_at }) => kind === 'work_order' && !delivered_at)).toBeGreaterThan(0.005);
  });

  test('sees people who come, who call off, who forget, and who are yet to come', () => {
    const appointments = documentsOf(optician, 'appointment');
    const due = appointments.filter(({ starts_at }) => new Date(starts_at) < now);
    expect(share(due, ({ completed_at }) => completed_at)).toBeGreaterThan(0.7);
    expect(share(due, ({ cancelled_at }) => cancelled_at)).toBeGreaterThan(0.05);
    expect(share(due, ({ no_show_at }) => no_show_at)).toBeGreaterThan(0.03);
    expect(appointments.length - due.length).toBeGreaterThan(20);
  });

  test('wins about two quotes in three, some are open', () => {
    const quotes = documentsOf(optician, 'quote');
    const decided = quotes.filter(({ won_at, lost_at }) => won_at ?? lost_at);
    expect(share(decided, ({ won_at }) => won_at)).toBeGreaterThan(0.55);
    expect(share(decided, ({ won_at }) => won_at)).toBeLessThan(0.9);
    expect(quotes.length - decided.length).toBeGreaterThan(10);
    expect(quotes.filter(({ accepted_at, lost_at }) => accepted_at && lost_at).length).toBeGreaterThan(0);
  });

  test('has patients of two branches, and people who only came for a test', () => {
    const branches = new Map<string, Set<string>>();
    for (const { customer, location = '' } of orders) {
      const key = customer?.external_id ?? '';
      branches.set(key, (branches.get(key) ?? new Set()).add(location));
    }
    expect(share([...branches.values()], (visited) => visited.size > 1)).toBeGreaterThan(0.03);
    const bought = new Set(branches.keys());
    expect(
      documentsOf(optician, 'appointment').filter(({ customer }) => !bought.has(customer?.external_id ?? '')).length,
    ).toBeGreaterThan(100);
  });

  test('is shut on Sundays', () => {
    expect(orders.filter(({ placed_at }) => new Date(placed_at).getUTCDay() === 0)).toEqual([]);
  });
});

describe('the reseller', () => {
  test('has two visits to an order, and links that convert unlike each other', () => {
    const visits = documentsOf(reseller, 'visit');
    expect(visits).toHaveLength(20_000);
    const orders = new Map(documentsOf(reseller, 'order').map((order) => [order.external_id, order]));
    const converted = visits.filter(({ order }) => order);
    expect(
      converted.every(({ order = '', slug, visited_at }) => {
        const bought = orders.get(order);
        return bought?.slug === slug && visited_at < (bought?.placed_at ?? '');
      }),
    ).toBe(true);
    const conversion = (link: string) =>
      share(
        visits.filter(({ slug }) => slug === link),
        ({ order }) => order,
      );
    expect(conversion('sankwa-campus')).toBeGreaterThan(conversion('sankwa-deals') + 0.15);
    expect(new Set(visits.map(({ utm_source }) => utm_source)).size).toBeGreaterThan(3);
  });

  test('knows everybody by telephone, and their network', () => {
    const orders = documentsOf(reseller, 'order');
    expect(orders.every(({ customer }) => customer?.phone && !customer.external_id)).toBe(true);
    expect(new Set(orders.flatMap(({ lines }) => lines.map(({ category }) => category))).size).toBe(3);
  });
});

describe('the venue', () => {
  const bookings = documentsOf(venue, 'order');

  test('has people who call off, who do not come, and who are coming', () => {
    expect(
      bookings.every(({ kind, slot_starts_at, slot_ends_at }) => kind === 'booking' && slot_starts_at && slot_ends_at),
    ).toBe(true);
    expect(share(bookings, ({ cancelled_at }) => cancelled_at)).toBeCloseTo(0.08, 1);
    expect(share(bookings, ({ no_show_at }) => no_show_at)).toBeCloseTo(0.05, 1);
    const upcoming = bookings.filter(
      ({ slot_starts_at = '', cancelled_at }) => new Date(slot_starts_at) > now && !cancelled_at,
    );
    expect(upcoming.length).toBeGreaterThan(40);
    expect(
      upcoming.every(({ confirmed_at, completed_at, no_show_at }) => confirmed_at && !completed_at && !no_show_at),
    ).toBe(true);
  });

  test('plays in the evenings and at weekends, never twice in one room at once', () => {
    const weekday = ({ slot_starts_at = '' }: OrderDocument) =>
      Temporal.Instant.from(slot_starts_at).toZonedDateTimeISO('America/New_York').dayOfWeek;
    expect(share(bookings, (booking) => weekday(booking) >= 5)).toBeGreaterThan(0.6);
    const rooms = bookings
      .filter(({ lines }) => lines.length === 1)
      .map(({ lines, slot_starts_at }) => `${lines[0]?.product} ${slot_starts_at}`);
    expect(new Set(rooms).size).toBe(rooms.length);
  });

  test('is told what people thought', () => {
    const kinds = documentsOf(venue, 'interaction').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'review').length).toBeGreaterThan(300);
    expect(kinds.filter((kind) => kind === 'nps').length).toBeGreaterThan(300);
  });
});

const fictional = /^(\+44(2079460|1[1-6]\d4960|1914980)\d{3}|\+3532091\d{5}|\+1\d{3}55501\d{2}|\+23358\d{7})$/;

/** Keys in order, so that only what is said is compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Placed before paid, delivered, cancelled; a booking played after it was placed. */
function datesInOrder({ placed_at, ...order }: OrderDocument): boolean {
  const later = [
    order.paid_at,
    order.delivered_at,
    order.cancelled_at,
    order.completed_at,
    order.no_show_at,
    order.slot_starts_at,
  ];
  return later.every((instant) => instant === undefined || instant >= placed_at);
}
