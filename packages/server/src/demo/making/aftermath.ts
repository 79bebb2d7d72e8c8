import type { InteractionDocument, OrderDocument, RefundDocument } from '@regulars/contract/activity.ts';
import { shareOf, totalOf } from './money.ts';
import { type DemoRecord, source } from './organization.ts';
import { elementAt, type Random } from './random.ts';

/** Money back for an order: all of it, or what one of its lines cost. Amounts too small to give back are not. */
export function* refundOf(
  order: OrderDocument,
  { refunded_at, reason, line }: { refunded_at: string; reason: string; line?: OrderDocument['lines'][number] },
): Generator<DemoRecord> {
  const { external_id, customer, location, channel } = order;
  const amount_minor = line ? shareOf(order, line) : totalOf(order);
  const document: RefundDocument = {
    source,
    external_id: `${external_id}-R`,
    order: external_id,
    channel,
    refunded_at,
    amount_minor,
    reason,
    lines: line ? [{ product: line.product, name: line.name, amount_minor }] : [],
  };
  if (customer) document.customer = customer;
  if (location) document.location = location;
  if (amount_minor > 0) yield { type: 'refund', document };
}

/** What somebody said or did about an order; guests are silent. */
export function* interactionOf(
  order: OrderDocument,
  said: Pick<InteractionDocument, 'kind' | 'happened_at' | 'score' | 'body'>,
): Generator<DemoRecord> {
  const { external_id, customer, location } = order;
  if (!customer) return;
  const document: InteractionDocument = { source, external_id: `${external_id}-${said.kind}`, customer, ...said };
  if (location) document.location = location;
  yield { type: 'interaction', document };
}

/** One to five stars, mostly many. */
export const stars = (random: Random) =>
  random.weighted([1, 2, 3, 4, 5], (star) => elementAt([4, 4, 8, 26, 58], star - 1));

/** "Would you recommend us?", 0 to 10: mean about 8. */
export const recommendation = (random: Random) => Math.round(10 * random.beta(4.6, 1.1));

/** A sentence that fits the stars. */
export function opinion(
  random: Random,
  score: number,
  sentences: { glad: string[]; mixed: string[]; cross: string[] },
): string {
  return random.pick(score >= 4 ? sentences.glad : score === 3 ? sentences.mixed : sentences.cross);
}
