import type { Shop } from '../shop/shop.ts';
import { writtenColumns } from './columns.ts';

const tables = ['orders', 'order_lines'] as const;

/**
 * The rows of orders and their lines written by themselves, under the same keys and indexes, in tables of their own that are gone
 * afterwards: the least that recording an order can take.
 */
export interface BareRows {
  /** So many orders of two lines, in one transaction. */
  write: (orders: number) => Promise<void>;
  drop: () => Promise<void>;
}

export async function openBareRows({ owner, organizationId }: Shop): Promise<BareRows> {
  await owner.query('drop schema if exists bare cascade');
  await owner.query('create schema bare');
  for (const table of tables) await owner.query(`create table bare.${table} (like public.${table} including all)`);
  const orders = await writtenColumns(owner, 'orders');
  const lines = await writtenColumns(owner, 'order_lines');
  const values = (names: string[], others: Record<string, string>) =>
    names.map((name) => others[name] ?? name).join(', ');
  const writeOrders = `
    insert into bare.orders (${orders.join(', ')})
    select ${values(orders, { order_id: `($3::uuid[])[nth]`, external_id: `($3::uuid[])[nth]::text` })}
    from (select *, row_number() over () as nth from public.orders where organization_id = $1 limit $2) o`;
  const writeLines = `
    insert into bare.order_lines (${lines.join(', ')})
    select ${values(lines, { order_id: `($3::uuid[])[1 + (nth - 1) / 2]`, line_no: 'nth' })}
    from (select *, row_number() over ()::integer as nth from public.order_lines where organization_id = $1 limit 2 * $2) l`;
  return {
    write: async (count) => {
      const ids = Array.from({ length: count }, () => crypto.randomUUID());
      await owner.query('begin');
      await owner.query(writeOrders, [organizationId, count, ids]);
      await owner.query(writeLines, [organizationId, count, ids]);
      await owner.query('commit');
    },
    drop: async () => {
      await owner.query('drop schema bare cascade');
    },
  };
}
