import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { Columns, OrderTold, PersonTold } from './format.ts';

export const squareNeeds = {
  date: ['Date'],
  time: ['Time'],
  net: ['Net Sales'],
  gross: ['Gross Sales'],
  tax: ['Tax'],
  transaction: ['Transaction ID'],
  event: ['Event Type'],
};

export const squareTakes = {
  zone: ['Time Zone'],
  payment: ['Payment ID'],
  location: ['Location'],
  source: ['Source', 'Channel'],
  customer: ['Customer ID'],
  customerName: ['Customer Name'],
};

/** What a row of either export says of its sale or refund. */
export interface SquareEvent {
  kind: 'payment' | 'refund' | 'none';
  record: string;
  at: number;
  person: PersonTold;
  location: string | null;
  channel: OrderTold['channel'];
}

/**
 * A sale is known by its transaction, in both exports and under one source: items told after transactions are a newer version of
 * the same order, never a second one. A refund has a transaction of its own in some files and that of its sale in others, which
 * may be refunded twice: it is known by its payment. What it gave back for is not in the files, so it is the customer's.
 */
export function squareEvents(columns: Columns): (cells: Cells) => SquareEvent {
  const at = placesOf(columns, { ...squareNeeds, ...squareTakes });
  return (cells) => {
    const kind = kindOf(cells, at.event);
    const transaction = cells.neededId(at.transaction);
    const record = kind === 'refund' ? (cells.id(at.payment) ?? transaction) : transaction;
    cells.belongsTo(record);
    return {
      kind,
      record,
      at: cells.neededInstantOfParts(at.date, at.time, cells.zone(at.zone)),
      person: { externalId: cells.id(at.customer), name: cells.name(at.customerName) },
      location: cells.text(at.location, 200),
      channel: channelOf(cells.raw(at.source)),
    };
  };
}

function kindOf(cells: Cells, place: number): SquareEvent['kind'] {
  const event = cells.raw(place).toLowerCase();
  if (event === 'payment' || event === 'refund') return event;
  // The drawer was opened.
  if (event !== 'no sale') cells.refuse(event === '' ? 'value_missing' : 'unknown_status', place);
  return 'none';
}

function channelOf(source: string): OrderTold['channel'] {
  if (/online|web/i.test(source)) return 'online';
  return /virtual terminal/i.test(source) ? 'phone' : 'pos';
}
