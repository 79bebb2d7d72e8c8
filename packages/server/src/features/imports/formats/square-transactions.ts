import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { Columns, Format, RowReader } from './format.ts';
import { squareEvents, squareNeeds, squareTakes } from './square.ts';

const needs = { ...squareNeeds, tip: ['Tip'] };

const takes = { ...squareTakes, partlyRefunded: ['Partial Refunds'], status: ['Transaction Status'] };

/**
 * Square's export of transactions: a row for each sale or refund, without what was sold. The total is net sales and tax: gift cards
 * that were sold are paid for now and count when they are spent, as net sales of that day.
 */
export const squareTransactions: Format = {
  name: 'square_transactions',
  title: 'Square: transactions',
  source: 'square',
  needs: Object.values(needs),
  marks: [['Total Collected']],
  takes: Object.values(takes),
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  const eventOf = squareEvents(columns);

  return (cells, tell) => {
    const { kind, ...event } = eventOf(cells);
    const netMinor = cells.neededMoney(at.net);
    const taxMinor = cells.money(at.tax) ?? 0;
    const progress = progressOf(cells, at.status);
    const seen = { person: event.person, at: event.at };
    if (kind === 'none') return tell.passOver('not_a_sale', at.event, seen);
    if (progress === 'nothing') return tell.passOver('no_money_moved', at.status, seen);
    if (kind === 'refund') {
      // An amount given back without naming items stands in a column of its own.
      const amountMinor = -(netMinor + taxMinor + (cells.money(at.partlyRefunded) ?? 0));
      // What remains is a tip or a gift card.
      if (amountMinor === 0) return tell.passOver('nothing_recorded', at.net, seen);
      return tell.refund({ ...event, order: null, amountMinor });
    }
    tell.order({
      ...event,
      kind: 'sale',
      paidAt: progress === 'paid' ? event.at : null,
      taxMinor,
      tipMinor: cells.money(at.tip),
      totalMinor: netMinor + taxMinor,
    });
  };
}

const paid = ['', 'complete', 'completed', 'paid', 'refunded', 'partially refunded'];
const unpaid = ['open', 'pending', 'authorized', 'unpaid'];
const nothing = ['canceled', 'cancelled', 'failed', 'voided'];

function progressOf(cells: Cells, place: number): 'paid' | 'unpaid' | 'nothing' {
  const status = cells.raw(place).toLowerCase();
  if (nothing.includes(status)) return 'nothing';
  if (unpaid.includes(status)) return 'unpaid';
  if (!paid.includes(status)) cells.refuse('unknown_status', place);
  return 'paid';
}
