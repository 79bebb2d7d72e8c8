/** How large the shop of a run is. */
export interface Size {
  customers: number;
  /** About so many: each customer's number is drawn. */
  orders: number;
}

export const quick: Size = { customers: 20_000, orders: 100_000 };

/** @throws Error naming the argument that cannot be */
export function sizeFrom(values: { customers?: string | undefined; orders?: string | undefined }): Size {
  const customers = whole('customers', values.customers ?? String(quick.customers));
  const orders = whole('orders', values.orders ?? String(customers * (quick.orders / quick.customers)));
  if (orders < customers) throw new Error('--orders: at least one for each customer');
  return { customers, orders };
}

function whole(name: string, text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1_000 || value > 100_000_000)
    throw new Error(`--${name}: a whole number from 1 000 to 100 000 000, not ${JSON.stringify(text)}`);
  return value;
}
