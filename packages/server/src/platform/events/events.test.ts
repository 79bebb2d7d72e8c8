import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type House, type Merchant, openHouse } from '../../testing/house.ts';
import { connect, ownerConnection } from '../database.ts';
import { withScope } from '../scope.ts';
import { cleanOutbox } from './cleaning.ts';
import { openHub } from './hub.ts';
import { recordEvent } from './outbox.ts';
import { type Relay, startRelay } from './relay.ts';

let house: House;
/** Relays for the house once its own was closed. */
let spare: Relay | null = null;
beforeAll(async () => {
  house = await openHouse();
  await settled();
});
afterAll(async () => {
  await spare?.close();
  await house.close();
});

async function happen(merchant: Merchant, times = 1): Promise<void> {
  await withScope(house.world, merchant.principal, async (scope) => {
    for (let time = 0; time < times; time++)
      await recordEvent(scope, { name: 'order.recorded', subject: { order: `order-${time}` } });
  });
}

/** Everything that waits is delivered. */
async function settled(): Promise<void> {
  const pool = house.world.databases.doorPool('relay');
  await vi.waitUntil(async () => (await pool.query('select from outbox where relayed_at is null')).rowCount === 0, {
    timeout: 10_000,
  });
}

/** An open page: the events it has heard, and what ended it. */
async function openPage(merchant: Merchant, headers: Record<string, string> = {}) {
  const response = await house.ask('/api/v1/live', { key: merchant.key.secret, headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const page = {
    text: '',
    isOver: false,
    leave: () => reader.cancel(),
    changes: () => [...page.text.matchAll(/event: changed\ndata: (.*)/g)].map(([, data]) => JSON.parse(data!)),
  };
  (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      page.text += value;
    }
    page.isOver = true;
  })();
  await expect.poll(() => page.text).toContain(': here');
  return page;
}

test('a page hears of a change in its organization, and not of one in another', async () => {
  const [ours, theirs] = await Promise.all([openPage(house.tea), openPage(house.rival)]);
  await happen(house.tea);
  await expect.poll(() => ours.changes().length, { timeout: 5_000 }).toBe(1);
  expect(Number.isNaN(Date.parse(ours.changes()[0].at))).toBe(false);
  expect(theirs.changes()).toEqual([]);
  await happen(house.rival);
  await expect.poll(() => theirs.changes().length, { timeout: 5_000 }).toBe(1);
  expect(ours.changes().length).toBe(1);
  await Promise.all([ours.leave(), theirs.leave()]);
  await expect.poll(() => house.events.live.count()).toBe(0);
});

test('a change that was undone is not heard of', async () => {
  const page = await openPage(house.tea);
  await expect(
    withScope(house.world, house.tea.principal, async (scope) => {
      await recordEvent(scope, { name: 'order.recorded', subject: {} });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await sleep(600);
  expect(page.changes()).toEqual([]);
  await page.leave();
});

test('a hundred changes are told in a few notices', async () => {
  const page = await openPage(house.tea);
  for (let round = 0; round < 20; round++) await happen(house.tea, 5);
  await settled();
  await expect.poll(() => page.changes().length, { timeout: 5_000 }).toBeGreaterThanOrEqual(1);
  await sleep(300);
  expect(page.changes().length).toBeLessThan(20);
  await page.leave();
});

test('a page that comes back is told to look again', async () => {
  const page = await openPage(house.tea, { 'last-event-id': '2026-01-01T00:00:00.000Z' });
  await expect.poll(() => page.changes().length).toBe(1);
  await page.leave();
});

test('an order told over HTTP reaches the page', async () => {
  const page = await openPage(house.tea);
  const response = await house.ask('/api/v1/orders', {
    method: 'POST',
    key: house.tea.key.secret,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      source: 'till',
      external_id: 'live',
      placed_at: '2026-01-05T10:00:00Z',
      paid_at: '2026-01-05T10:00:00Z',
      lines: [{ quantity: 1, unit_price: '3.00' }],
    }),
  });
  expect(response.status).toBe(200);
  await expect.poll(() => page.changes().length, { timeout: 5_000 }).toBeGreaterThanOrEqual(1);
  await page.leave();
});

test('two server processes on one database both hear, and every event is delivered once', async () => {
  const other = connect(house.url);
  const errors: unknown[] = [];
  const hub = await openHub(other, (error) => errors.push(error));
  const relay = startRelay(other, (error) => errors.push(error));
  const heard: string[] = [];
  hub.on('changed', (payload) => heard.push(payload));
  const page = await openPage(house.tea);
  await happen(house.tea, 3);
  await expect.poll(() => [page.changes().length, heard.length], { timeout: 5_000 }).toEqual([1, 1]);
  expect(errors).toEqual([]);
  await page.leave();
  await Promise.all([relay.close(), hub.close()]);
  await other.close();
});

test('another process takes over when the one that relays has gone', async () => {
  const first = connect(house.url);
  const second = connect(house.url);
  await house.events.relay.close();
  const gone = startRelay(first, () => {});
  const standby = startRelay(second, () => {});
  await happen(house.tea);
  await settled();
  await gone.close();
  await happen(house.tea);
  await settled();
  await standby.close();
  await first.close();
  await second.close();
  spare = startRelay(house.world.databases, () => {});
});

test('a hub whose connection broke comes back, and says that it was away', async () => {
  const errors: unknown[] = [];
  const hub = await openHub(house.world.databases, (error) => errors.push(error));
  const gaps: number[] = [];
  const heard: string[] = [];
  hub.onGap(() => gaps.push(1));
  hub.on('access', (payload) => heard.push(payload));
  await breakListeners();
  await expect.poll(() => gaps.length, { timeout: 15_000 }).toBe(1);
  await house.world.databases.doorPool('relay').query("select pg_notify('regulars_access', 'tea')");
  await expect.poll(() => heard).toEqual(['tea']);
  expect(errors.length).toBeGreaterThan(0);
  await hub.close();
});

test('a strange notice breaks nothing', async () => {
  const page = await openPage(house.tea);
  const pool = house.world.databases.doorPool('relay');
  for (const payload of ['', 'not json', '{"organization_id":5}', '[]'])
    await pool.query("select pg_notify('regulars_changed', $1)", [payload]);
  await happen(house.tea);
  await expect.poll(() => page.changes().length, { timeout: 5_000 }).toBe(1);
  await page.leave();
});

test('delivered events are kept seven days, and those that wait as long as it takes', async () => {
  await happen(house.tea, 3);
  await settled();
  const pool = house.world.databases.doorPool('relay');
  const count = async () => (await pool.query('select count(*)::integer as n from outbox')).rows[0].n;
  const before = await count();
  expect(await cleanOutbox(house.world.databases, new Date(Date.now() + 6.9 * 86_400_000))).toBe(0);
  expect(await count()).toBe(before);
  expect(await cleanOutbox(house.world.databases, new Date(Date.now() + 7.1 * 86_400_000))).toBe(before);
  expect(await count()).toBe(0);
});

test('closing ends every page', async () => {
  const page = await openPage(house.tea);
  house.events.live.close();
  await expect.poll(() => page.isOver).toBe(true);
  const late = await house.ask('/api/v1/live', { key: house.tea.key.secret });
  expect(late.status).toBe(429);
});

/** As a restart of the database would. */
async function breakListeners(): Promise<void> {
  const owner = ownerConnection(house.url);
  await owner.connect();
  const { rowCount } = await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen %'`);
  await owner.end();
  expect(rowCount).toBeGreaterThan(0);
}
