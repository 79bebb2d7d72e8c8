/** What the records of one day, place, channel and kind come to. */
export interface DayFacts {
  day_on: string;
  location_id: string;
  channel: string;
  kind: string;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  guest_order_count: number;
  guest_gross_minor: number;
  guest_refunded_minor: number;
}

export interface GapFacts {
  order_class: string;
  gap_days: number;
  closed_count: number;
}

const daySums = [
  'order_count',
  'gross_minor',
  'refunded_minor',
  'guest_order_count',
  'guest_gross_minor',
  'guest_refunded_minor',
] as const;

/** after − before, by day, place, channel and kind; what did not change is left out. Sorted by key, so that writers never cross. */
export function differenceOfDays(before: readonly DayFacts[], after: readonly DayFacts[]): DayFacts[] {
  const keyOf = (day: DayFacts) => [day.day_on, day.location_id, day.channel, day.kind].join(' ');
  return difference(before, after, keyOf, daySums);
}

export function differenceOfGaps(before: readonly GapFacts[], after: readonly GapFacts[]): GapFacts[] {
  const keyOf = (gap: GapFacts) => `${gap.order_class} ${String(gap.gap_days).padStart(6, '0')}`;
  return difference(before, after, keyOf, ['closed_count']);
}

function difference<Key extends string, Row extends Record<Key, number>>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
  sums: readonly Key[],
): Row[] {
  const moved = new Map<string, Row>();
  const add = (row: Row, sign: 1 | -1) => {
    const known = moved.get(keyOf(row)) ?? zero(row, sums);
    for (const sum of sums) (known[sum] as number) += sign * row[sum];
    moved.set(keyOf(row), known);
  };
  for (const row of before) add(row, -1);
  for (const row of after) add(row, 1);
  return [...moved]
    .filter(([, row]) => sums.some((sum) => row[sum] !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

function zero<Key extends string, Row extends Record<Key, number>>(row: Row, sums: readonly Key[]): Row {
  return { ...row, ...Object.fromEntries(sums.map((sum) => [sum, 0])) };
}
