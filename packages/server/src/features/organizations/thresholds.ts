import type { Thresholds as ThresholdsRow } from '../../../migrations/tables.ts';
import { invariant, Refusal } from '../../platform/errors.ts';
import { currencyDigits } from './currencies.ts';

/** Every threshold of every definition (DESIGN 3), in days, orders or minor units. */
export type Thresholds = Omit<ThresholdsRow, 'organization_id'>;

const days_and_orders = {
  new_within_days: 29,
  active_within_days: 89,
  at_risk_within_days: 180,
  // Churned within a year: still a candidate to win back.
  candidate_within_days: 365,
  frequent_over_orders: 10,
  regular_from_orders: 5,
  occasional_from_orders: 2,
  window_days: 365,
  r5_within_days: 30,
  r4_within_days: 60,
  r3_within_days: 90,
  r2_within_days: 180,
  f5_from_orders: 10,
  f4_from_orders: 7,
  f3_from_orders: 4,
  f2_from_orders: 2,
  rfm_new_within_days: 60,
  churn_horizon_days: 90,
} as const;

/** Major units of a currency of about a dollar's size. */
const money_major = {
  vip_over_minor: 1000,
  high_from_minor: 500,
  medium_from_minor: 100,
  m5_from_minor: 5000,
  m4_from_minor: 2500,
  m3_from_minor: 1000,
  m2_from_minor: 500,
} as const;

/**
 * How many units of a currency do the work of a dollar: round numbers, fixed, not a rate of the day. A currency that is not
 * named counts as a dollar's size.
 */
const unitsByCode: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.5, 'BHD KWD OMR'],
      [5, 'AED BRL BYN CNY ILS MYR PEN PLN QAR RON SAR TTD'],
      [10, 'BOB BWP DKK EGP GHS GTQ HKD MAD MDL MOP MXN MVR NAD NOK SCR SEK SZL LSL TJS ZAR ZMW'],
      [20, 'CZK HNL MKD MRU NIO PHP SRD STN THB TRY TWD UAH UYU ZWG'],
      [50, 'AFN ALL BDT BTN DOP DZD ETB GMD INR JMD KGS MUR MZN NPR RUB CVE'],
      [100, 'ARS HTG ISK JPY KES LRD RSD VUV XPF DJF VES'],
      [200, 'AMD GYD HUF KZT LKR PKR YER'],
      [500, 'AOA BIF CDF CLP CRC KMF SDG SOS SSP XAF XOF'],
      [1000, 'IQD KRW MNT MWK NGN RWF'],
      [2000, 'COP MMK TZS UGX'],
      [5000, 'KHR MGA PYG SYP UZS GNF'],
      [10_000, 'IDR'],
      [20_000, 'LAK SLL VND'],
      [50_000, 'IRR LBP'],
    ] as const
  ).flatMap(([units, codes]) => codes.split(' ').map((code) => [code, units] as const)),
);

/** The thresholds a new organization starts with: the defaults, money scaled to its currency. */
export function proposeThresholds(currency: string): Thresholds {
  const digits = currencyDigits(currency);
  invariant(digits !== null, 'thresholds are proposed for a known currency');
  const minor_per_dollar = Math.round((unitsByCode.get(currency) ?? 1) * 10 ** digits);
  const money = Object.entries(money_major).map(([name, major]) => [name, major * minor_per_dollar]);
  return { ...days_and_orders, ...(Object.fromEntries(money) as Record<keyof typeof money_major, number>) };
}

/**
 * What must rise, rises: the same rules as the table's checks.
 * @throws Refusal `thresholds_out_of_order`
 */
export function assertThresholds(t: Thresholds): void {
  const rows: [boolean, string][] = [
    [Object.values(t).every(Number.isSafeInteger), 'every threshold is a whole number'],
    [0 <= t.new_within_days && t.new_within_days <= t.active_within_days, 'new ≤ active, in days'],
    [t.active_within_days < t.at_risk_within_days, 'active < at risk, in days'],
    [t.medium_from_minor <= t.high_from_minor && t.high_from_minor <= t.vip_over_minor, 'medium ≤ high ≤ vip'],
    [1 < t.occasional_from_orders && t.occasional_from_orders < t.regular_from_orders, '1 < occasional < regular'],
    [t.regular_from_orders <= t.frequent_over_orders, 'regular ≤ frequent'],
    [rises(t.r5_within_days, t.r4_within_days, t.r3_within_days, t.r2_within_days), 'r5 < r4 < r3 < r2, in days'],
    [rises(t.f2_from_orders, t.f3_from_orders, t.f4_from_orders, t.f5_from_orders), 'f2 < f3 < f4 < f5'],
    [rises(t.m2_from_minor, t.m3_from_minor, t.m4_from_minor, t.m5_from_minor), 'm2 < m3 < m4 < m5'],
    [1 <= t.window_days && t.window_days <= 3660, 'a window of 1 to 3660 days'],
    [1 <= t.churn_horizon_days && t.churn_horizon_days <= 3660, 'a horizon of 1 to 3660 days'],
  ];
  for (const [holds, rule] of rows) {
    if (!holds) throw new Refusal('thresholds_out_of_order', `The thresholds need: ${rule}`, { where: 'thresholds' });
  }
}

function rises(...values: number[]): boolean {
  return values.every((value, index) => index === 0 || (values[index - 1] ?? 0) < value);
}
