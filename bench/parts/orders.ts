import { randomUUID } from 'node:crypto';

let nth = 0;

/** An order as a till tells it, paid now: of one of the shop's customers, or of somebody new. */
export function someOrder(customers: number): object {
  nth += 1;
  const now = new Date().toISOString();
  const who = nth % 10 === 0 ? `new-${randomUUID()}` : `C${(nth * 7919) % customers}`;
  return {
    source: 'bench',
    external_id: `live-${randomUUID()}`,
    channel: 'online',
    customer: { external_id: who },
    placed_at: now,
    paid_at: now,
    lines: [
      { product: `P${nth % 500}`, quantity: '1', unit_price: '12.50' },
      { product: `P${(nth * 31) % 2000}`, quantity: '2', unit_price: '3.20' },
    ],
  };
}
