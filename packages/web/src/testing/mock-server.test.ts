import type { AddressInfo } from 'node:net';
import { createClient } from '@regulars/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorText } from '../ui/widget/error-text.ts';
import { mockServer } from './mock-server.ts';

const server = mockServer();
let url = '';

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const shop = (organization: string) => createClient({ url, organization });

test('the page asks as the contract says: a filter that is not set is not sent', async () => {
  const all = await shop('clear-sight').metrics.segments({ period: undefined, channel: undefined, as_of: undefined });
  const some = await shop('clear-sight').metrics.segments({ period: 30, channel: undefined, as_of: '2026-03-01' });
  expect(all.customers).toBe(4338);
  expect(some.customers).toBeLessThan(all.customers);
  expect(some.today).toBe('2026-03-01');
});

test('one organization’s figures are its own', async () => {
  expect((await shop('tokyo-rooms').organizations.organization()).currency).toBe('JPY');
  expect((await shop('clear-sight').organizations.organization()).currency).toBe('GBP');
});

test('the sentence of a refusal reaches the reader', async () => {
  const refused = await shop('clear-sight')
    .metrics.overview({ as_of: '2999-01-01' })
    .catch((error: unknown) => error);
  expect(errorText(refused)).toBe('A reading can be had of now and of the past');
});

test('what cannot be reached says so', async () => {
  const unanswered = await createClient({ url: 'http://127.0.0.1:1' })
    .organizations.session()
    .catch((error: unknown) => error);
  expect(errorText(unanswered)).toMatch(/did not answer/);
});
