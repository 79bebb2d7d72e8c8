import { connect as connectSocket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from './features/organizations/keys.ts';
import { createOrganization } from './features/organizations/organizations.ts';
import { openAccounts } from './platform/accounts/accounts.ts';
import { type RunningServer, startServer } from './server.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { told } from './testing/house.ts';

/** The server as it runs: on a socket. */

const secret = 'a secret of the tests, long enough';
const log = pino({ level: 'silent' });
let database: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  database = await createTestDatabase();
  await createOrganization(
    { databases: database.databases },
    { slug: 'tea', name: 'Tea house', currency: 'GBP', time_zone: 'Europe/London' },
  );
  server = await startServer({ databaseUrl: database.url, port: 0, secret, log });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const start = () => startServer({ databaseUrl: database.url, port: 0, secret, log });

async function makeKey(name: string): Promise<string> {
  const accounts = openAccounts(database.databases, { secret, secure: false });
  return (await createKey({ databases: database.databases, accounts }, 'tea', { name })).secret;
}

test('it listens on this machine only and is alive and ready', async () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok');
  expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ok');
});

test('the link that it makes signs the owner in, once, into what was there before anybody signed in', async () => {
  const link = await server.signInLink('/customers?period=90');
  const first = await fetch(link, { redirect: 'manual' });
  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe('/customers?period=90');
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const session = await told(fetch(`${server.url}/api/v1/session`, { headers: { cookie } }));
  expect(session).toMatchObject({ actor: { kind: 'member', name: 'Owner' }, organizations: [{ slug: 'tea' }] });
  expect(session.permissions).toContain('organization:manage');
  const second = await fetch(link, { redirect: 'manual' });
  expect(second.status).toBe(410);
  expect(second.headers.getSetCookie()).toEqual([]);
  expect(await second.text()).toContain('does not sign in any more');
});

test('it signs in under whichever name the machine is called by', async () => {
  const link = new URL(await server.signInLink());
  link.hostname = 'localhost';
  const signedIn = await fetch(link, { redirect: 'manual' }).catch(() => null);
  if (!signedIn) return; // localhost is another address here
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  expect((await fetch(`http://localhost:${link.port}/api/v1/session`, { headers: { cookie } })).status).toBe(200);
});

test.each(['//evil.test/', 'https://evil.test/', '/\\evil.test', 'javascript:alert(1)', '/\t/evil.test'])(
  'it does not lead to %s',
  async (next) => {
    const response = await fetch(await server.signInLink(next), { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(new URL(response.headers.get('location') ?? '', server.url).origin).toBe(server.url);
  },
);

test('its counters are for this machine, and not for whom a proxy speaks for', async () => {
  const here = await fetch(`${server.url}/metrics`);
  expect(here.status).toBe(200);
  expect(await here.text()).toContain('regulars_http_requests_total');
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    expect((await fetch(`${server.url}/metrics`, { headers: { [header]: '203.0.113.9' } })).status).toBe(403);
  }
});

test('a page that goes away leaves nothing behind', async () => {
  const key = await makeKey('pages');
  const leaving = new AbortController();
  const page = await fetch(`${server.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${key}` },
    signal: leaving.signal,
  });
  const livePages = async () =>
    Number(/regulars_live_pages (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1]);
  expect(page.status).toBe(200);
  await expect.poll(livePages).toBe(1);
  leaving.abort();
  await expect.poll(livePages).toBe(0);
});

test('a body that is announced too large is refused before it is sent', async () => {
  const key = await makeKey('large');
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connectSocket(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /api/v1/orders HTTP/1.1\r\nhost: shop\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{`,
      );
    });
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413/);
});

test('a second server on the same port says so', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startServer({ databaseUrl: database.url, port, secret, log })).rejects.toMatchObject({
    code: 'port_taken',
  });
});

test('a database that is not there is said at once', async () => {
  await expect(
    startServer({ databaseUrl: 'postgres://postgres@127.0.0.1:9/nothing', port: 0, secret, log }),
  ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('it closes within seconds, with pages open and connections kept alive', async () => {
  const key = await makeKey('closing');
  const closing = await start();
  const pages = await Promise.all(
    Array.from({ length: 5 }, () =>
      fetch(`${closing.url}/api/v1/live`, { headers: { authorization: `Bearer ${key}` } }),
    ),
  );
  await fetch(`${closing.url}/healthz`);
  const began = performance.now();
  await closing.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  for (const page of pages) await page.text();
  await expect(fetch(`${closing.url}/healthz`)).rejects.toThrow();
});

test('what one process revokes is revoked in the other', async () => {
  const { revokeKey, listKeys } = await import('./features/organizations/keys.ts');
  const other = await start();
  const key = await makeKey('shared');
  const status = async (at: RunningServer) =>
    (await fetch(`${at.url}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect([await status(server), await status(other)]).toEqual([200, 200]);
  const accounts = openAccounts(database.databases, { secret, secure: false });
  const world = { databases: database.databases, accounts };
  const [made] = (await listKeys(world, 'tea')).filter(({ name }) => name === 'shared');
  await revokeKey(world, 'tea', made!.api_key_id);
  await expect.poll(async () => [await status(server), await status(other)], { timeout: 3_000 }).toEqual([401, 401]);
  await other.close();
});
