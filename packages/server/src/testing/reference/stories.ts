import type { OrderInput, OrderStatusChange, RefundInput } from '@regulars/contract/activity.ts';
import { channels } from '@regulars/contract/activity.ts';
import fc from 'fast-check';
import { type Clock, pastInstants, slotStarts } from './moments.ts';

/** All that is ever said of one order: its versions, changes of status told apart, and refunds. Without its identity. */
export type OrderStory = {
  versions: Nameless<OrderInput>[];
  changes: Nameless<OrderStatusChange>[];
  refunds: RefundStory[];
  voided: boolean;
  /** The order itself never arrives. */
  untold: boolean;
};

export type RefundStory = { versions: Nameless<RefundInput>[]; voided: boolean };

type Nameless<Told> = Omit<Told, 'source' | 'external_id' | 'order'>;

type Setting = { people: string[]; locations: string[] };

/** Around the bounds of tiers and scores, and the smallest. */
const amounts = [
  1, 2, 4999, 9_999, 10_000, 10_001, 24_999, 49_999, 50_000, 50_001, 99_999, 100_000, 100_001, 250_000, 500_000,
];

const products = ['lens', 'frame', 'game'];

/** Few, so that versions tie. */
const versionInstants = [
  '2024-01-01T00:00:00Z',
  '2024-01-01T01:00:00+01:00',
  '2024-06-01T12:00:00.001Z',
  '2024-06-01T12:00:00.002Z',
];

export const orderStories = (clock: Clock, setting: Setting): fc.Arbitrary<OrderStory> =>
  fc
    .record({
      first: orderVersions(clock, setting),
      edits: fc.array(orderEdits(clock, setting), { maxLength: 2 }),
      changes: fc.array(statusChanges(clock), { maxLength: 3 }),
      refunds: fc.oneof(
        { weight: 3, arbitrary: fc.constant<RefundStory[]>([]) },
        { weight: 2, arbitrary: fc.array(refundStories(clock, setting), { minLength: 1, maxLength: 2 }) },
      ),
      voided: rarely(fc.constant(true)),
      untold: rarely(fc.constant(true)),
    })
    .map(({ first, edits, changes, refunds, voided, untold }) => ({
      versions: [first, ...edits.map((edit) => ({ ...first, ...edit }))].map((version) =>
        bare(discountWithinLines(version)),
      ),
      changes,
      refunds,
      voided: voided ?? false,
      untold: untold ?? false,
    }));

/** A person who buys: one paid sale, told once. */
export const regularStories = (clock: Clock, people: string[]): fc.Arbitrary<OrderStory> =>
  fc
    .record({
      customer: fc.constantFrom(...people).map((email) => ({ email })),
      channel: fc.constantFrom(...channels),
      placed_at: pastInstants(clock),
      total_minor: fc.constantFrom(...amounts),
    })
    .map(({ customer, channel, placed_at, total_minor }) => ({
      versions: [
        { customer, channel, placed_at, paid_at: placed_at, lines: [{ quantity: '1', unit_price: '0', total_minor }] },
      ],
      changes: [],
      refunds: [],
      voided: false,
      untold: false,
    }));

/** A booking that is confirmed when it is made; whether anybody came is told apart, or not at all. */
export const bookingStories = (clock: Clock, people: string[]): fc.Arbitrary<OrderStory> =>
  fc
    .record({
      customer: fc.constantFrom(...people).map((email) => ({ email })),
      placed_at: pastInstants(clock),
      slot_starts_at: slotStarts(clock),
      paid: fc.boolean(),
      total_minor: fc.constantFrom(...amounts),
      changes: fc.array(statusChanges(clock), { maxLength: 1 }),
    })
    .map(({ customer, placed_at, slot_starts_at, paid, total_minor, changes }) => ({
      versions: [
        {
          kind: 'booking',
          channel: 'online',
          customer,
          placed_at,
          slot_starts_at,
          confirmed_at: placed_at,
          ...(paid ? { paid_at: placed_at } : {}),
          lines: [{ product: 'game', quantity: '1', unit_price: '0', total_minor }],
        },
      ],
      changes,
      refunds: [],
      voided: false,
      untold: false,
    }));

export const creditNoteStories = (clock: Clock, setting: Setting): fc.Arbitrary<RefundStory> =>
  refundStories(clock, setting);

const orderVersions = (clock: Clock, setting: Setting): fc.Arbitrary<Nameless<OrderInput>> =>
  fc
    .record({
      source_updated_at: sometimes(fc.constantFrom(...versionInstants)),
      kind: fc.constantFrom(undefined, 'sale', 'sale', 'work_order', 'booking', 'booking'),
      channel: fc.constantFrom(undefined, ...channels),
      location: sometimes(fc.constantFrom(...setting.locations)),
      customer: customersOf(setting),
      placed_at: pastInstants(clock),
      slot_starts_at: usually(slotStarts(clock)),
      confirmed_at: sometimes(pastInstants(clock)),
      paid_at: usually(fc.option(pastInstants(clock), { nil: null, freq: 2 })),
      completed_at: usually(pastInstants(clock)),
      delivered_at: rarely(pastInstants(clock)),
      cancelled_at: rarely(pastInstants(clock)),
      no_show_at: rarely(pastInstants(clock)),
      is_test: rarely(fc.constant(true)),
      lines: orderLines(),
      discount_minor: fc.constantFrom(undefined, undefined, undefined, 1, 100, 3333),
      tax_minor: fc.constantFrom(undefined, undefined, 0, 1, 1900),
      shipping_minor: fc.constantFrom(undefined, undefined, 0, 1, 499),
      tip_minor: fc.constantFrom(undefined, undefined, 500),
    })
    // A null here says: paid when it was placed.
    .map(({ paid_at, ...version }) => bare({ ...version, paid_at: paid_at === null ? version.placed_at : paid_at }));

/** What a later (or earlier, or equally old) version says differently; an undefined takes the field away. */
const orderEdits = (clock: Clock, setting: Setting) =>
  fc.record(
    {
      source_updated_at: sometimes(fc.constantFrom(...versionInstants)),
      kind: fc.constantFrom('sale' as const, 'booking' as const),
      channel: fc.constantFrom(...channels),
      location: sometimes(fc.constantFrom(...setting.locations)),
      customer: customersOf(setting),
      placed_at: pastInstants(clock),
      slot_starts_at: slotStarts(clock),
      paid_at: usually(pastInstants(clock)),
      completed_at: sometimes(pastInstants(clock)),
      cancelled_at: sometimes(pastInstants(clock)),
      is_test: fc.boolean(),
      lines: orderLines(),
      discount_minor: fc.constantFrom(0, 1, 777),
    },
    { requiredKeys: ['source_updated_at'] },
  );

const statusChanges = (clock: Clock): fc.Arbitrary<Nameless<OrderStatusChange>> =>
  fc.record({
    status: fc.constantFrom(
      ...([
        'confirmed',
        'paid',
        'paid',
        'completed',
        'completed',
        'delivered',
        'cancelled',
        'no_show',
        'reinstated',
      ] as const),
    ),
    at: pastInstants(clock),
  });

const refundStories = (clock: Clock, setting: Setting): fc.Arbitrary<RefundStory> =>
  fc
    .record({
      first: refundVersions(clock, setting),
      edits: fc.array(
        fc.record(
          {
            source_updated_at: sometimes(fc.constantFrom(...versionInstants)),
            amount_minor: fc.constantFrom(...amounts),
            refunded_at: pastInstants(clock),
            customer: customersOf(setting),
          },
          { requiredKeys: ['source_updated_at'] },
        ),
        { maxLength: 1 },
      ),
      voided: rarely(fc.constant(true)),
    })
    .map(({ first, edits, voided }) => ({
      versions: [first, ...edits.map((edit) => bare({ ...first, ...edit }))],
      voided: voided ?? false,
    }));

const refundVersions = (clock: Clock, setting: Setting): fc.Arbitrary<Nameless<RefundInput>> =>
  fc
    .record({
      source_updated_at: sometimes(fc.constantFrom(...versionInstants)),
      customer: customersOf(setting),
      location: sometimes(fc.constantFrom(...setting.locations)),
      channel: fc.constantFrom(undefined, ...channels),
      refunded_at: pastInstants(clock),
      amount_minor: fc.constantFrom(...amounts),
      lines: sometimes(
        fc.array(
          fc.record({
            product: sometimes(fc.constantFrom(...products)),
            amount_minor: fc.constantFrom(0, 1, 100, 5000),
          }),
          {
            minLength: 1,
            maxLength: 2,
          },
        ),
      ),
    })
    .map((version) => bare({ ...version, lines: version.lines?.map(bare) }));

const orderLines = () =>
  fc.array(
    fc
      .record({
        product: sometimes(fc.constantFrom(...products)),
        quantity: fc.constantFrom('1', '2', '0.5', '-1'),
        unit_price: fc.constantFrom('0', '1.10', '19.98', '0.02', '250.00'),
        total_minor: usually(
          fc.oneof(
            { weight: 9, arbitrary: fc.constantFrom(...amounts) },
            { weight: 1, arbitrary: fc.constantFrom(0, -500) },
          ),
        ),
      })
      .map(bare),
    { maxLength: 3 },
  );

/** A discount larger than what it is taken from has no meaning that anyone agreed on; nor has one on lines taken back. */
const discountWithinLines = (version: Nameless<OrderInput>): Nameless<OrderInput> => {
  const totals = (version.lines ?? []).map(
    (line) => line.total_minor ?? Number(line.quantity) * Number(line.unit_price) * 100,
  );
  const most = totals.some((total) => total < 0) ? 0 : totals.reduce((sum, total) => sum + total, 0);
  return { ...version, discount_minor: Math.min(version.discount_minor ?? 0, Math.floor(most)) };
};

/** The first ones buy most. */
const customersOf = ({ people }: Setting) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(...people, ...people.slice(0, 2), ...people.slice(0, 1)).map((email) => ({ email })),
    },
  );

const usually = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: undefined, freq: 5 });
const sometimes = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: undefined, freq: 1 });
const rarely = <Value>(some: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some });

/** Without the fields that are undefined, as JSON would carry it. */
const bare = <Told extends object>(told: Told): { [name in keyof Told]: Exclude<Told[name], undefined> } =>
  JSON.parse(JSON.stringify(told));
