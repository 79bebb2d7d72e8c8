import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from './features/organizations/keys.ts';
import { type House, openHouse } from './testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ limits: { anonymous: { per_minute: 20 }, caller: { per_minute: 30 } } });
});
afterAll(() => house.close());

test('whoever guesses is stopped, and told how long to wait', async () => {
  const answers = [];
  for (let guess = 0; guess < 25; guess++)
    answers.push(await house.ask('/api/v1/session', { key: `rgl_guess${guess}` }));
  expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(401));
  const stopped = answers.at(-1)!;
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(stopped.headers.get('content-type')).toBe('application/problem+json');
  expect(await stopped.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
  expect((await house.ask('/sign-in?token=guess')).status).toBe(429);
  expect((await house.ask('/healthz')).status).toBe(200);
});

test('what others say of their address is not believed', async () => {
  const response = await house.ask('/api/v1/session', {
    key: 'rgl_guess',
    headers: { 'x-forwarded-for': '203.0.113.7' },
  });
  expect(response.status).toBe(429);
});

test('a key has a measure of its own', async () => {
  const unhindered = await openHouse({ limits: { anonymous: { per_minute: 1000 }, caller: { per_minute: 30 } } });
  const statuses = [];
  for (let n = 0; n < 35; n++)
    statuses.push((await unhindered.ask('/api/v1/session', { key: unhindered.tea.key.secret })).status);
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
  expect(statuses).toContain(429);
  const other = await createKey(unhindered.world, 'tea', { name: 'other till' });
  expect((await unhindered.ask('/api/v1/session', { key: other.secret })).status).toBe(200);
  await unhindered.close();
});
