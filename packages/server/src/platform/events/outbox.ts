import { randomUUIDv7 } from 'node:crypto';
import type { Scope } from '../scope.ts';

/** Something that happened, for whoever must know of it: its name, and the ids of what it is about. Never personal data. */
export interface RecordedEvent {
  /** `order.recorded`, `refund.recorded`, … */
  name: string;
  subject: Record<string, string | number>;
}

/** Writes the event in the transaction of the record it speaks of: both stand, or neither. The relay delivers it later. */
export async function recordEvent(scope: Scope, event: RecordedEvent): Promise<void> {
  await scope.db
    .insertInto('outbox')
    .values({
      organization_id: scope.organizationId,
      event_id: randomUUIDv7(),
      name: event.name,
      subject: JSON.stringify(event.subject),
      at: scope.now,
    })
    .execute();
}
