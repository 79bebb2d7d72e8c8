import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../testing/house.ts';
import type { Scope } from '../scope.ts';
import type { Caller } from './caller.ts';
import type { Door } from './endpoints.ts';
import { performing } from './performing.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const dawdle: Door = {
  asks: 'scope',
  call: async (scope: Scope, seconds: unknown) => {
    for (const each of [seconds].flat()) await sql`select pg_sleep(${each}::float8)`.execute(scope.db);
    return 'done';
  },
};

function perform(method: 'GET' | 'POST', readLimit_ms: number): (seconds: number | number[]) => Promise<unknown> {
  const caller: Caller = {
    principal: house.tea.principal,
    actor: { kind: 'key', id: 'till', name: 'Till' },
    cookies: [],
    organizations: async () => [],
  };
  const performed = performing({ ...house.world, readLimit_ms }, { method, door: dawdle });
  return (seconds) => performed(caller, seconds);
}

test('a read that takes longer than somebody waits is stopped', async () => {
  await expect(perform('GET', 100)(20)).rejects.toMatchObject({ code: '57014' });
});

test('its statements together have no longer than one', async () => {
  const begun = performance.now();
  await expect(perform('GET', 600)([0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 20])).rejects.toMatchObject({ code: '57014' });
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('one that does not is answered', async () => {
  expect(await perform('GET', 20_000)(0.01)).toBe('done');
});

test('a write is let end', async () => {
  expect(await perform('POST', 100)(0.3)).toBe('done');
});

test('the limit is of that read alone', async () => {
  const stopped = Array.from({ length: 8 }, () => expect(perform('GET', 50)(20)).rejects.toThrow());
  await Promise.all(stopped);
  expect(await Promise.all(Array.from({ length: 8 }, () => perform('POST', 50)(0.2)))).toEqual(Array(8).fill('done'));
});
