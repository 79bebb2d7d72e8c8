/** Milliseconds, sorted in percentiles. */
export interface Timing {
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  max_ms: number;
  runs: number;
}

export interface Runs {
  /** Not counted: caches fill, plans are made. */
  warm?: number;
  /** At most so many … */
  runs: number;
  /** … and no further run once so much time has gone, three at least. */
  within_ms?: number;
}

/** Runs one after the other. */
export async function timed(
  work: () => Promise<unknown>,
  { warm = 2, runs, within_ms = 10_000 }: Runs,
): Promise<Timing> {
  for (let run = 0; run < warm; run++) await work();
  const samples: number[] = [];
  const begun = performance.now();
  while (samples.length < runs && (samples.length < 3 || performance.now() - begun < within_ms)) {
    const start = performance.now();
    await work();
    samples.push(performance.now() - start);
  }
  return timingOf(samples);
}

/** Nearest rank, so that every percentile is a time that was measured. */
export function timingOf(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (fraction: number) => sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
  return { p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), max_ms: at(1), runs: sorted.length };
}
