import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import { dividedBy, isNegative, negated, plus } from './decimals.ts';
import type { Columns, Format, LineTold, RowReader } from './format.ts';
import { squareEvents, squareNeeds, squareTakes } from './square.ts';

const needs = { ...squareNeeds, item: ['Item'], quantity: ['Qty'] };

const takes = { ...squareTakes, sku: ['SKU'], variant: ['Price Point Name'], category: ['Category'] };

/** Square's export of items: a row for each item of a sale or refund. It does not tell tips. */
export const squareItems: Format = {
  name: 'square_items',
  title: 'Square: items',
  source: 'square',
  needs: Object.values(needs),
  takes: Object.values(takes),
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  const eventOf = squareEvents(columns);

  return (cells, tell) => {
    const { kind, ...event } = eventOf(cells);
    const product = productOf(cells, at);
    const quantity = cells.decimal(at.quantity) ?? '1';
    const gross = cells.neededDecimal(at.gross);
    const net = cells.neededDecimal(at.net);
    const tax = cells.decimal(at.tax) ?? '0';
    const taxMinor = cells.moneyOf(tax, at.tax);
    const discount = plus(gross, negated(net));
    const discountMinor = cells.moneyOf(discount, at.gross);
    if (cells.problem) return;

    const { record } = event;
    if (kind === 'none') return tell.passOver('not_a_sale', at.event, event);
    if (kind === 'refund') {
      tell.refund({ ...event, order: null, amountMinor: null });
      const given = negated(plus(net, tax));
      return tell.line({ ...product, ...priced(quantity, given), of: 'refund', record });
    }
    tell.order({ ...event, kind: 'sale', paidAt: event.at });
    // Where the net is more than the gross, a charge was put on top: there is no discount to tell.
    const line = isNegative(discount) ? priced(quantity, net) : { ...priced(quantity, gross), discountMinor };
    tell.line({ ...product, ...line, of: 'order', record, taxMinor });
  };
}

/** The same product in another size is another product to the seller where it has a SKU of its own. */
function productOf(cells: Cells, at: Readonly<Record<'item' | 'sku' | 'variant' | 'category', number>>) {
  const item = cells.text(at.item, 400);
  const variant = cells.text(at.variant, 90);
  const name = [item, variant === 'Regular' ? null : variant].filter((part) => part !== null).join(' · ');
  return {
    product: cells.id(at.sku) ?? (name.slice(0, 200) || null),
    name: name || null,
    category: cells.text(at.category, 120),
  };
}

/** A row says what all of its pieces come to. Goods taken back are counted with a minus. */
function priced(quantity: string, amount: string): Pick<LineTold, 'quantity' | 'unitPrice'> {
  if (Number(quantity) === 0) return { quantity: '1', unitPrice: amount };
  const pieces = isNegative(quantity) !== isNegative(amount) ? negated(quantity) : quantity;
  return { quantity: pieces, unitPrice: dividedBy(amount, pieces) };
}
