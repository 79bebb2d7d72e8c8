/** The steps of an import, in their order, each with the part of the whole time it takes, about. */
const parts = { reading: 0.3, settling: 0.15, recording: 0.35, facts: 0.2 } as const;

export type ImportStep = keyof typeof parts;

export interface ImportProgress {
  step: ImportStep;
  rows: number;
  /** Of the whole, 0 to 1: an estimate. */
  fraction: number;
  elapsed_ms: number;
}

export type Progress = (step: ImportStep, rows: number, fractionOfStep?: number) => void;

const least_pause_ms = 100;

/** Tells at most ten times a second, and every new step at once. */
export function makeProgress(onProgress: ((progress: ImportProgress) => void) | undefined): Progress {
  if (!onProgress) return () => {};
  const startedAt = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldStep: ImportStep | null = null;
  return (step, rows, fractionOfStep = 0) => {
    const now = performance.now();
    if (step === toldStep && now - toldAt < least_pause_ms) return;
    toldAt = now;
    toldStep = step;
    onProgress({ step, rows, fraction: before(step) + parts[step] * fractionOfStep, elapsed_ms: now - startedAt });
  };
}

function before(step: ImportStep): number {
  let sum = 0;
  for (const [name, part] of Object.entries(parts)) {
    if (name === step) return sum;
    sum += part;
  }
  return sum;
}
