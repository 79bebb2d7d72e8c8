import { namesOf } from '@regulars/server/demo/making/names.ts';
import { type Random, randomFrom } from '@regulars/server/demo/making/random.ts';
import type { Size } from './size.ts';

/**
 * Who the customers of a made-up shop are and what they bought: the same for the same size and day. How much each buys is very unequal
 * (gamma), most have gone by now, some orders are cancelled or given back, some are of guests.
 */
const seed = 20_260_101;
const day_ms = 86_400_000;
const span_days = 5 * 365;
const products = 2_000;
const channels = ['online', 'pos', 'marketplace', 'phone'] as const;
const locations = ['Harbour Street', 'Station Road', 'Old Mill'] as const;

/** The columns of the file, each named as the field it holds. */
export const columns = [
  'record_id',
  'placed_at',
  'paid_at',
  'cancelled_at',
  'customer_id',
  'customer_name',
  'email',
  'phone',
  'channel',
  'location',
  'product_id',
  'product_name',
  'quantity',
  'unit_price',
  'refunded',
  'refunded_at',
] as const;

/** So many customers make one file. */
export const customers_at_once = 100_000;

export const partsOf = ({ customers }: Size): number => Math.ceil(customers / customers_at_once);

/** The rows of one part of the customers, as CSV, without the header; customers in an order of their own. */
export function* rowsOf(size: Size, part: number, until: Date): Generator<string> {
  const last = Math.min(size.customers, (part + 1) * customers_at_once);
  for (let nth = part * customers_at_once; nth < last; nth++) yield* historyOf(size, nth, until);
}

function* historyOf(size: Size, nth: number, until: Date): Generator<string> {
  const random = randomFrom(seed, `customer ${nth}`);
  const person = personOf(random, nth);
  const channel = random.weighted(channels, (each) => (each === 'online' ? 6 : each === 'pos' ? 4 : 1));
  const taste = random.logNormal(18, 0.7);
  for (const [order, at] of momentsOf(random, size, until).entries()) {
    const isGuest = random.chance(0.04);
    const isCancelled = random.chance(0.03);
    const placed = new Date(at).toISOString();
    const who = isGuest ? ',,,' : person;
    const where = random.chance(0.85) ? channel : random.pick(channels);
    const location = where === 'pos' ? random.pick(locations) : '';
    const cancelled = isCancelled ? new Date(Math.min(at + day_ms / 2, until.getTime())).toISOString() : '';
    const lines = random.weighted([1, 2, 3], (count) => 1 / count ** 2);
    const isReturned = !isCancelled && random.chance(0.02);
    for (let line = 0; line < lines; line++) {
      const product = Math.floor(products * random.next() ** 2);
      const price = Math.max(0.5, taste * random.logNormal(1, 0.4)).toFixed(2);
      const back =
        isReturned && line === 0
          ? `${price},${new Date(Math.min(at + 9 * day_ms, until.getTime())).toISOString()}`
          : ',';
      yield `${nth}-${order},${placed},${placed},${cancelled},${who},${where},${location},P${product},Product ${product},${random.int(1, 3)},${price},${back}\n`;
    }
  }
}

/** `customer_id,customer_name,email,phone`. */
function personOf(random: Random, nth: number): string {
  const { first, family } = namesOf('GB');
  const name = `${random.pick(first)} ${random.pick(family)}`;
  const phone = random.chance(0.6) ? `+447${String(400_000_000 + nth)}` : '';
  return `C${nth},${name},c${nth}@example.com,${phone}`;
}

/** When they ordered, oldest first: from the day they came until the day they went, or today. */
function momentsOf(random: Random, { customers, orders }: Size, until: Date): number[] {
  const mean = orders / customers;
  const count = 1 + Math.floor((mean - 1) * random.gamma(0.6) + random.next());
  const came = until.getTime() - random.next() ** 1.3 * span_days * day_ms;
  const stayed = (until.getTime() - came) * random.beta(1.2, 1.0);
  const minute = (at: number) => Math.floor(at / 60_000) * 60_000;
  const later = Array.from({ length: count - 1 }, () => minute(came + random.next() * stayed));
  return [minute(came), ...later.sort((a, b) => a - b)];
}
