import { sql } from 'kysely';
import type { Shop } from '../../../testing/shop.ts';

/** Everything that stands: records that are not void and all facts, each as a checksum that knows no ids, times or order of ours. */
export async function standing(shop: Shop): Promise<{ sums: object; checksums: Record<string, string | null> }> {
  return await shop.inside(async (scope) => {
    const checksums: Record<string, string | null> = {};
    for (const [name, rows] of Object.entries(texts)) {
      const { rows: found } = await sql<{ checksum: string | null }>`
        select md5(string_agg(told::text, '|' order by told::text)) as checksum from (${sql.raw(rows)}) told`.execute(
        scope.db,
      );
      checksums[name] = found[0]?.checksum ?? null;
    }
    const { rows: sums } = await sql<object>`
      select coalesce(sum(gross_minor), 0)::bigint as gross_minor, coalesce(sum(refunded_minor), 0)::bigint as refunded_minor,
        coalesce(sum(order_count), 0)::integer as orders
      from day_facts`.execute(scope.db);
    return { sums: sums[0] ?? {}, checksums };
  });
}

const told = 'source, external_id, content_hash, source_updated_at, import_id';
const texts: Readonly<Record<string, string>> = {
  orders: `select ${told}, kind, channel, location_id, customer_id, placed_at, paid_at, cancelled_at, total_minor, value_minor, counts_at from orders where voided_at is null`,
  lines: `select l.order_id, l.line_no, l.product_id, l.name, l.quantity, l.unit_price, l.total_minor
    from order_lines l join orders o using (organization_id, order_id) where o.voided_at is null`,
  refunds: `select ${told}, order_external_id, order_id, customer_id, refunded_at, amount_minor from refunds where voided_at is null`,
  refund_lines: `select l.refund_id, l.line_no, l.product_id, l.name, l.amount_minor, l.is_told
    from refund_lines l join refunds r using (organization_id, refund_id) where r.voided_at is null`,
  quotes: `select ${told}, title, customer_id, amount_minor, quoted_at, won_at, lost_at from quotes where voided_at is null`,
  appointments: `select ${told}, kind, customer_id, starts_at, completed_at from appointments where voided_at is null`,
  customers:
    'select customer_id, name, email, phone, registered_at, merged_into_id from customers where voided_at is null',
  identities: 'select kind, source, value, customer_id from customer_identities',
  products: 'select product_id, source, external_id, name, category from products where voided_at is null',
  locations: 'select location_id, name, external_id from locations where voided_at is null',
  customer_facts: `select customer_id, order_count, gross_minor, refunded_minor, first_order_at, last_order_at, second_order_on,
    upcoming_count, upcoming_minor, window_order_count, window_net_minor from customer_facts`,
  place_facts: 'select * from customer_place_facts',
  product_facts: 'select * from customer_product_facts',
  month_facts: 'select * from customer_month_facts',
  day_facts: `select day_on, location_id, channel, kind, sum(order_count), sum(gross_minor), sum(refunded_minor), sum(guest_order_count)
    from day_facts group by 1, 2, 3, 4
    having sum(order_count) <> 0 or sum(gross_minor) <> 0 or sum(refunded_minor) <> 0 or sum(guest_order_count) <> 0`,
  gap_facts:
    'select order_class, gap_days, sum(closed_count) from gap_facts group by 1, 2 having sum(closed_count) <> 0',
};
