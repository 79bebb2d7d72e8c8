import { randomUUIDv7 } from 'node:crypto';
import { insertRows } from '../bulk.ts';
import type { Scope } from '../scope.ts';

/** Something that happened, for whoever must know of it: its name, and the ids of what it is about. Never personal data. */
export interface RecordedEvent {
  /** `order.recorded`, `refund.recorded`, … */
  name: string;
  subject: Record<string, string | number>;
}

/** Writes the event in the transaction of the record it speaks of: both stand, or neither. The relay delivers it later. */
export async function recordEvent(scope: Scope, event: RecordedEvent): Promise<void> {
  await recordEvents(scope, [event]);
}

export async function recordEvents(scope: Scope, events: readonly RecordedEvent[]): Promise<void> {
  const rows = events.map(({ name, subject }) => ({ event_id: randomUUIDv7(), name, subject, at: scope.now }));
  await insertRows(scope, 'outbox', ['event_id', 'name', 'subject', 'at'], rows);
}
