/** The orders that count and what was given back of them, of the customers of one organization, by name of the table. */
export function rawTables(organizationId: string): Record<'sales' | 'returned', string> {
  const counting = `counts_at <= now() and (uncounts_at is null or uncounts_at > now())`;
  return {
    sales: `
      select customer_id, happened_at as sold_at, value_minor, channel from orders
      where organization_id = '${organizationId}' and customer_id is not null and ${counting}`,
    returned: `
      select o.customer_id, r.amount_minor from refunds r
      join orders o on o.organization_id = r.organization_id and o.order_id = r.order_id
      where r.organization_id = '${organizationId}' and r.voided_at is null and o.customer_id is not null and ${counting}`,
  };
}

/** A figure's text over the tables of the product themselves. */
export function overOrders(organizationId: string, sql: string): string {
  const parts = Object.entries(rawTables(organizationId)).map(([name, text]) => `${name} as (${text})`);
  return `with ${parts.join(', ')} ${sql}`;
}
