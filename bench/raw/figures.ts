/**
 * Figures of the dashboard, computed from the orders themselves: what a report would ask of a database without facts. One text each, for
 * PostgreSQL and DuckDB alike, over `sales` (customer_id, sold_at, value_minor, channel) and `returned` (customer_id, amount_minor): orders
 * with a customer that count, and what was given back of them.
 */
export interface RawFigure {
  what: string;
  /** The read of ours that answers the same. */
  path: string;
  sql: string;
}

const customers = `
  select s.customer_id, s.orders, s.gross - coalesce(r.refunded, 0) as net, s.first_at, s.last_at
  from (
    select customer_id, count(*) as orders, sum(value_minor) as gross, min(sold_at) as first_at, max(sold_at) as last_at
    from sales group by customer_id
  ) s
  left join (select customer_id, sum(amount_minor) as refunded from returned group by customer_id) r
    on r.customer_id = s.customer_id`;

const daysAgo = (days: number) => `current_timestamp - interval '${days} days'`;

export const rawFigures: readonly RawFigure[] = [
  {
    what: 'key figures',
    path: '/api/v1/metrics/overview?period=30',
    sql: `
      select count(*), count(*) filter (where orders > 1), count(*) filter (where first_at > ${daysAgo(30)}), avg(net), sum(net)
      from (${customers}) c`,
  },
  {
    what: 'RFM segments',
    path: '/api/v1/metrics/segments',
    sql: `
      select segment, count(*), sum(net), sum(net) / sum(orders)
      from (
        select net, orders, case
          when last_at < ${daysAgo(180)} then 'lost' when last_at < ${daysAgo(90)} then 'at risk'
          when orders >= 10 then 'champions' when orders >= 4 then 'loyal' when orders = 1 then 'new' else 'potential' end as segment
        from (${customers}) c
      ) s group by segment`,
  },
  {
    what: 'lifetime value',
    path: '/api/v1/metrics/ltv-distribution',
    sql: `
      select case when net < 5000 then 0 when net < 10000 then 1 when net < 25000 then 2 when net < 50000 then 3
        when net < 100000 then 4 when net < 250000 then 5 when net < 500000 then 6 else 7 end as bucket, count(*), sum(net)
      from (${customers}) c group by 1 order by 1`,
  },
  {
    what: 'recency and frequency',
    path: '/api/v1/metrics/rfm-cells',
    sql: `
      select case when last_at > ${daysAgo(30)} then 5 when last_at > ${daysAgo(60)} then 4 when last_at > ${daysAgo(90)} then 3
          when last_at > ${daysAgo(180)} then 2 else 1 end as r,
        case when orders >= 10 then 5 when orders >= 6 then 4 when orders >= 4 then 3 when orders >= 2 then 2 else 1 end as f,
        count(*), sum(net)
      from (${customers}) c group by 1, 2`,
  },
  {
    what: 'churn candidates',
    path: '/api/v1/metrics/churn-forecast?limit=50',
    sql: `
      select customer_id, net, orders, last_at from (${customers}) c
      where last_at between ${daysAgo(365)} and ${daysAgo(90)} order by net desc limit 50`,
  },
  {
    what: 'best customers',
    path: '/api/v1/metrics/best-customers?limit=10',
    sql: `select customer_id, net, orders, last_at from (${customers}) c order by net desc limit 10`,
  },
  {
    what: 'list by net',
    path: '/api/v1/customers?sort=net',
    sql: `select customer_id, net, orders, last_at from (${customers}) c order by net desc limit 50`,
  },
];
