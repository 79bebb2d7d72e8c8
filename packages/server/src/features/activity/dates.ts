import type { Person } from '@regulars/contract/activity.ts';
import { Refusal } from '../../platform/errors.ts';

/** How far a source's clock may run ahead of ours. */
const toleranceMs = 5 * 60_000;

/**
 * What happened has happened: only slots, promises and expiry dates may lie ahead. Facts could otherwise not be free of the clock.
 * @throws Refusal `in_the_future` naming the field
 */
export function refuseFuture(now: Date, dated: Readonly<Record<string, string | undefined>>): void {
  for (const [where, text] of Object.entries(dated)) {
    if (text !== undefined && new Date(text).getTime() > now.getTime() + toleranceMs) {
      throw new Refusal('in_the_future', `${where} lies in the future`, { where });
    }
  }
}

/** What lies in the past of every record: its last change (a later one would freeze it), and when its customer registered. */
export function alwaysPast(document: { source_updated_at?: string | undefined; customer?: Person | undefined }) {
  return { source_updated_at: document.source_updated_at, 'customer.registered_at': document.customer?.registered_at };
}

export const asDate = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
