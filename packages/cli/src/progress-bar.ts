import type { ImportProgress, ImportStep } from '@regulars/server/features/imports/imports.ts';
import { count } from './terminal.ts';

const names: Readonly<Record<ImportStep, string>> = {
  reading: 'reading',
  settling: 'adding up',
  recording: 'recording',
  facts: 'computing figures',
};

export interface Bar {
  show: (progress: ImportProgress) => void;
  stop: () => void;
}

/** Rows, rows a second and the time left, on one line of a terminal; nothing where there is none. */
export async function importBar(): Promise<Bar> {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar(
    {
      format: '  {bar} {percentage} %  {rows} rows  {rate}/s  {left}  {step}',
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    progress.Presets.shades_classic,
  );
  bar.start(1000, 0, { rows: '0', rate: '–', left: '', step: names.reading });
  return {
    show: ({ step, rows, fraction, elapsed_ms }) =>
      bar.update(Math.round(fraction * 1000), {
        rows: count(rows),
        rate: elapsed_ms > 0 ? count(rows / (elapsed_ms / 1000)) : '–',
        left: timeLeft(fraction, elapsed_ms),
        step: names[step],
      }),
    stop: () => bar.stop(),
  };
}

/** From how long the part done took. */
export function timeLeft(fraction: number, elapsed_ms: number): string {
  if (fraction < 0.02 || elapsed_ms < 500) return '';
  const seconds = Math.ceil((elapsed_ms / 1000) * (1 / fraction - 1));
  return seconds < 90 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
