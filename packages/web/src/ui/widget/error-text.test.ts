import { expect, test } from 'vitest';
import { errorText } from './error-text.ts';

const failed = (status: number, detail = '') => Object.assign(new Error('in_the_future'), { status, data: { detail } });

test('a failed call says what happened in words a merchant knows', () => {
  expect(errorText(new TypeError('Failed to fetch'))).toMatch(/did not answer/);
  expect(errorText(failed(403))).toMatch(/may not see/);
  expect(errorText(failed(503, 'pool exhausted'))).toBe('The server could not work this out (error 503).');
});

test('what the reader can mend is told in the server’s own words', () => {
  expect(errorText(failed(400, 'A reading can be had of now and of the past'))).toBe(
    'A reading can be had of now and of the past',
  );
  expect(errorText(Object.assign(new Error('?'), { status: 400 }))).toMatch(/refused/);
});
