import fc from 'fast-check';
import { compareInstants } from './calendar.ts';
import { type Clock, clocks, pastInstants, shifted } from './moments.ts';
import {
  bookingStories,
  creditNoteStories,
  type OrderStory,
  orderStories,
  type RefundStory,
  regularStories,
} from './stories.ts';
import { type Act, type History, isAct, type RecordTelling, type Telling } from './tellings.ts';
import { defaultThresholds } from './world.ts';

const people = ['ann', 'bob', 'cleo', 'dora', 'emil'].map((name) => `${name}@example.com`);
const locations = ['north', 'south'];
const sources = ['shop', 'till'];

/** Two to five people, up to twelve orders, and everything that can go wrong in the telling of them. */
export const histories = ({ max_orders = 12 }: { max_orders?: number } = {}): fc.Arbitrary<History> =>
  fc.record({ clock: clocks, crowd: fc.integer({ min: 2, max: people.length }) }).chain(({ clock, crowd }) => {
    const present = people.slice(0, crowd);
    return storiesToHistory(clock, present, {
      orders: mixedOrders(clock, present, max_orders),
      credit_notes: fc.array(creditNoteStories(clock, { people: present, locations }), { maxLength: 2 }),
    });
  });

/** Mostly anything; now and then somebody who buys again and again, who else would never be among the best. */
const mixedOrders = (clock: Clock, present: string[], max_orders: number): fc.Arbitrary<OrderStory[]> => {
  const nasty = orderStories(clock, { people: present, locations });
  const booked = bookingStories(clock, present);
  const some = fc.oneof(
    { weight: 5, arbitrary: nasty },
    { weight: 2, arbitrary: regularStories(clock, present) },
    { weight: 1, arbitrary: booked },
  );
  const faithful = regularStories(clock, present.slice(0, 1));
  const many = Math.ceil(max_orders * 0.75);
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(some, { maxLength: max_orders, size: 'max' }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.array(faithful, { minLength: many, maxLength: many }),
          fc.array(fc.oneof(nasty, booked), { maxLength: max_orders - many }),
        )
        .map(([orders, others]) => [...orders, ...others]),
    },
  );
};

/** Many people with plain paid orders, told once: enough gaps for a churn risk, and customers in many RFM cells. */
export const steadyHistories = ({ people: crowd = 40, max_orders = 140 } = {}): fc.Arbitrary<History> =>
  clocks.chain((clock) => {
    const present = Array.from({ length: crowd }, (_, index) => `guest-${index + 1}@example.com`);
    return storiesToHistory(clock, present, {
      orders: fc.array(regularStories(clock, present), {
        minLength: Math.floor(max_orders / 2),
        maxLength: max_orders,
      }),
      credit_notes: fc.constant([]),
    });
  });

/** The same story in another order of arrival, with other repeats. What it amounts to must be the same. */
export const retellings = (history: History): fc.Arbitrary<History> => {
  const records = distinct(history.tellings.filter((telling): telling is RecordTelling => !isAct(telling)));
  const acts = history.tellings.filter(isAct);
  return arrivals(records, acts).map((tellings) => ({ ...history, tellings }));
};

type Stories = { orders: fc.Arbitrary<OrderStory[]>; credit_notes: fc.Arbitrary<RefundStory[]> };

const storiesToHistory = (clock: Clock, present: string[], { orders, credit_notes }: Stories): fc.Arbitrary<History> =>
  fc
    .record({
      orders,
      credit_notes,
      values_by: fc.constantFrom('total' as const, 'total' as const, 'goods' as const),
      merges: fc.array(fc.record({ from: fc.nat(), into: fc.nat(), undo: fc.boolean() }), { maxLength: 4 }),
      moments: fc.array(pastInstants(clock), { maxLength: 2 }),
      edges: fc.array(fc.nat(), { maxLength: 2 }),
    })
    .chain((drawn) => {
      const records = distinct([
        ...drawn.orders.flatMap(orderTellings),
        ...drawn.credit_notes.flatMap((story, index) =>
          refundTellings(story, { source: 'till', external_id: `c${index}` }),
        ),
      ]);
      const acts = [...drawn.orders.flatMap(voidsOf), ...possibleMerges(drawn.merges, present)];
      const happenings = instantsOf(records).filter((at) => compareInstants(at, clock.now) <= 0);
      return arrivals(records, acts).map((tellings) => ({
        organization: {
          time_zone: clock.time_zone,
          values_by: drawn.values_by,
          currency_digits: 2,
          thresholds: { ...defaultThresholds },
        },
        people: present,
        locations,
        now: clock.now,
        moments: [...drawn.moments, ...edgesOf(happenings, drawn.edges)],
        tellings,
      }));
    });

/** Two orders with the same id at two sources are two orders. */
const identityOf = (index: number) => ({
  source: sources[index % sources.length] as string,
  external_id: `o${Math.floor(index / sources.length)}`,
});

const orderTellings = (story: OrderStory, index: number): RecordTelling[] => {
  const { source, external_id } = identityOf(index);
  // Now and then the order itself is never told: what is said of it must wait for ever.
  const versions = story.untold ? [] : story.versions;
  return [
    ...versions.map((version) => ({ tells: 'order' as const, document: { ...version, source, external_id } })),
    ...story.changes.map((change) => ({ tells: 'status' as const, change: { ...change, source, external_id } })),
    ...story.refunds.flatMap((refund, number) =>
      refundTellings(refund, { source, external_id: `r-${external_id}-${number}`, order: external_id }),
    ),
  ];
};

type RefundIdentity = { source: string; external_id: string; order?: string };

const refundTellings = (story: RefundStory, identity: RefundIdentity): RecordTelling[] =>
  story.versions.map((version) => ({ tells: 'refund' as const, document: { ...version, ...identity } }));

const voidsOf = (story: OrderStory, index: number): Act[] => {
  const { source, external_id } = identityOf(index);
  const refunds = story.refunds.flatMap((refund, number) =>
    refund.voided
      ? [{ tells: 'void' as const, of: 'refund' as const, source, external_id: `r-${external_id}-${number}` }]
      : [],
  );
  return story.voided && !story.untold ? [{ tells: 'void', of: 'order', source, external_id }, ...refunds] : refunds;
};

/** Only what a person could have done: nobody is merged twice, into themselves, or into somebody who is merged away. */
const possibleMerges = (wishes: { from: number; into: number; undo: boolean }[], present: string[]): Act[] => {
  const merged = new Set<string>();
  return wishes.flatMap(({ from, into, undo }): Act[] => {
    const gone = present.filter((person) => merged.has(person));
    const there = present.filter((person) => !merged.has(person));
    if (undo && gone.length > 0) {
      const back = gone[from % gone.length] as string;
      merged.delete(back);
      return [{ tells: 'undo_merge', from: back }];
    }
    const leaves = there[from % there.length] as string;
    const stays = there[into % there.length] as string;
    if (leaves === stays) return [];
    merged.add(leaves);
    return [{ tells: 'merge', from: leaves, into: stays }];
  });
};

/** Records in any order, once to five times; acts among them in their own order, a void not before its record. */
const arrivals = (records: RecordTelling[], acts: Act[]): fc.Arbitrary<Telling[]> => {
  const times = fc.constantFrom(1, 1, 1, 1, 2, 3, 5);
  const drawn = fc.record({
    times: fc.array(times, { minLength: records.length, maxLength: records.length }),
    places: fc.array(fc.nat(99), { minLength: acts.length, maxLength: acts.length }),
  });
  return drawn.chain(({ times, places }) => {
    const copies = records.flatMap((record, index) => Array.from({ length: times[index] ?? 1 }, () => record));
    const all = { minLength: copies.length, maxLength: copies.length };
    return fc.shuffledSubarray(copies, all).map((shuffled) => withActs(shuffled, acts, places));
  });
};

const withActs = (records: RecordTelling[], acts: Act[], places: number[]): Telling[] => {
  const sorted = [...places].sort((a, b) => a - b);
  const tellings: Telling[] = [...records];
  let before = 0;
  acts.forEach((act, index) => {
    const wished = Math.floor(((sorted[index] ?? 0) / 100) * (records.length + 1)) + index;
    const at = Math.max(before, wished, act.tells === 'void' ? firstToldOf(tellings, act) + 1 : 0);
    tellings.splice(at, 0, act);
    before = at + 1;
  });
  return tellings;
};

const firstToldOf = (tellings: Telling[], act: Extract<Act, { tells: 'void' }>): number =>
  tellings.findIndex(
    (telling) =>
      telling.tells === act.of &&
      telling.document.source === act.source &&
      telling.document.external_id === act.external_id,
  );

const instantsOf = (records: RecordTelling[]): string[] =>
  records.flatMap((telling) => {
    const told = telling.tells === 'status' ? telling.change : telling.document;
    return Object.entries(told).flatMap(([name, value]) =>
      typeof value === 'string' && (name === 'at' || name.endsWith('_at')) && name !== 'source_updated_at'
        ? [value]
        : [],
    );
  });

/** The instant at which something happened, and the millisecond before it. */
const edgesOf = (happenings: string[], choices: number[]): string[] =>
  happenings.length === 0
    ? []
    : choices.map((choice) => shifted(happenings[choice % happenings.length] as string, choice % 2 === 0 ? 0 : -1));

const distinct = (records: RecordTelling[]): RecordTelling[] => {
  const by_text = new Map(records.map((record) => [JSON.stringify(record), record]));
  return [...by_text.values()];
};
