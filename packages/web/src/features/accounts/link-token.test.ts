import { expect, test } from 'vitest';
import { tokenOfLink } from './link-token.ts';

test.each([
  ['#token=abc-_1', 'abc-_1'],
  ['token=abc', 'abc'],
  ['#other=1', ''],
  ['', ''],
])('of %s the token is %j', (hash, token) => {
  expect(tokenOfLink(hash)).toBe(token);
});
