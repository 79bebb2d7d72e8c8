import type { OrderDocument } from '@regulars/contract/activity.ts';

type Line = OrderDocument['lines'][number];

/** Something with a price, in minor units of a currency of two digits, as all of the demo's are. */
export type Priced = { external_id: string; name: string; category: string; price_minor: number };

export const major = (amount_minor: number) => (amount_minor / 100).toFixed(2);

export function lineOf(product: Priced, quantity: number, discount_minor = 0): Line {
  return {
    product: product.external_id,
    name: product.name,
    category: product.category,
    quantity: String(quantity),
    unit_price: major(product.price_minor),
    total_minor: quantity * product.price_minor - discount_minor,
    ...(discount_minor > 0 && { discount_minor }),
  };
}

/** What the lines come to before a discount on the whole order. */
export const sumOf = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + (line.total_minor ?? 0), 0);

/** What the customer paid, the tip apart. */
export const totalOf = (order: OrderDocument) =>
  sumOf(order.lines) - order.discount_minor + order.tax_minor + order.shipping_minor;

/** What one line cost in the end: with its part of the order's discount and tax, rounded down. */
export function shareOf(order: OrderDocument, line: Line): number {
  const goods_minor = sumOf(order.lines);
  const paid_minor = goods_minor - order.discount_minor + order.tax_minor;
  return goods_minor === 0 ? 0 : Math.floor((paid_minor * (line.total_minor ?? 0)) / goods_minor);
}
