import { customerSorts } from '@regulars/contract/customers.ts';

/** Every read of the dashboards, as they ask for it. */
export function dashboardPaths(): string[] {
  const filters = ['', 'period=90', 'channel=online', 'segment=Lost'];
  const filtered = ['segments', 'ltv-distribution', 'churn-forecast', 'best-customers', 'rfm-cells'];
  return [
    ...[7, 30, 90, 365].map((period) => `/api/v1/metrics/overview?period=${period}`),
    ...filtered.flatMap((name) => filters.map((filter) => `/api/v1/metrics/${name}?${filter}`)),
    '/api/v1/metrics/benchmarks',
  ];
}

/** The endpoints that were described before they were built. */
export const describedPaths = ['customer_segments', 'ltv_distribution', 'churn_candidates', 'repeat_ratio'].map(
  (name) => `/functions/v1/metrics_${name}`,
);

/** One of each filter of the list, at values that choose many and few. */
export function filtersOfList(locationId: string): Record<string, string> {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  return {
    none: '',
    'a name': 'q=ash',
    'a misspelt name': 'q=miltdale',
    'an e-mail': 'q=c1234@',
    'a phone': 'q=07400 001',
    stage: 'stage=at_risk',
    'spending tier': 'spending_tier=vip',
    'frequency tier': 'frequency_tier=regular',
    'RFM segment': 'rfm_segment=Champions',
    'CRM status': 'crm_status=lost',
    location: `location_id=${locationId}`,
    channel: 'channel=phone',
    'bought within': 'period=90',
    'orders from': 'order_count_from=10',
    'net from': 'net_from_minor=100000',
    'last order within': 'last_order_within_days=30',
    'last order before': 'last_order_before_days=365',
    'registered from': `registered_from=${day(180)}`,
    'has an e-mail': 'has_email=true',
    'has a phone': 'has_phone=false',
  };
}

/** Twelve that a merchant might ask. */
export const combinations: readonly string[] = [
  'stage=at_risk&spending_tier=vip&sort=net',
  'stage=churned&order_count_from=5&sort=last_order',
  'rfm_segment=Champions&channel=online&sort=orders',
  'rfm_segment=Lost&net_from_minor=50000&sort=average_order_value',
  'channel=pos&period=30&sort=days_inactive&direction=asc',
  'has_phone=true&stage=active&sort=name&direction=asc',
  'has_email=true&last_order_before_days=180&sort=net',
  'frequency_tier=frequent&last_order_within_days=14&sort=first_order',
  'spending_tier=low&order_count_to=1&sort=registered',
  'crm_status=vip&channel=marketplace&period=365&sort=net',
  'q=ash&stage=active&sort=name',
  'net_from_minor=20000&net_to_minor=50000&order_count_from=2&order_count_to=4&sort=last_order',
];

export const sorts = customerSorts;
