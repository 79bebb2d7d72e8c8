import { expect, test } from 'vitest';
import { duration, progressWords, spokenProgress, timeLeft } from './progress-words.ts';

const progress = { step: 'recording', rows: 120_000, fraction: 0.4379, rows_per_s: 48_000, seconds_left: 11 };

test('progress is told in words: step, rows, speed, time left', () => {
  expect(progressWords({ state: 'running', progress }, 'en-GB')).toEqual({
    title: 'Taking it in',
    step: 'Writing the records',
    percent: 43,
    details: ['120,000 rows', '48,000 a second', 'about 10 seconds left'],
  });
});

test('what is not known yet is left out', () => {
  const words = progressWords({
    state: 'previewing',
    progress: { ...progress, rows: 0, rows_per_s: 0, seconds_left: null },
  });
  expect(words.details).toEqual([]);
  expect(progressWords({ state: 'waiting', progress: null }).percent).toBeNull();
});

test('short of the end it never says 100%, and an estimate that runs wild stays on the bar', () => {
  expect(progressWords({ state: 'running', progress: { ...progress, fraction: 0.9999 } }).percent).toBe(99);
  expect(progressWords({ state: 'running', progress: { ...progress, fraction: 1.3 } }).percent).toBe(99);
  expect(progressWords({ state: 'running', progress: { ...progress, fraction: -0.1 } }).percent).toBe(0);
});

test('a step that is not known here still reads as words', () => {
  expect(progressWords({ state: 'undoing', progress: { ...progress, step: 'taking_back' } }).step).toBe('Taking back');
});

test('time left is an estimate, and reads like one', () => {
  expect([0, 4, 38, 70, 200, 5_400 * 2].map((seconds) => timeLeft(seconds, 'en-GB'))).toEqual([
    'almost there',
    'about 4 seconds left',
    'about 40 seconds left',
    'about a minute left',
    'about 3 minutes left',
    'about 3 hours left',
  ]);
});

test('a screen reader hears each quarter once', () => {
  const spoken = [0.26, 0.3, 0.49, 0.51].map((fraction) =>
    spokenProgress(progressWords({ state: 'running', progress: { ...progress, fraction } })),
  );
  expect(new Set(spoken).size).toBe(2);
  expect(spoken[0]).toBe('Taking it in. Writing the records, more than 25% done.');
});

test('how long it took', () => {
  expect([800, 9_200, 12_400, 60_000, 125_000].map((ms) => duration(ms, 'en-GB'))).toEqual([
    '0.8 seconds',
    '9.2 seconds',
    '12 seconds',
    '1 minute',
    '2 minutes 5 seconds',
  ]);
});
