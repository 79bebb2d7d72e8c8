import type { ImportDetail } from '@regulars/contract/imports.ts';

type Ended = Pick<ImportDetail, 'state' | 'preview' | 'can_retry'>;

export interface EndedWords {
  title: string;
  text: string;
  /** Followed by when. */
  happened: string;
  /** What can be tried from here; null: nothing, the file is gone. */
  again: { does: 'preview' | 'run'; name: string } | null;
}

/** What happened to an import that left nothing behind, and what can be tried. */
export function endedWords({ state, preview, can_retry }: Ended): EndedWords {
  const gone = 'The file is no longer here: drop it again to start over.';
  switch (state) {
    case 'failed':
      return {
        title: preview ? 'It could not be taken in' : 'The file could not be read to its end',
        text: `Nothing of it is recorded.${can_retry ? '' : ` ${gone}`}`,
        happened: 'It failed',
        // What was previewed is run again; else it was the preview that failed.
        again: can_retry ? { does: preview ? 'run' : 'preview', name: 'Try again' } : null,
      };
    case 'undone':
      return {
        title: 'This import was undone',
        text: `Nothing of it is recorded any more.${can_retry ? '' : ` ${gone}`}`,
        happened: 'It was undone',
        // Much may have changed since: it is looked at before it is taken in.
        again: can_retry ? { does: 'preview', name: 'Preview it again' } : null,
      };
    default:
      return {
        title: can_retry ? 'This import was stopped' : 'You discarded this file',
        text: `Nothing of it is recorded.${can_retry ? '' : ` ${gone}`}`,
        happened: 'It was stopped',
        again: can_retry ? { does: 'preview', name: 'Try again' } : null,
      };
  }
}
