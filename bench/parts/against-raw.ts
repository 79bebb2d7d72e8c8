import { timed } from '../measuring/timing.ts';
import { openColumnar } from '../raw/columnar.ts';
import { rawFigures } from '../raw/figures.ts';
import { overOrders } from '../raw/tables.ts';
import { type Finding, readFinding } from '../report/findings.ts';
import type { Product } from '../shop/product.ts';
import type { Shop } from '../shop/shop.ts';
import { get } from './reads.ts';

/** Figures by our endpoints, whole answers over HTTP, beside the same computed from the orders in PostgreSQL and in DuckDB. */
export async function againstRaw(on: {
  product: Product;
  shop: Shop;
  say: (text: string) => void;
}): Promise<Finding[]> {
  const { product, shop, say } = on;
  const columnar = await openColumnar(shop, say);
  const findings: Finding[] = [];
  const runs = { warm: 1, runs: 15, within_ms: shop.size.customers > 100_000 ? 5_000 : 1_000 };
  try {
    for (const { what, path, sql } of rawFigures) {
      const ours = await timed(() => get(product, path), { ...runs, warm: 3 });
      const raw = await timed(() => shop.owner.query(overOrders(shop.organizationId, sql)), runs);
      const columns = await timed(() => columnar.run(sql), runs);
      findings.push(
        readFinding('against the orders', what, ours, {
          baselines: { 'SQL over the orders': raw.p95_ms, [`DuckDB ${columnar.version}`]: columns.p95_ms },
        }),
      );
    }
  } finally {
    columnar.close();
  }
  return findings;
}
