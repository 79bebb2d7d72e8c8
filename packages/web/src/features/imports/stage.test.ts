import { importStates } from '@regulars/contract/imports.ts';
import { expect, test } from 'vitest';
import { everyState } from '../../testing/imports/every-state.ts';
import { isMoving, partOf, stepStates } from './stage.ts';

test('every state has its part of the page', () => {
  const parts = Object.fromEntries(importStates.map((state) => [state, partOf(everyState[state], false)]));
  expect(parts).toEqual({
    uploaded: 'reading',
    previewing: 'progress',
    previewed: 'preview',
    waiting: 'progress',
    running: 'progress',
    done: 'account',
    failed: 'ended',
    cancelled: 'ended',
    undoing: 'progress',
    undone: 'ended',
  });
});

test('the page looks again soon only while something happens by itself', () => {
  expect(importStates.filter(isMoving)).toEqual(['previewing', 'waiting', 'running', 'undoing']);
});

test('how a file is read can be changed until it is taken in, and after it was not', () => {
  expect(importStates.filter((state) => partOf({ ...everyState[state], can_retry: true }, true) === 'reading')).toEqual(
    ['uploaded', 'previewed', 'failed', 'cancelled', 'undone'],
  );
});

test('a file that was let go of cannot be read again', () => {
  expect(partOf({ ...everyState.cancelled, can_retry: false }, true)).toBe('ended');
});

test('the steps say how far it came, and where it stopped', () => {
  const told = (state: (typeof importStates)[number], rereading = false) =>
    stepStates(everyState[state], rereading)
      .map((step) => step.state)
      .join(' ');
  expect(told('uploaded')).toBe('here ahead ahead ahead');
  expect(told('previewed')).toBe('passed here ahead ahead');
  expect(told('previewed', true)).toBe('here ahead ahead ahead');
  expect(told('running')).toBe('passed passed here ahead');
  expect(told('done')).toBe('passed passed passed here');
  expect(told('failed')).toBe('passed passed stopped ahead');
  expect(told('undone')).toBe('passed passed passed here');
});
