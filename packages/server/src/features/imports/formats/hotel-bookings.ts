import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import { isNegative, negated } from './decimals.ts';
import type { Columns, Format, OrderTold, RowReader } from './format.ts';

const needs = {
  hotel: ['hotel'],
  leadTime: ['lead_time'],
  year: ['arrival_date_year'],
  month: ['arrival_date_month'],
  day: ['arrival_date_day_of_month'],
  weekendNights: ['stays_in_weekend_nights'],
  weekNights: ['stays_in_week_nights'],
  rate: ['adr'],
  status: ['reservation_status'],
  statusDate: ['reservation_status_date'],
};

const takes = {
  segment: ['market_segment'],
  channel: ['distribution_channel'],
  room: ['reserved_room_type'],
  waitingDays: ['days_in_waiting_list'],
};

/**
 * Hotel booking demand (Antonio, de Almeida, Nunes 2019): a row for each booking of two hotels, without an id of the booking or of
 * the guest. Rows that are the same word for word are bookings of a group: each is kept. A stay is worth its daily rate times its
 * nights; a rate below zero is money given back to the guest.
 */
export const hotelBookings: Format = {
  name: 'hotel_bookings',
  title: 'Hotel booking demand',
  source: 'hotel_bookings',
  needs: Object.values(needs),
  takes: Object.values(takes),
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });

  return (cells, tell) => {
    const arrival = arrivalOf(cells, at);
    const nights = wholeNumber(cells, at.weekendNights) + wholeNumber(cells, at.weekNights);
    const placed = arrival - wholeNumber(cells, at.leadTime);
    const rate = cells.neededDecimal(at.rate);
    cells.demandAmount(String(nights), rate, at.rate);
    const status = statusOf(cells, at.status);
    const statusAt = cells.neededInstant(at.statusDate);
    const placedAt = dayStart(cells, placed, at.leadTime);
    const known = {
      person: null,
      channel: channelOf(cells.raw(at.channel)),
      location: cells.neededText(at.hotel, 200),
    };
    const product = productOf(cells, at);
    const line = { ...product, record: null, quantity: String(nights) } as const;

    if (isNegative(rate)) {
      tell.refund({ ...known, record: null, order: null, at: statusAt, amountMinor: null });
      return tell.line({ ...line, of: 'refund', unitPrice: negated(rate) });
    }
    // Nothing became of a booking before it was made.
    const changedAt = Math.max(statusAt, placedAt);
    const waited = dayStart(cells, placed + wholeNumber(cells, at.waitingDays), at.waitingDays);
    tell.order({
      ...known,
      record: null,
      kind: 'booking',
      at: placedAt,
      slotStartsAt: dayStart(cells, arrival, at.day),
      slotEndsAt: dayStart(cells, arrival + nights, at.weekNights),
      confirmedAt: Math.min(waited, changedAt),
      paidAt: status === 'check-out' ? changedAt : null,
      completedAt: status === 'check-out' ? changedAt : null,
      cancelledAt: status === 'canceled' ? changedAt : null,
      noShowAt: status === 'no-show' ? changedAt : null,
    });
    tell.line({ ...line, of: 'order', unitPrice: rate });
  };
}

const day_ms = 86_400_000;
const months = 'january february march april may june july august september october november december'.split(' ');

/** In days since 1970. */
function arrivalOf(cells: Cells, at: Readonly<Record<'year' | 'month' | 'day', number>>): number {
  const [year, day] = [wholeNumber(cells, at.year), wholeNumber(cells, at.day)];
  const month = months.indexOf(cells.raw(at.month).toLowerCase());
  const date = new Date(Date.UTC(year, month, day));
  const exists = month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === day;
  if (!exists) cells.refuse('not_a_date', month >= 0 ? at.day : at.month);
  return exists ? date.getTime() / day_ms : 0;
}

function wholeNumber(cells: Cells, place: number): number {
  const decimal = place < 0 ? '0' : cells.neededDecimal(place);
  const isWhole = /^\d{1,7}$/.test(decimal);
  if (!isWhole) cells.refuse('not_a_number', place);
  return isWhole ? Number(decimal) : 0;
}

/** The first moment of a day at the hotel. */
function dayStart(cells: Cells, day: number, place: number): number {
  const date = new Date(day * day_ms);
  const isKept = date.getUTCFullYear() >= 1900 && date.getUTCFullYear() < 2200;
  if (!isKept) cells.refuse('date_out_of_range', place);
  return (isKept ? cells.instantOf(date.toISOString().slice(0, 10), place) : null) ?? 0;
}

type Status = 'check-out' | 'canceled' | 'no-show';

function statusOf(cells: Cells, place: number): Status {
  const word = cells.raw(place).toLowerCase();
  if (word !== 'check-out' && word !== 'canceled' && word !== 'no-show') {
    cells.refuse(word === '' ? 'value_missing' : 'unknown_status', place);
    return 'canceled';
  }
  return word;
}

function channelOf(text: string): OrderTold['channel'] {
  const word = text.toLowerCase();
  if (word === 'direct') return 'online';
  // Travel agents, tour operators and the systems they book through.
  return word === 'ta/to' || word === 'gds' ? 'marketplace' : 'other';
}

/** A room as it is sold in a market: so the market's bookings can be told apart by category. */
function productOf(cells: Cells, at: Readonly<Record<'room' | 'segment', number>>) {
  const room = cells.text(at.room, 60) ?? 'any';
  const segment = cells.text(at.segment, 100) ?? 'Undefined';
  return { product: `${segment}/${room}`, name: `Room type ${room} (${segment})`, category: segment };
}
