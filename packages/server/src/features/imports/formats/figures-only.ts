import type { Format } from './format.ts';

/** Files that merchants have at hand and of which no customer or order can be made, with what to export instead. */
export const figuresOnly: readonly Format[] = [
  refused(
    'woocommerce_analytics_orders',
    'WooCommerce: Analytics → Orders',
    ['Order #', 'Status', 'Customer', 'Customer type', 'Product(s)', 'Items sold', 'Coupon(s)'],
    'This export names the customers of its orders by name alone, without an e-mail or a number, so nobody could be recognised by it. Export the orders with an order export plug-in (WebToffee’s is known here), or connect the shop.',
  ),
  refused(
    'regulars_segments',
    'Regulars: RFM segments',
    ['segment', 'customers', 'orders', 'share'],
    'These are figures that Regulars calculated, not what happened: they follow by themselves from the orders. Import the orders and customers they were calculated from.',
  ),
  refused(
    'regulars_ltv_distribution',
    'Regulars: customers by lifetime value',
    ['bucket', 'customers'],
    'These are figures that Regulars calculated, not what happened: they follow by themselves from the orders. Import the orders and customers they were calculated from.',
  ),
  refused(
    'shopify_sales_report',
    'Shopify: a sales report',
    ['Orders', 'Gross sales', 'Discounts', 'Net sales', 'Total sales'],
    'This report holds the sums of days or products, without the orders and customers behind them. Export them in Shopify under Orders → Export and Customers → Export.',
  ),
];

function refused(name: string, title: string, header: readonly string[], refusal: string): Format {
  const nothing: Format['rowReader'] = () => (_cells, tell) => tell.passOver('nothing_recorded', -1);
  return {
    name,
    title,
    source: name,
    needs: [],
    marks: header.map((column) => [column]),
    takes: [],
    refusal,
    rowReader: nothing,
  };
}
