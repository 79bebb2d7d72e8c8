import type { OrderDocument } from '@regulars/contract/activity.ts';
import { interactionOf, opinion, recommendation, refundOf, stars } from '../making/aftermath.ts';
import { type Calendar, day_ms, hour_ms, iso, isoIfKnown, minute_ms } from '../making/calendar.ts';
import { lineOf, sumOf } from '../making/money.ts';
import { type DemoRecord, source } from '../making/organization.ts';
import type { Random } from '../making/random.ts';
import { brewing, coffee, gifts, home, type Ware, wares } from './online-catalogue.ts';
import type { Kind, Purchase } from './online-customers.ts';

/** Who buys what: shelves with their weights, and how many lines and pieces at most go into a basket. */
type Taste = { shelves: { wares: readonly Ware[]; weight: number }[]; lines: number; pieces: number };

const tastes: Record<Kind, Taste> = {
  giver: { shelves: shelves({ gifts: 4, home: 5, brewing: 1, coffee: 1 }), lines: 3, pieces: 2 },
  household: { shelves: shelves({ home: 6, coffee: 3, brewing: 2 }), lines: 4, pieces: 3 },
  coffee_drinker: { shelves: shelves({ coffee: 14, brewing: 1 }), lines: 3, pieces: 3 },
  homemaker: { shelves: shelves({ home: 8, brewing: 2, coffee: 1 }), lines: 6, pieces: 4 },
  cafe: { shelves: shelves({ coffee: 12, brewing: 1, home: 1 }), lines: 4, pieces: 40 },
  stylist: { shelves: shelves({ home: 10, gifts: 1 }), lines: 10, pieces: 60 },
};

function shelves(weights: Partial<Record<'gifts' | 'home' | 'brewing' | 'coffee', number>>): Taste['shelves'] {
  const stock = { gifts, home, brewing, coffee };
  return (Object.keys(weights) as (keyof typeof stock)[]).map((name) => ({
    wares: stock[name],
    weight: weights[name] ?? 0,
  }));
}

const tax_rates = new Map(wares.map((ware) => [ware.external_id, ware.tax_rate]));

export function orderOf(random: Random, calendar: Calendar, purchase: Purchase, number: string): OrderDocument {
  const { at_ms, kind, person, is_first, on_market } = purchase;
  const lines = basketOf(random, kind, purchase.worth * random.logNormal(1, 0.35));
  const goods_minor = sumOf(lines);
  const placed_at = iso(at_ms);
  const discount_minor = on_market ? 0 : Math.round(goods_minor * discountRate(random, kind, is_first, placed_at));
  const taxable_minor = lines.reduce(
    (sum, line) => sum + (line.total_minor ?? 0) * (tax_rates.get(line.product ?? '') ?? 0),
    0,
  );
  const order: OrderDocument = {
    source,
    external_id: number,
    kind: 'sale',
    channel: on_market ? 'marketplace' : 'online',
    location: on_market ? 'market' : 'web',
    number,
    currency: 'GBP',
    placed_at,
    is_test: false,
    lines,
    discount_minor,
    tax_minor: Math.round((taxable_minor * (goods_minor - discount_minor)) / goods_minor),
    shipping_minor: goods_minor - discount_minor >= free_shipping_from_minor ? 0 : shipping_minor,
    tip_minor: 0,
  };
  if (!on_market) order.slug = 'harbour-and-pine';
  if (person) order.customer = person;
  return withFate(random, calendar, order, at_ms);
}

const shipping_minor = 395;
const free_shipping_from_minor = 4_000;

/** Nearly all are paid at once; one in a hundred never is, and one in a hundred is called off, half of these after paying. */
function withFate(random: Random, calendar: Calendar, order: OrderDocument, at_ms: number): OrderDocument {
  const fate = random.next();
  const paid_at = isoIfKnown(calendar, at_ms + random.between(0, 4) * minute_ms);
  const cancelled_at = isoIfKnown(calendar, at_ms + random.between(0.3, 20) * hour_ms);
  if (fate < 0.01) return order;
  if (fate < 0.02 && cancelled_at) return { ...order, cancelled_at, ...(fate < 0.015 && paid_at && { paid_at }) };
  return paid_at ? { ...order, paid_at } : order;
}

/** Lines that together come near to the amount. */
function basketOf(random: Random, kind: Kind, amount_minor: number): OrderDocument['lines'] {
  const taste = tastes[kind];
  const line_count = Math.min(taste.lines, Math.max(1, Math.round(amount_minor / random.between(1_800, 4_000))));
  const chosen = new Map<string, OrderDocument['lines'][number]>();
  let left_minor = amount_minor;
  for (let nth = 0; nth < line_count; nth++) {
    const ware = random.pick(random.weighted(taste.shelves, (shelf) => shelf.weight).wares);
    const for_this_line = left_minor / (line_count - nth);
    const quantity = Math.min(taste.pieces, Math.max(1, Math.round(for_this_line / ware.price_minor)));
    const reduced = random.chance(0.05) ? Math.round(quantity * ware.price_minor * 0.2) : 0;
    if (!chosen.has(ware.external_id)) chosen.set(ware.external_id, lineOf(ware, quantity, reduced));
    left_minor -= quantity * ware.price_minor;
  }
  return [...chosen.values()];
}

/** Trade terms for cafés and stylists, a fifth off in the November sale, a tenth to welcome some of the new. */
function discountRate(random: Random, kind: Kind, is_first: boolean, placed_at: string): number {
  if (kind === 'cafe' || kind === 'stylist') return 0.12;
  if (placed_at.slice(5, 7) === '11' && placed_at.slice(8, 10) >= '23') return random.chance(0.6) ? 0.2 : 0;
  if (is_first) return random.chance(0.3) ? 0.1 : 0;
  return random.chance(0.08) ? 0.1 : 0;
}

/** What came of an order: money back, a return, a review, a question, an answer to "would you recommend us?". */
export function* aftermathOf(random: Random, calendar: Calendar, order: OrderDocument): Generator<DemoRecord> {
  if (!order.paid_at) return;
  if (order.cancelled_at) {
    yield* refundOf(order, { refunded_at: order.cancelled_at, reason: 'Cancelled before dispatch' });
    return;
  }
  const paid_at_ms = Date.parse(order.paid_at);
  const within = (from_days: number, to_days: number) =>
    isoIfKnown(calendar, paid_at_ms + random.between(from_days, to_days) * day_ms);

  const refunded_at = random.chance(0.042) && within(3, 32);
  if (refunded_at) {
    const reason = random.pick(refund_reasons);
    yield* refundOf(order, { refunded_at, reason, ...(random.chance(0.6) && { line: random.pick(order.lines) }) });
    if (random.chance(0.7)) yield* interactionOf(order, { kind: 'return', happened_at: refunded_at, body: reason });
  }
  const reviewed_at = random.chance(0.09) && within(4, 25);
  if (reviewed_at) {
    const score = stars(random);
    const body = opinion(random, score, opinions);
    yield* interactionOf(order, { kind: 'review', happened_at: reviewed_at, score, body });
  }
  const asked_at = random.chance(0.03) && within(0.2, 9);
  if (asked_at) yield* interactionOf(order, { kind: 'support', happened_at: asked_at, body: random.pick(questions) });
  const answered_at = random.chance(0.05) && within(20, 40);
  if (answered_at)
    yield* interactionOf(order, { kind: 'nps', happened_at: answered_at, score: recommendation(random) });
}

const refund_reasons = ['Arrived broken', 'Not as expected', 'Changed my mind', 'Wrong item sent', 'Never arrived'];

const opinions = {
  glad: ['Beautifully packed and quick.', 'The best coffee we have had at home.', 'Even nicer than in the picture.'],
  mixed: ['Nice, but smaller than I thought.', 'Good coffee, slow delivery.'],
  cross: ['One mug came chipped.', 'Took two weeks to arrive.'],
};

const questions = [
  'Where is my parcel?',
  'Can I change the address?',
  'Which grind suits a stovetop pot?',
  'Do you gift-wrap?',
];
