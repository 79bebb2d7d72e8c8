import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { FileStyle } from './file-style.ts';
import type { Columns, Format, RowReader } from './format.ts';

const needs = {
  id: ['id'],
  created: ['Created date (UTC)', 'Created (UTC)'],
  amount: ['Amount'],
  refunded: ['Amount Refunded'],
  currency: ['Currency'],
  status: ['Status'],
};

const takes = {
  captured: ['Captured'],
  converted: ['Converted Amount'],
  convertedRefunded: ['Converted Amount Refunded'],
  convertedCurrency: ['Converted Currency'],
  refundedAt: ['Refunded date (UTC)'],
  customer: ['Customer ID'],
  email: ['Customer Email'],
  cardName: ['Card Name'],
  mode: ['Mode'],
};

/**
 * Stripe's export of payments, with any choice of columns. A payment is an order without lines: the description is a free text that
 * often names the customer, and a product's name is not forgotten with the person. The fee is the merchant's, not the customer's.
 */
export const stripePayments: Format = {
  name: 'stripe_payments',
  title: 'Stripe: payments',
  source: 'stripe',
  needs: Object.values(needs),
  takes: Object.values(takes),
  rowReader,
};

type Places = Readonly<Record<keyof typeof needs | keyof typeof takes, number>>;

function rowReader(columns: Columns, file: FileStyle): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });

  return (cells, tell) => {
    const record = cells.neededId(at.id);
    cells.belongsTo(record);
    const paidAt = cells.neededInstant(at.created, 'UTC');
    const person = { externalId: cells.id(at.customer), email: cells.email(at.email), name: cells.name(at.cardName) };
    const moved = movedMoney(cells, at);
    if (moved !== true) return tell.passOver('no_money_moved', moved, { person, at: paidAt });

    const { amount, refunded } = amountPlaces(cells, at, file);
    const totalMinor = cells.neededMoney(amount);
    const refundedMinor = cells.money(refunded) ?? 0;
    const isTest = cells.raw(at.mode).toLowerCase() === 'test';
    const known = { person, channel: 'online' } as const;
    tell.order({ ...known, record, kind: 'sale', at: paidAt, paidAt, totalMinor, isTest });
    if (refundedMinor < 0) cells.refuse('amount_negative', refunded);
    if (refundedMinor > 0) {
      const refundedAt = cells.instant(at.refundedAt, 'UTC') ?? paidAt;
      tell.refund({
        ...known,
        record: `${record}-refunded`,
        order: record,
        at: refundedAt,
        amountMinor: refundedMinor,
      });
    }
  };
}

/** In the currency of the account, into which Stripe converts, where the customer paid in another. */
function amountPlaces(cells: Cells, at: Places, file: FileStyle): { amount: number; refunded: number } {
  const isConverted = cells.raw(at.convertedCurrency).toUpperCase() === file.currency;
  if (!cells.isOwnCurrency(at.currency) && isConverted) return { amount: at.converted, refunded: at.convertedRefunded };
  cells.demandCurrency(at.currency);
  return { amount: at.amount, refunded: at.refunded };
}

const moved = ['paid', 'succeeded', 'refunded', 'partially refunded', 'partial refund', 'disputed'];

/** As Stripe calls what was tried, and came to nothing or has not yet come to anything. */
const unmoved =
  /^(failed|blocked|cancell?ed|expired|incomplete|pending|processing|uncaptured|early fraud warning|requires .*)$/;

/** @returns true, or the place that says that it was none */
function movedMoney(cells: Cells, at: Places): true | number {
  const status = cells.raw(at.status).toLowerCase().replaceAll('_', ' ');
  if (unmoved.test(status)) return at.status;
  if (!moved.includes(status)) cells.refuse(status === '' ? 'value_missing' : 'unknown_status', at.status);
  return /^(false|no|0)$/i.test(cells.raw(at.captured)) ? at.captured : true;
}
