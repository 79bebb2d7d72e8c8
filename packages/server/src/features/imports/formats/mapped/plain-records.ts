import type { FileStyle } from '../file-style.ts';
import type { RowReader } from '../format.ts';
import { amountsOf } from './amounts.ts';
import { type Places, personOf, slotEnd, statusOf } from './places.ts';

export function customerReader(at: Places): RowReader {
  return (cells, tell) => tell.customer(personOf(cells, at) ?? {});
}

/** A quote whose ending has no date of its own ended when it was made. */
export function quoteReader(at: Places, file: FileStyle): RowReader {
  return (cells, tell) => {
    const record = at.record_id < 0 ? null : cells.neededId(at.record_id);
    cells.belongsTo(record);
    const quotedAt = cells.neededInstantOfParts(at.placed_at, at.placed_time);
    const status = statusOf(cells, at);
    const accepted = cells.instant(at.accepted_at);
    const isWon = status === 'won' || status === 'paid' || status === 'completed' || status === 'delivered';
    const wonAt = cells.instant(at.won_at) ?? (isWon ? (accepted ?? quotedAt) : null);
    const isAccepted = status === 'accepted' || status === 'confirmed';
    const isLost = status === 'lost' || status === 'cancelled';
    const amountMinor = amountsOf(cells, at, file).money(at.amount >= 0 ? at.amount : at.total);
    tell.quote({
      record,
      person: personOf(cells, at),
      location: cells.text(at.location, 200),
      title: cells.text(at.title >= 0 ? at.title : at.product_name, 200),
      at: quotedAt,
      amountMinor: amountMinor ?? 0,
      acceptedAt: accepted ?? wonAt ?? (isAccepted ? quotedAt : null),
      wonAt,
      lostAt: cells.instant(at.lost_at) ?? (isLost ? quotedAt : null),
      expiresOn: cells.date(at.expires_on),
    });
  };
}

export function appointmentReader(at: Places): RowReader {
  const kindAt = [at.title, at.product_name, at.category].find((place) => place >= 0) ?? -1;

  return (cells, tell) => {
    const record = at.record_id < 0 ? null : cells.neededId(at.record_id);
    cells.belongsTo(record);
    const startsAt = cells.neededInstantOfParts(at.starts_at, at.starts_time);
    const endsAt = slotEnd(cells, at, startsAt);
    const bookedAt = cells.instantOfParts(at.placed_at, at.placed_time);
    const status = statusOf(cells, at);
    const isCompleted = status === 'completed' || status === 'paid' || status === 'delivered';
    tell.appointment({
      record,
      person: personOf(cells, at),
      location: cells.text(at.location, 200),
      kind: cells.text(kindAt, 64) ?? 'appointment',
      bookedAt,
      startsAt,
      endsAt,
      confirmedAt: status === 'confirmed' ? bookedAt : null,
      completedAt: cells.instant(at.completed_at) ?? (isCompleted ? (endsAt ?? startsAt) : null),
      cancelledAt: cells.instant(at.cancelled_at) ?? (status === 'cancelled' ? (bookedAt ?? startsAt) : null),
      noShowAt: status === 'no_show' ? startsAt : null,
    });
  };
}
