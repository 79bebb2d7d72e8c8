/**
 * Round steps for the axis of amounts. The axis itself ends at the lowest amount, not at the next round one below it: a
 * single small refund would otherwise take a quarter of the chart.
 */
export function axisTicks(lowest: number, highest: number, about = 4): { domain: [number, number]; ticks: number[] } {
  const bottom = Math.min(lowest, 0);
  const top = Math.max(highest, 0);
  if (top === bottom) return { domain: [0, 1], ticks: [0] };
  const step = roundStep((top - bottom) / about);
  const first = Math.ceil(bottom / step);
  const last = Math.ceil(top / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step + 0);
  return { domain: [bottom, last * step], ticks };
}

/** The next of 1, 2, 2.5, 5, 10 times a power of ten, and never less than one minor unit. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= atLeast) ?? 10;
  return Math.max(1, Math.round(factor * power));
}
