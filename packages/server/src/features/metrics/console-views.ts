import type { NamedView } from '../../platform/migrate.ts';
import { viewText } from '../../platform/sql-text.ts';
import { ltvBeginnings } from '../activity/activity.ts';
import { keptFacts } from './readings.ts';

/**
 * The views for people with a SQL console: the texts of the readings, with what the API binds taken from the organization
 * in use and from the clock. Under another login than the owner's they show that organization's rows only.
 */
export function consoleViews(): NamedView[] {
  const all = { ...expressions, ...risks() };
  return names.map(({ name, comment }) => ({ name, comment, text: viewText(name, all, keptFacts) }));
}

const names = [
  {
    name: 'vw_customer_segments',
    comment: 'Grain: one RFM segment. Customers and average order value (major units) at now.',
  },
  { name: 'vw_ltv_distribution', comment: 'Grain: one bucket of lifetime value (net, major units) at now.' },
  {
    name: 'vw_churn_candidates',
    comment: 'Grain: one customer who is slipping away, most value at risk first, at now.',
  },
  {
    name: 'vw_repeat_customers',
    comment: 'Grain: one row. Customers with two or more orders, and with exactly one, at now.',
  },
];

const organizationInUse = "nullif(current_setting('app.organization_id', true), '')::uuid";
// An uncorrelated sub-select is evaluated once a query, like a bound parameter.
const setting = (column: string) =>
  `(select ${column} from organizations where organization_id = ${organizationInUse})`;
const threshold = (column: string) => `(select ${column} from thresholds where organization_id = ${organizationInUse})`;

const ltvBoundsInUse = `(select array[${ltvBeginnings.map((major) => `${major} * 10 ^ currency_digits`)}]::bigint[]
    from organizations where organization_id = ${organizationInUse})`;

const thresholds = [
  'new_within_days',
  'active_within_days',
  'at_risk_within_days',
  'candidate_within_days',
  'vip_over_minor',
  'high_from_minor',
  'medium_from_minor',
  'frequent_over_orders',
  'regular_from_orders',
  'occasional_from_orders',
  'window_days',
  'r5_within_days',
  'r4_within_days',
  'r3_within_days',
  'r2_within_days',
  'f5_from_orders',
  'f4_from_orders',
  'f3_from_orders',
  'f2_from_orders',
  'm5_from_minor',
  'm4_from_minor',
  'm3_from_minor',
  'm2_from_minor',
  'rfm_new_within_days',
  'churn_horizon_days',
] as const;

function risks(): Record<string, string> {
  const curve = viewText('churn_curve', expressions, keptFacts);
  const of = (orderClass: string) => `(select risks from (${curve}) curve where order_class = '${orderClass}')`;
  return { risks_1: of('1'), risks_2_3: of('2-3'), risks_4: of('4+') };
}

const expressions: Record<string, string> = {
  organization_id: organizationInUse,
  as_of: 'now()',
  today: `(select (now() at time zone time_zone)::date from organizations where organization_id = ${organizationInUse})`,
  time_zone: setting('time_zone'),
  currency_digits: setting('currency_digits'),
  minor_per_major: setting('(10 ^ currency_digits)::integer'),
  ltv_bounds: ltvBoundsInUse,
  net_bounds: ltvBoundsInUse,
  segment: 'null',
  channel: 'null',
  period_days: 'null',
  locations: 'null',
  originals: 'null',
  roots: 'null',
  order_ids: 'null',
  refund_ids: 'null',
  ...Object.fromEntries(thresholds.map((name) => [name, threshold(name)])),
};
