export interface Benchmark {
  metric: 'repeat_rate' | 'average_order_value' | 'churn_rate';
  industry: string;
  value: number;
  unit: 'fraction' | 'currency';
  currency: string | null;
  year: number;
  source: string;
  url: string;
}

export interface Own {
  repeat_rate: number | null;
  /** Major units. */
  average_order_value: number | null;
  currency: string;
}

export interface BenchmarkGroup {
  metric: Benchmark['metric'];
  /** The merchant's own figure; null where there is none that means the same. */
  own: number | null;
  /** Highest first. */
  published: Benchmark[];
}

/**
 * The published figures by what they measure, beside the merchant's own. Amounts in another currency are left out and
 * named: converted at some day's rate they would be a figure that nobody has published.
 */
export function benchmarkGroups(
  benchmarks: readonly Benchmark[],
  own: Own,
): { groups: BenchmarkGroup[]; left_out: string[] } {
  const comparable = benchmarks.filter(({ unit, currency }) => unit === 'fraction' || currency === own.currency);
  const groups = (['repeat_rate', 'average_order_value', 'churn_rate'] as const)
    .map((metric) => ({
      metric,
      own: metric === 'churn_rate' ? null : own[metric],
      published: comparable.filter((each) => each.metric === metric).toSorted((a, b) => b.value - a.value),
    }))
    .filter((group) => group.published.length > 0);
  const others = benchmarks.flatMap(({ unit, currency }) =>
    unit === 'currency' && currency !== null && currency !== own.currency ? [currency] : [],
  );
  return { groups, left_out: [...new Set(others)] };
}
