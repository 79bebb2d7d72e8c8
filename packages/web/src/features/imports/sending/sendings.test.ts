import type { ImportSummary } from '@regulars/contract/imports.ts';
import { expect, test, vi } from 'vitest';
import { anImport } from '../../../testing/imports/an-import.ts';
import type { SendFile } from './send-file.ts';
import { makeSendings } from './sendings.ts';

function line() {
  const onTheWay = new Map<
    string,
    { arrive: (made: ImportSummary) => void; fail: (error: Error) => void; onSent: (bytes: number) => void }
  >();
  const cancelled: string[] = [];
  const send: SendFile = (file, onSent) => {
    const { promise, resolve, reject } = Promise.withResolvers<ImportSummary>();
    onTheWay.set(file.name, { arrive: resolve, fail: reject, onSent });
    return {
      import: promise,
      cancel: () => {
        cancelled.push(file.name);
        reject(new Error('Cancelled'));
      },
    };
  };
  return { send, onTheWay, cancelled };
}

const file = (name: string) => new File(['0123456789'], name);
const states = (sendings: ReturnType<typeof makeSendings>) =>
  sendings.current().map(({ file: { name }, state }) => `${name} ${state.at}`);

test('several files go two at a time, each its own import', async () => {
  const { send, onTheWay } = line();
  const sendings = makeSendings(send);
  sendings.add([file('a.csv'), file('b.csv'), file('c.csv')]);
  expect(states(sendings)).toEqual(['a.csv sending', 'b.csv sending', 'c.csv waiting']);
  onTheWay.get('a.csv')?.arrive(anImport({ file_name: 'a.csv' }));
  await vi.waitFor(() => expect(states(sendings)).toEqual(['a.csv here', 'b.csv sending', 'c.csv sending']));
});

test('a file that is all there is being looked at', () => {
  const { send, onTheWay } = line();
  const sendings = makeSendings(send);
  sendings.add([file('a.csv')]);
  onTheWay.get('a.csv')?.onSent(4);
  expect(sendings.current()[0]?.state).toEqual({ at: 'sending', sentBytes: 4 });
  onTheWay.get('a.csv')?.onSent(10);
  expect(states(sendings)).toEqual(['a.csv understanding']);
});

test('a file that was taken off the list is not sent any further, and the next one goes', async () => {
  const { send, cancelled } = line();
  const sendings = makeSendings(send);
  const [first = 0] = sendings.add([file('a.csv'), file('b.csv'), file('c.csv')]);
  sendings.drop(first);
  await vi.waitFor(() => expect(states(sendings)).toEqual(['b.csv sending', 'c.csv sending']));
  expect(cancelled).toEqual(['a.csv']);
});

test('a refused file says why and can be sent again', async () => {
  const { send, onTheWay } = line();
  const sendings = makeSendings(send);
  const [key = 0] = sendings.add([file('a.csv')]);
  onTheWay.get('a.csv')?.fail(new Error('The line was lost'));
  await vi.waitFor(() => expect(states(sendings)).toEqual(['a.csv refused']));
  sendings.again(key);
  expect(states(sendings)).toEqual(['a.csv sending']);
});

test('what has become an import leaves the list', async () => {
  const { send, onTheWay } = line();
  const sendings = makeSendings(send);
  sendings.add([file('a.csv'), file('b.csv')]);
  onTheWay.get('a.csv')?.arrive(anImport({}));
  await vi.waitFor(() => expect(states(sendings)).toContain('a.csv here'));
  sendings.tidy();
  expect(states(sendings)).toEqual(['b.csv sending']);
});
