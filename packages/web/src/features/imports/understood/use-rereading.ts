import type { Reading } from '@regulars/contract/imports.ts';
import { useMemo, useState } from 'react';
import { useImportActions } from '../queries.ts';
import { newestOnly } from './newest-only.ts';

export interface Rereading {
  /** How the file is read, with the reader's last choice already in it. */
  reading: Reading;
  change: (change: Partial<Reading>) => void;
  /** The file is being read anew, and what is shown of it is from before. */
  isBusy: boolean;
  error: Error | null;
}

/** Changes how a file is read. Each change is told at once; quick ones do not pile up. */
export function useRereading(importId: string, told: Reading): Rereading {
  const [draft, setDraft] = useState<Reading>();
  const { read } = useImportActions(importId);
  const { mutateAsync } = read;
  const tell = useMemo(
    () =>
      newestOnly<Reading>(
        async (reading) => {
          await mutateAsync({ import_id: importId, reading });
        },
        () => setDraft(undefined),
      ),
    [mutateAsync, importId],
  );
  const reading = draft ?? told;
  return {
    reading,
    change(change) {
      const next = { ...reading, ...change };
      setDraft(next);
      tell(next);
    },
    isBusy: draft !== undefined,
    error: read.error,
  };
}
