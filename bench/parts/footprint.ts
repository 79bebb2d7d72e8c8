import { setTimeout as sleep } from 'node:timers/promises';
import { peakMb, residentMb } from '../measuring/memory.ts';
import { atMost, type Finding } from '../report/findings.ts';
import type { Product } from '../shop/product.ts';
import type { Shop } from '../shop/shop.ts';

/** Start-up and memory of a server that nobody has asked anything yet. */
export async function atRest({ product }: { product: Product }): Promise<Finding[]> {
  await sleep(3_000);
  const idle = residentMb(product.pid);
  return [
    { part: 'start-up', what: 'until it answers', value: product.startUp_ms, unit: 'ms' },
    ...(idle === null ? [] : [memory('idle', idle, atMost(idle, 150, 'MB'))]),
  ];
}

/** Memory while the list of all customers is taken away. */
export async function exporting({ product }: { product: Product }): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const type of ['csv', 'xlsx']) {
    const before = residentMb(product.pid);
    const begun = performance.now();
    const { peak } = await peakMb(product.pid, () => drained(product, `/api/v1/exports/customers.${type}`));
    const seconds = (performance.now() - begun) / 1_000;
    findings.push({ part: 'export', what: `all customers, ${type}`, value: seconds, unit: 's' });
    if (before !== null && peak !== null)
      findings.push(
        memory(`exporting all customers, ${type}: above before`, peak - before, atMost(peak - before, 150, 'MB')),
      );
  }
  return findings;
}

const memory = (what: string, value: number, target: Finding['target']): Finding => ({
  part: 'memory',
  what,
  value,
  unit: 'MB',
  ...(target && { target }),
});

async function drained(product: Product, path: string): Promise<void> {
  const response = await fetch(product.url + path, { headers: { authorization: `Bearer ${product.key}` } });
  if (!response.ok || !response.body) throw new Error(`${response.status} from ${path}`);
  for await (const _ of response.body);
}

/** What the database needs for each order: records with their indexes, and facts. */
export async function sizes({ shop }: { shop: Shop }): Promise<Finding[]> {
  const { rows } = await shop.owner.query<{ all: string; orders: string }>(
    `select pg_database_size(current_database())::text as all, (select count(*) from orders)::text as orders`,
  );
  const [whole, orders] = [Number(rows[0]?.all), Number(rows[0]?.orders)];
  const { rows: tables } = await shop.owner.query<{ name: string; bytes: string; rows: string }>(
    `select relname as name, pg_total_relation_size(oid)::text as bytes, reltuples::bigint::text as rows
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > 0
     order by pg_total_relation_size(oid) desc limit 10`,
  );
  return [
    { part: 'size', what: 'the database, for each order', value: whole / orders, unit: 'bytes' },
    ...tables.map(
      ({ name, bytes, rows: count }): Finding => ({
        part: 'size',
        what: `${name}, for each row`,
        value: Number(bytes) / Number(count),
        unit: 'bytes',
      }),
    ),
  ];
}
