import type { ImportSummary } from '@regulars/contract/imports.ts';
import type { SendFile, Sending } from './send-file.ts';

/** A file that was dropped, until it is an import. */
export interface SentFile {
  key: number;
  file: File;
  state:
    | { at: 'waiting' }
    | { at: 'sending'; sentBytes: number }
    /** All of it is there, and the server looks at it. */
    | { at: 'understanding' }
    | { at: 'here'; import: ImportSummary }
    | { at: 'refused'; error: unknown };
}

const atOnce = 2;

/** The files on their way, two at a time. They go on while the reader looks at other pages. */
export function makeSendings(send: SendFile) {
  let files: readonly SentFile[] = [];
  let lastKey = 0;
  const underWay = new Map<number, Sending>();
  const listeners = new Set<() => void>();

  function change(next: readonly SentFile[]) {
    files = next;
    for (const listener of listeners) listener();
  }

  function set(key: number, state: SentFile['state']) {
    change(files.map((each) => (each.key === key ? { ...each, state } : each)));
  }

  function sendNext() {
    const next = files.find(({ state }) => state.at === 'waiting');
    if (!next || underWay.size >= atOnce) return;
    const { key, file } = next;
    const sending = send(file, (bytes) => set(key, sent(bytes, file.size)));
    underWay.set(key, sending);
    set(key, { at: 'sending', sentBytes: 0 });
    sending.import
      .then(
        (made) => set(key, { at: 'here', import: made }),
        (error: unknown) => set(key, { at: 'refused', error }),
      )
      .finally(() => {
        underWay.delete(key);
        sendNext();
      });
    sendNext();
  }

  return {
    /** Answers the keys, in the order of the files. */
    add(added: readonly File[]): number[] {
      const fresh = added.map((file): SentFile => ({ key: ++lastKey, file, state: { at: 'waiting' } }));
      change([...files, ...fresh]);
      sendNext();
      return fresh.map(({ key }) => key);
    },
    again(key: number) {
      set(key, { at: 'waiting' });
      sendNext();
    },
    /** Stops it where it is on its way, and forgets it. */
    drop(key: number) {
      change(files.filter((each) => each.key !== key));
      underWay.get(key)?.cancel();
    },
    /** Forgets those that are imports by now. */
    tidy() {
      if (files.some(({ state }) => state.at === 'here')) change(files.filter(({ state }) => state.at !== 'here'));
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    current: () => files,
  };
}
export type Sendings = ReturnType<typeof makeSendings>;

function sent(sentBytes: number, sizeBytes: number): SentFile['state'] {
  return sentBytes >= sizeBytes ? { at: 'understanding' } : { at: 'sending', sentBytes };
}
