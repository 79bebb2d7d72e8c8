import { expect, test } from 'vitest';
import { importErrorText, mayPass } from './import-error.ts';

const refused = (status: number, data: unknown) => Object.assign(new Error('refused'), { status, data });

test('a refusal is told in the server’s own sentence, with the place in the file', () => {
  expect(importErrorText(refused(422, { detail: 'The file ends inside a quoted value', where: 'line 12' }))).toBe(
    'The file ends inside a quoted value (line 12)',
  );
  expect(importErrorText(refused(409, { detail: 'Order 1001 was refunded since' }))).toBe(
    'Order 1001 was refunded since',
  );
});

test('what the server could not tell is told for it', () => {
  expect(importErrorText(new Error('lost'))).toMatch(/did not answer/);
  expect(importErrorText(refused(500, { detail: 'stack' }))).toMatch(/could not work this out/);
  expect(importErrorText(refused(403, { detail: 'no' }))).toMatch(/may not bring in files/);
});

test('a file is sent again where that may help, and not where the file itself is the reason', () => {
  expect([new Error('lost'), refused(503, {}), refused(422, {})].map(mayPass)).toEqual([true, true, false]);
});
