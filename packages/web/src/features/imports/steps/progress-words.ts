import type { ImportProgress, ImportState } from '@regulars/contract/imports.ts';
import { locale } from '../../../format/locale.ts';
import { count, counted } from '../../../format/numbers.ts';
import { asSentence, plainWords } from '../labels.ts';

/** The server's names of the steps; one that is not known here is shown as it comes. */
const stepWords: Record<string, string> = {
  reading: 'Reading the file',
  settling: 'Finding the customers and records it speaks of',
  comparing: 'Comparing with what is on record',
  recording: 'Writing the records',
  facts: 'Bringing your figures up to date',
};

const undoingWords: Record<string, string> = {
  comparing: 'Looking for what depends on it',
  recording: 'Bringing back what was before',
};

const titles: Partial<Record<ImportState, string>> = {
  uploaded: 'Looking at the file',
  previewing: 'Finding out what it would do',
  waiting: 'Waiting for its turn',
  running: 'Taking it in',
  undoing: 'Taking it back',
};

export interface ProgressWords {
  title: string;
  step: string;
  /** Whole percent; short of the end it is never 100. Null: not to be told yet. */
  percent: number | null;
  /** Rows, speed and time left, as far as they are known. */
  details: string[];
}

export function progressWords(
  { state, progress }: { state: ImportState; progress: ImportProgress | null },
  language = locale,
): ProgressWords {
  const title = titles[state] ?? 'Under way';
  if (state === 'waiting')
    return { title, step: 'It begins as soon as those before it are done', percent: null, details: [] };
  if (!progress) return { title, step: 'Getting ready', percent: null, details: [] };
  return {
    title,
    step:
      (state === 'undoing' && undoingWords[progress.step]) ||
      stepWords[progress.step] ||
      asSentence(plainWords(progress.step)),
    percent: Math.min(99, Math.max(0, Math.floor(progress.fraction * 100))),
    details: [
      progress.rows > 0 && counted(progress.rows, 'row', 'rows', language),
      progress.rows_per_s > 0 && `${count(progress.rows_per_s, language)} a second`,
      progress.seconds_left !== null && timeLeft(progress.seconds_left, language),
    ].filter((detail) => detail !== false),
  };
}

/** An estimate is not told to the second: "about 40 seconds left". */
export function timeLeft(seconds: number, language = locale): string {
  if (seconds < 2) return 'almost there';
  if (seconds < 10) return `about ${count(Math.round(seconds), language)} seconds left`;
  if (seconds < 55) return `about ${count(Math.round(seconds / 5) * 5, language)} seconds left`;
  if (seconds < 90) return 'about a minute left';
  if (seconds < 5_400) return `about ${counted(Math.round(seconds / 60), 'minute', 'minutes', language)} left`;
  return `about ${counted(Math.round(seconds / 3_600), 'hour', 'hours', language)} left`;
}

/** What a screen reader is told: each new step, and every quarter of the way, not each tick. */
export function spokenProgress({ title, step, percent }: ProgressWords): string {
  if (percent === null) return `${title}. ${step}.`;
  const quarters = Math.floor(percent / 25) * 25;
  return `${title}. ${step}${quarters > 0 ? `, more than ${quarters}% done` : ''}.`;
}

/** How long it took: "0.8 seconds", "12 seconds", "2 minutes 5 seconds". */
export function duration(ms: number, language = locale): string {
  if (ms < 9_950) return counted(Math.round(ms / 100) / 10, 'second', 'seconds', language);
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} seconds`;
  const rest = seconds % 60 === 0 ? '' : ` ${counted(seconds % 60, 'second', 'seconds', language)}`;
  return `${counted(Math.floor(seconds / 60), 'minute', 'minutes', language)}${rest}`;
}
