import type { ImportProgress } from '@regulars/contract/imports.ts';
import { count } from './terminal.ts';

const names: Readonly<Record<string, string>> = {
  reading: 'reading',
  settling: 'adding up',
  comparing: 'comparing',
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
    show: ({ step, rows, fraction, rows_per_s, seconds_left }) =>
      bar.update(Math.round(fraction * 1000), {
        rows: count(rows),
        rate: rows_per_s > 0 ? count(rows_per_s) : '–',
        left: timeLeft(seconds_left),
        step: names[step] ?? step,
      }),
    stop: () => bar.stop(),
  };
}

export function timeLeft(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds < 90 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
