import type { ImportState } from '@regulars/contract/imports.ts';
import type { Step } from './stage.ts';

export type Tone = 'good' | 'bad' | 'busy' | 'asking' | 'quiet';

/** How the contract's words read on the page. */
export const stateNames: Record<ImportState, { name: string; tone: Tone }> = {
  uploaded: { name: 'To be checked', tone: 'asking' },
  previewing: { name: 'Being checked', tone: 'busy' },
  previewed: { name: 'Ready to take in', tone: 'asking' },
  waiting: { name: 'Next in line', tone: 'busy' },
  running: { name: 'Being taken in', tone: 'busy' },
  done: { name: 'Taken in', tone: 'good' },
  failed: { name: 'Failed', tone: 'bad' },
  cancelled: { name: 'Stopped', tone: 'quiet' },
  undoing: { name: 'Being undone', tone: 'busy' },
  undone: { name: 'Undone', tone: 'quiet' },
};

export const stepNames: Record<Step, string> = {
  understood: 'Understood',
  preview: 'Preview',
  run: 'Run',
  account: 'Account',
};

/** `no_show` → "no show". */
export function plainWords(code: string): string {
  return code.replaceAll('_', ' ');
}

/** The first letter as a sentence begins. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
