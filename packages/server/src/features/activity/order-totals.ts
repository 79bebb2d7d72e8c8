import type { OrderDocument } from '@regulars/contract/activity.ts';
import { Refusal } from '../../platform/errors.ts';
import { allocate, lineAmount } from './money.ts';

/** What one order may come to: sums of thousands of such orders are still exact. */
const most_minor = 1e12;

/** What an order comes to, in minor units. */
export interface OrderTotals {
  /** Each line after its own discount and its part of the order's. */
  lineTotals: number[];
  goods_minor: number;
  total_minor: number;
  value_minor: number;
}

/**
 * total = lines after discounts + tax + shipping; a tip is kept apart. An order-level discount falls on the lines pro rata.
 * @throws Refusal `negative_total`: that is a refund, never an order; `amount_too_large`
 */
export function orderTotals(document: OrderDocument, currencyDigits: number, valuesBy: 'total' | 'goods'): OrderTotals {
  const before = document.lines.map(
    (line) =>
      line.total_minor ?? lineTotal(line.quantity, line.unit_price, currencyDigits) - (line.discount_minor ?? 0),
  );
  const discounts = allocate(document.discount_minor, before);
  const lineTotals = before.map((total, index) => total - (discounts[index] ?? 0));
  const goods_minor = lineTotals.reduce((sum, total) => sum + total, 0);
  const total_minor = goods_minor + document.tax_minor + document.shipping_minor;
  if (!(Math.abs(total_minor) <= most_minor && Math.abs(goods_minor) <= most_minor)) throw tooLarge('lines');
  if (total_minor < 0) {
    throw new Refusal('negative_total', 'The total is negative: tell it as a refund', { where: 'lines' });
  }
  return { lineTotals, goods_minor, total_minor, value_minor: valuesBy === 'goods' ? goods_minor : total_minor };
}

function lineTotal(quantity: string, unitPrice: string, currencyDigits: number): number {
  try {
    return lineAmount(quantity, unitPrice, currencyDigits);
  } catch (error) {
    throw tooLarge('lines', error);
  }
}

function tooLarge(where: string, cause?: unknown): Refusal {
  return new Refusal('amount_too_large', 'An amount is larger than an order may come to', { where, cause });
}
