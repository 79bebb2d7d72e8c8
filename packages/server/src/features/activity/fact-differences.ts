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

/** Customers who are alike: see views/cells_of_facts.sql. */
export interface CellFacts {
  counted_by: string;
  day_on: string;
  order_count: number;
  net_minor: number;
  window_order_count: number;
  window_net_minor: number;
  customer_count: number;
  order_sum: number;
  gross_sum: number;
  net_sum: number;
}

const daySums = [
  'order_count',
  'gross_minor',
  'refunded_minor',
  'guest_order_count',
  'guest_gross_minor',
  'guest_refunded_minor',
] as const;

/** What moved: rows taken away as they were before, and added as they are after. */
export interface Movement<Row> {
  subtract(rows: readonly Row[]): void;
  add(rows: readonly Row[]): void;
  /** After − before, what did not change left out. Sorted by key, so that writers never cross. */
  rows(): Row[];
}

export function movementOfDays(): Movement<DayFacts> {
  return movement((day) => [day.day_on, day.location_id, day.channel, day.kind].join(' '), daySums);
}

export function movementOfGaps(): Movement<GapFacts> {
  return movement((gap) => `${gap.order_class} ${String(gap.gap_days).padStart(6, '0')}`, ['closed_count']);
}

export function movementOfCells(): Movement<CellFacts> {
  return movement(
    (cell) =>
      [
        cell.counted_by,
        cell.day_on,
        cell.order_count,
        cell.net_minor,
        cell.window_order_count,
        cell.window_net_minor,
      ].join(' '),
    ['customer_count', 'order_sum', 'gross_sum', 'net_sum'],
  );
}

function movement<Key extends string, Row extends Record<Key, number>>(
  keyOf: (row: Row) => string,
  sums: readonly Key[],
): Movement<Row> {
  const moved = new Map<string, Row>();
  const move = (rows: readonly Row[], sign: 1 | -1) => {
    for (const row of rows) {
      const known = moved.get(keyOf(row)) ?? zero(row, sums);
      for (const sum of sums) (known[sum] as number) += sign * row[sum];
      moved.set(keyOf(row), known);
    }
  };
  return {
    subtract: (rows) => move(rows, -1),
    add: (rows) => move(rows, 1),
    rows: () =>
      [...moved]
        .filter(([, row]) => sums.some((sum) => row[sum] !== 0))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, row]) => row),
  };
}

function zero<Key extends string, Row extends Record<Key, number>>(row: Row, sums: readonly Key[]): Row {
  return { ...row, ...Object.fromEntries(sums.map((sum) => [sum, 0])) };
}
