import type { ImportDetail, ImportState } from '@regulars/contract/imports.ts';

/** The way of a file: what was understood, what it would do, taking it in, and what it did. */
export const steps = ['understood', 'preview', 'run', 'account'] as const;
export type Step = (typeof steps)[number];

/** What an import's page shows. */
export type Part = 'reading' | 'preview' | 'progress' | 'account' | 'ended';

/** What the page has to know of an import to place it. */
type Placed = Pick<ImportDetail, 'state' | 'understanding' | 'preview' | 'can_retry'>;

/** Whether something happens to it by itself, so that the page must look again soon. */
export function isMoving(state: ImportState): boolean {
  return state === 'previewing' || state === 'waiting' || state === 'running' || state === 'undoing';
}

/**
 * The part of the page for where the import is. `rereading`: the reader went back to change how the file is read, which can
 * be done until it is taken in.
 */
export function partOf({ state, understanding, can_retry }: Placed, rereading: boolean): Part {
  switch (state) {
    case 'uploaded':
      return understanding ? 'reading' : 'progress';
    case 'previewing':
    case 'waiting':
    case 'running':
    case 'undoing':
      return 'progress';
    case 'previewed':
      return rereading && understanding ? 'reading' : 'preview';
    case 'done':
      return 'account';
    case 'failed':
    case 'cancelled':
    case 'undone':
      return rereading && understanding && can_retry ? 'reading' : 'ended';
  }
}

export type StepState = 'passed' | 'here' | 'stopped' | 'ahead';

/** How far it has come. */
export function stepStates(placed: Placed, rereading: boolean): { step: Step; state: StepState }[] {
  const at = steps.indexOf(stepOf(placed, rereading));
  const stopped = partOf(placed, rereading) === 'ended' && placed.state !== 'undone';
  const here = stopped ? 'stopped' : 'here';
  return steps.map((step, index) => ({ step, state: index < at ? 'passed' : index === at ? here : 'ahead' }));
}

function stepOf(placed: Placed, rereading: boolean): Step {
  if (partOf(placed, rereading) === 'reading') return 'understood';
  switch (placed.state) {
    case 'uploaded':
      return 'understood';
    case 'previewing':
    case 'previewed':
      return 'preview';
    case 'waiting':
    case 'running':
      return 'run';
    case 'done':
    case 'undoing':
    case 'undone':
      return 'account';
    case 'failed':
      return placed.preview ? 'run' : 'preview';
    case 'cancelled':
      return placed.preview ? 'run' : 'understood';
  }
}
