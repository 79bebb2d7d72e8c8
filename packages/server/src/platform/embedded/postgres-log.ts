import { copyFileSync, fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** `home/postgres.log`: PostgreSQL's own words, appended by itself, so that they outlive us; at most two files of about 1 MB. */
export function openLog(home: string): { file: string; descriptor: number; end: number } {
  const file = join(home, 'postgres.log');
  cut(file);
  const descriptor = openSync(file, 'a', 0o600);
  return { file, descriptor, end: fstatSync(descriptor).size };
}

/** Keeps the log small while the server runs. Returns how to leave off. */
export function keepSmall(file: string): () => void {
  const timer = setInterval(() => cut(file), 60_000).unref();
  return () => clearInterval(timer);
}

/** The last lines written since the file was so long; none when it cannot be read. */
export function readLog(file: string, { since }: { since: number }): string[] {
  try {
    const text = readFileSync(file);
    // Shorter than it was: it has been emptied in between.
    const written = text.subarray(text.length < since ? 0 : since);
    return lastLines(written.toString('utf8'));
  } catch {
    return [];
  }
}

export const lastLines = (text: string) => text.trimEnd().split('\n').slice(-20);

/** Emptied in place, not renamed: the server holds it open, and goes on at the new end because it appends. */
function cut(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= maxLogBytes) return;
  try {
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  } catch {
    // A full disk; the next minute is another try.
  }
}

const maxLogBytes = 1_000_000;
