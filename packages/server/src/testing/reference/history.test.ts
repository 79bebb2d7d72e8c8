import { orderDocument, orderStatusChange, refundDocument } from '@regulars/contract/activity.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareInstants } from './calendar.ts';
import { churnModel } from './churn.ts';
import { sum } from './facts.ts';
import { lifecycleStages, overview, rfmSegments } from './figures.ts';
import { fold } from './fold.ts';
import { histories, retellings, steadyHistories } from './history.ts';
import { readings } from './readings.ts';
import { factsOf } from './reference.ts';
import { type History, isAct } from './tellings.ts';

const seed = 20240229;
const sampled = (some: fc.Arbitrary<History>, numRuns: number) => fc.sample(some, { seed, numRuns });

test('told in another order and as often as you like, a history amounts to the same', () => {
  const pairs = histories().chain((history) => fc.tuple(fc.constant(history), retellings(history)));
  fc.assert(
    fc.property(pairs, ([history, again]) => {
      expect(fold(again)).toEqual(fold(history));
    }),
    { seed, numRuns: 300 },
  );
});

test('every telling is one that the contract takes', () => {
  for (const { tellings } of sampled(histories(), 300)) {
    for (const telling of tellings) {
      if (telling.tells === 'order') orderDocument.parse(telling.document);
      if (telling.tells === 'status') orderStatusChange.parse(telling.change);
      if (telling.tells === 'refund') refundDocument.parse(telling.document);
    }
  }
});

test('people do only what can be done: no merge of who is merged, no void of what was never told', () => {
  for (const { tellings } of sampled(histories(), 300)) {
    const merged = new Set<string>();
    for (const [index, telling] of tellings.entries()) {
      if (telling.tells === 'merge') {
        expect([merged.has(telling.from), merged.has(telling.into), telling.from === telling.into]).toEqual([
          false,
          false,
          false,
        ]);
        merged.add(telling.from);
      }
      if (telling.tells === 'undo_merge') expect(merged.delete(telling.from)).toBe(true);
      if (telling.tells !== 'void') continue;
      const known = tellings
        .slice(0, index)
        .flatMap((before) => (before.tells === telling.of ? [before.document] : []))
        .some((document) => document.source === telling.source && document.external_id === telling.external_id);
      expect(known).toBe(true);
    }
  }
});

test('nothing that is told to have happened is later than now; slots may be', () => {
  for (const history of sampled(histories(), 300)) {
    const world = fold(history);
    const told = [
      ...world.orders.flatMap((order) => [
        order.paid_at,
        order.confirmed_at,
        order.completed_at,
        order.cancelled_at,
        order.no_show_at,
        order.kind === 'booking' ? null : order.happened_at,
      ]),
      ...world.refunds.map((refund) => refund.refunded_at),
      ...history.moments,
    ];
    expect(told.filter((at) => at !== null && compareInstants(at, history.now) > 0)).toEqual([]);
  }
});

test('the facts agree with each other, at now and at every moment', () => {
  for (const history of sampled(histories(), 300)) {
    const world = fold(history);
    for (const at of [history.now, ...history.moments]) {
      const facts = factsOf(world, at);
      const total = (rows: { order_count: number; gross_minor: number; refunded_minor: number }[]) => [
        sum(rows.map((row) => row.order_count)),
        sum(rows.map((row) => row.gross_minor)),
        sum(rows.map((row) => row.refunded_minor)),
      ];
      const guests = facts.day_facts.map((day) => ({
        order_count: day.order_count - day.guest_order_count,
        gross_minor: day.gross_minor - day.guest_gross_minor,
        refunded_minor: day.refunded_minor - day.guest_refunded_minor,
      }));
      const of_customers = total(facts.customer_facts);
      expect(total(facts.customer_place_facts)).toEqual(of_customers);
      expect(total(facts.customer_month_facts)).toEqual(of_customers);
      expect(total(guests)).toEqual(of_customers);
      expect(sum(facts.gap_facts.map((row) => row.closed_count))).toBe(
        sum(facts.customer_facts.map((row) => Math.max(0, row.order_count - 1))),
      );
      const { net_minor, customers_net_minor, guests_net_minor, prospects_net_minor } = overview(world, at);
      expect(customers_net_minor + guests_net_minor + prospects_net_minor).toBe(net_minor);
    }
  }
});

test('the histories are nasty enough: everything that can happen does', () => {
  const seen = new Map<string, number>();
  const see = (what: string, times: number | boolean = 1) => seen.set(what, (seen.get(what) ?? 0) + Number(times));
  for (const history of sampled(histories(), 1000)) {
    const world = fold(history);
    see('repeats', new Set(history.tellings.map((telling) => JSON.stringify(telling))).size < history.tellings.length);
    for (const telling of history.tellings.filter(isAct)) see(telling.tells);
    for (const order of world.orders) {
      see(`void order ${order.voided}`);
      see(`test ${order.is_test}`);
      see(`${order.kind}`);
      see('cancelled', order.cancelled_at !== null);
      see('both came and did not', order.no_show_at !== null && order.completed_at !== null);
      see('no lines', order.lines.length === 0);
      see('total of 0 or less', order.total_minor <= 0);
    }
    for (const refund of world.refunds) {
      see(refund.claims_order ? `refund of an order known ${refund.order_id !== null}` : 'credit note');
      see('void refund', refund.voided);
    }
    const facts = factsOf(world, history.now);
    for (const row of facts.customer_facts) see('upcoming', row.upcoming_count > 0);
    for (const row of facts.customer_facts)
      see('booking ahead', compareInstants(row.last_upcoming_at ?? history.now, history.now) > 0);
    for (const row of facts.customer_facts) see('negative net of a customer', row.order_count > 0 && row.net_minor < 0);
    for (const row of facts.customer_facts) see('something left the window', row.window_order_count < row.order_count);
    for (const row of facts.day_facts) see('guest orders', row.guest_order_count > 0);
    for (const row of facts.gap_facts) see(`gap of ${row.order_class}`);
    for (const reading of readings(world, history.now)) {
      see(reading.lifecycle_stage);
      if (reading.rfm_segment !== null) see(reading.rfm_segment);
    }
  }
  const wanted = [
    ...lifecycleStages,
    ...rfmSegments,
    ...['repeats', 'merge', 'undo_merge', 'void', 'void order true', 'void refund', 'test true'],
    ...['sale', 'work_order', 'booking', 'cancelled', 'both came and did not', 'no lines', 'total of 0 or less'],
    ...['refund of an order known true', 'refund of an order known false', 'credit note'],
    ...['upcoming', 'booking ahead', 'negative net of a customer', 'something left the window', 'guest orders'],
    ...['gap of 1', 'gap of 2-3', 'gap of 4+'],
  ];
  const rare = wanted.filter((what) => (seen.get(what) ?? 0) < 5);
  expect(rare).toEqual([]);
});

test('steady histories have gaps enough for a churn risk, of a class of its own and pooled', () => {
  const models = sampled(steadyHistories(), 40).map((history) => churnModel(fold(history), history.now));
  expect(models.filter((model) => model.no_risk_reason === null).length).toBeGreaterThan(20);
  expect(models.some((model) => !model.pooled.includes('1'))).toBe(true);
  expect(models.some((model) => model.pooled.includes('4+'))).toBe(true);
});
