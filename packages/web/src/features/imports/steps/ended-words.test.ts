import { expect, test } from 'vitest';
import { everyState } from '../../../testing/imports/every-state.ts';
import { endedWords } from './ended-words.ts';

test('whatever ended says that nothing of it is recorded', () => {
  for (const state of ['failed', 'cancelled', 'undone'] as const) {
    expect(endedWords(everyState[state]).text).toMatch(/^Nothing of it is recorded( any more)?\./);
  }
});

test('what failed is tried again where it failed', () => {
  expect(endedWords(everyState.failed).again?.does).toBe('run');
  expect(endedWords({ ...everyState.failed, preview: null }).again?.does).toBe('preview');
});

test('a file that is gone is not offered again', () => {
  const gone = endedWords({ ...everyState.cancelled, can_retry: false });
  expect(gone.again).toBeNull();
  expect(gone.text).toMatch(/drop it again/);
});
