import { timed } from '../measuring/timing.ts';
import { atMost, type Finding, readFinding } from '../report/findings.ts';
import type { Product } from '../shop/product.ts';
import type { Shop } from '../shop/shop.ts';
import { combinations, dashboardPaths, describedPaths, filtersOfList, sorts } from './paths.ts';

const most_ms = 200;
const most_runs = 25;
/** There are 160 of the list: a short look at each. A small shop answers often enough in less. */
const longest_ms = (part: string, { size }: Shop) => (part === 'list' ? 250 : 800) * (size.customers > 100_000 ? 4 : 1);

interface On {
  product: Product;
  shop: Shop;
}

/** Every dashboard read, over HTTP, whole answers read to their end. */
export async function dashboardReads(on: On): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const path of [...dashboardPaths(), ...describedPaths]) {
    findings.push(await readOf(on, path.startsWith('/functions') ? 'described' : 'dashboard', path, path));
  }
  return findings;
}

/** The customer list: each filter under each sort, twelve combinations, how many there are, a deep page, a customer. */
export async function listReads(on: On): Promise<Finding[]> {
  const { product, shop } = on;
  const findings: Finding[] = [];
  for (const [name, filter] of Object.entries(filtersOfList(await someLocation(shop)))) {
    for (const sort of sorts) {
      findings.push(await readOf(on, 'list', `${name}, by ${sort}`, `/api/v1/customers?${filter}&sort=${sort}`));
    }
  }
  for (const combination of combinations)
    findings.push(await readOf(on, 'list, combined', combination, `/api/v1/customers?${combination}`));
  for (const [name, filter] of Object.entries(filtersOfList(await someLocation(shop))))
    findings.push(await readOf(on, 'list, how many', name, `/api/v1/customers/count?${filter}`));
  const { cursor, customerId } = await deepIn(product);
  findings.push(await readOf(on, 'list', 'page 21', `/api/v1/customers?limit=200&cursor=${cursor}`));
  findings.push(await readOf(on, 'customer', 'one customer', `/api/v1/customers/${customerId}`));
  findings.push(await readOf(on, 'customer', 'their orders', `/api/v1/customers/${customerId}/orders`));
  return findings;
}

async function readOf({ product, shop }: On, part: string, what: string, path: string): Promise<Finding> {
  const within_ms = longest_ms(part, shop);
  const timing = await timed(() => get(product, path), { warm: 1, runs: most_runs, within_ms });
  return readFinding(part, what, timing, { path, target: atMost(timing.p95_ms, most_ms, 'ms') });
}

/** @throws Error for any answer but 200 */
export async function get(product: Product, path: string): Promise<string> {
  const response = await fetch(product.url + path, { headers: { authorization: `Bearer ${product.key}` } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} from ${path}: ${text.slice(0, 300)}`);
  return text;
}

async function someLocation({ owner, organizationId }: Shop): Promise<string> {
  const { rows } = await owner.query<{ location_id: string }>(
    'select location_id from locations where organization_id = $1 order by name limit 1',
    [organizationId],
  );
  return rows[0]?.location_id ?? '';
}

async function deepIn(product: Product): Promise<{ cursor: string; customerId: string }> {
  let cursor = '';
  let customerId = '';
  for (let page = 0; page < 20; page++) {
    const answer = JSON.parse(await get(product, `/api/v1/customers?limit=200${cursor && `&cursor=${cursor}`}`));
    customerId = answer.customers[0].customer_id;
    cursor = answer.next_cursor;
  }
  return { cursor, customerId };
}
