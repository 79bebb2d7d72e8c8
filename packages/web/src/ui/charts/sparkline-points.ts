/** Where the values lie in a box; the lowest near its foot, the highest near its head, a flat course in the middle. */
export function sparklinePoints(
  values: readonly number[],
  box: { width: number; height: number },
): [x: number, y: number][] {
  const margin = 3;
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  const step = box.width / Math.max(values.length - 1, 1);
  return values.map((value, index) => [
    index * step,
    range === 0 ? box.height / 2 : box.height - margin - ((value - lowest) / range) * (box.height - 2 * margin),
  ]);
}
