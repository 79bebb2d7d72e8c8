import type { ImportProgress } from '@regulars/contract/imports.ts';

/** The steps of an import, in their order, each with the part of the whole time it takes, about. */
const parts = { reading: 0.3, settling: 0.15, comparing: 0.05, recording: 0.3, facts: 0.2 } as const;
const partsOfPreview = { reading: 0.6, settling: 0.25, comparing: 0.15, recording: 0, facts: 0 } as const;

export type ImportStep = keyof typeof parts;
export type Progress = (step: ImportStep, rows: number, fractionOfStep?: number) => void;

const least_pause_ms = 100;

/** Tells at most ten times a second, and every new step at once. */
export function makeProgress(
  isPreview: boolean,
  onProgress: ((progress: ImportProgress) => void) | undefined,
): Progress {
  if (!onProgress) return () => {};
  const startedAt = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldStep: ImportStep | null = null;
  return (step, rows, fractionOfStep = 0) => {
    const now = performance.now();
    if (step === toldStep && now - toldAt < least_pause_ms) return;
    toldAt = now;
    toldStep = step;
    const seconds = (now - startedAt) / 1000;
    const fraction = fractionDone(isPreview ? partsOfPreview : parts, step, fractionOfStep);
    onProgress({
      step,
      rows,
      fraction,
      rows_per_s: seconds > 0 ? Math.round(rows / seconds) : 0,
      seconds_left: fraction > 0.02 && seconds > 0.5 ? Math.ceil((seconds / fraction) * (1 - fraction)) : null,
    });
  };
}

function fractionDone(of: Readonly<Record<ImportStep, number>>, step: ImportStep, fractionOfStep: number): number {
  let before = 0;
  for (const [name, part] of Object.entries(of)) {
    if (name === step) return Math.min(before + part * fractionOfStep, 1);
    before += part;
  }
  return before;
}
