import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey, revokeKey } from './features/organizations/keys.ts';
import type { Endpoint } from './platform/http/endpoints.ts';
import { canary, type House, openHouse, told } from './testing/house.ts';

/** Every endpoint of the registry, asked by everybody who may not. */

let house: House;
beforeAll(async () => {
  // Every stranger comes from one address, to every endpoint, within a minute: what stops guessing is tried elsewhere.
  const unmetered = { per_minute: 1_000_000 };
  house = await openHouse({ limits: { anonymous: unmetered, caller: unmetered } });
});
afterAll(() => house.close());

const at = '2026-01-05T10:00:00Z';

/** What each endpoint that records something may be told. */
const records: Record<string, object> = {
  'POST /api/v1/orders': {
    source: 'walk',
    external_id: '1',
    placed_at: at,
    paid_at: at,
    lines: [{ quantity: 1, unit_price: '1.00' }],
  },
  'POST /api/v1/orders/status': { source: 'till', external_id: 'tea-1', status: 'cancelled', at },
  'POST /api/v1/refunds': { source: 'walk', external_id: 'r1', order: 'tea-1', refunded_at: at, amount_minor: 100 },
};

const nobodysImport = '01a1fa63-8d6e-7cdf-a918-4fa5243094e4';

/** What each endpoint that changes something may be asked. */
const bodies: Record<string, object> = {
  ...records,
  'POST /api/v1/account/sessions/:session_id/end': {},
  'POST /api/v1/account/sessions/end-others': {},
  'POST /api/v1/imports': {},
  'PUT /api/v1/imports/:import_id/reading': {},
  'POST /api/v1/imports/:import_id/preview': {},
  'POST /api/v1/imports/:import_id/run': {},
  'POST /api/v1/imports/:import_id/cancel': {},
  'POST /api/v1/imports/:import_id/undo': {},
};

const guarded = () => house.app.endpoints.filter((endpoint) => endpoint.permission !== 'public');

async function ask(endpoint: Endpoint, key?: string, init: { headers?: Record<string, string>; query?: string } = {}) {
  const name = `${endpoint.method} ${endpoint.path}`;
  const body = bodies[name];
  if (endpoint.method !== 'GET' && !body) throw new Error(`${name} is missing in this test's bodies`);
  const asker = key === house.rival.key.secret ? house.rival : house.tea;
  const path = endpoint.path
    .replace(':import_id', endpoint.method === 'GET' ? asker.importId : nobodysImport)
    .replace(':customer_id', asker.customerId);
  return await house.ask(path + (init.query ?? ''), {
    method: endpoint.method,
    key,
    headers: { ...(body && { 'content-type': 'application/json' }), ...init.headers },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** The beginning of an answer: a stream never ends. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'text/event-stream') return await response.text();
  await response.body?.cancel();
  return '';
}

test('the registry holds every interface, and only these are public', () => {
  const names = house.app.endpoints.map(({ method, path }) => `${method} ${path}`);
  for (const path of ['segments', 'ltv-distribution', 'churn-candidates', 'best-customers'])
    expect(names).toContain(`GET /api/v1/exports/${path}.csv`);
  for (const path of ['customer_segments', 'ltv_distribution', 'churn_candidates', 'repeat_ratio'])
    expect(names).toContain(`GET /functions/v1/metrics_${path}`);
  const open = house.app.endpoints
    .filter(({ permission }) => permission === 'public')
    .map(({ method, path }) => `${method} ${path}`);
  expect(open.sort()).toEqual([
    'GET /*',
    'GET /api/openapi.json',
    'GET /api/reference',
    'GET /api/v1/set-up',
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'GET /sign-in',
    'POST /api/auth/sign-out',
    'POST /api/v1/account/choose-password',
    'POST /api/v1/account/forgot-password',
    'POST /api/v1/account/sign-in',
    'POST /api/v1/set-up',
  ]);
});

describe('whoever is not let in hears the same from every endpoint', () => {
  const strangers: [string, () => Promise<{ key?: string; headers?: Record<string, string> }>][] = [
    ['no key', async () => ({})],
    ['a made-up key', async () => ({ key: `rgl_${'a'.repeat(64)}` })],
    ['a key with one letter changed', async () => ({ key: changed(house.tea.key.secret) })],
    ['a key with a letter too many', async () => ({ key: `${house.tea.key.secret}a` })],
    ['a revoked key', async () => ({ key: await revokedKey() })],
    ['an empty key', async () => ({ headers: { authorization: 'Bearer ' } })],
    ['a password', async () => ({ headers: { authorization: 'Basic b3duZXI6b3duZXI=' } })],
    ['a key where a key does not go', async () => ({ headers: { 'x-api-key': house.tea.key.secret } })],
    [
      'a forged cookie',
      async () => ({ headers: { cookie: 'regulars.session_token=abc.def', origin: 'http://shop.test' } }),
    ],
    ['a wrong key with a good cookie', async () => ({ key: 'rgl_wrong', headers: { cookie: await house.signIn() } })],
  ];

  test.each(strangers)('%s', async (_, come) => {
    const { key, headers } = await come();
    for (const endpoint of guarded()) {
      const response = await ask(endpoint, key, headers && { headers });
      const { instance, ...problem } = await told(response);
      expect({ endpoint: endpoint.path, status: response.status, problem }).toEqual({
        endpoint: endpoint.path,
        status: 401,
        problem: {
          type: 'about:blank',
          title: 'Not signed in',
          status: 401,
          detail: 'A valid session or API key is needed',
          code: 'unauthenticated',
        },
      });
      expect(instance).toMatch(/^urn:uuid:/);
    }
  });
});

test("the rival's key does not open the tea house: its slug is as unknown as any", async () => {
  for (const endpoint of guarded()) {
    const answers = [];
    for (const headers of [
      { 'x-regulars-organization': 'tea' },
      { 'x-regulars-organization': 'nobody' },
      { 'x-regulars-organization': "' or 1=1 --" },
    ]) {
      const response = await ask(endpoint, house.rival.key.secret, { headers });
      const { instance: _, ...problem } = await told(response);
      answers.push({ status: response.status, problem });
    }
    for (const query of ['?organization=tea', '?organization=nobody', '?organization=%00']) {
      const response = await ask(endpoint, house.rival.key.secret, { query });
      const { instance: _, ...problem } = await told(response);
      answers.push({ status: response.status, problem });
    }
    expect(answers[0]).toMatchObject({ status: 404, problem: { code: 'unknown_organization' } });
    for (const answer of answers)
      expect({ path: endpoint.path, ...answer }).toEqual({ path: endpoint.path, ...answers[0] });
  }
});

test('nothing of the rival appears in any answer to the tea house, nor the other way round', async () => {
  let seen = 0;
  for (const endpoint of guarded().filter(({ method }) => method === 'GET')) {
    const ours = await textOf(await ask(endpoint, house.tea.key.secret));
    expect({ path: endpoint.path, tellsOfRival: ours.toLowerCase().includes(canary.toLowerCase()) }).toEqual({
      path: endpoint.path,
      tellsOfRival: false,
    });
    for (const id of [
      house.rival.customerId,
      house.rival.orderId,
      house.rival.locationId,
      house.rival.principal.organizationId,
    ])
      expect(ours).not.toContain(id);
    const theirs = await textOf(await ask(endpoint, house.rival.key.secret));
    if (theirs.toLowerCase().includes(canary.toLowerCase())) seen++;
    for (const id of [
      house.tea.customerId,
      house.tea.orderId,
      house.tea.locationId,
      house.tea.principal.organizationId,
    ])
      expect(theirs).not.toContain(id);
  }
  // The canary can be heard where it lives: the rival sees itself.
  expect(seen).toBeGreaterThanOrEqual(4);
});

test("the rival's records with our names change nothing of ours", async () => {
  const before = await told(house.ask('/api/v1/metrics/overview', { key: house.tea.key.secret }));
  for (const name of Object.keys(records)) {
    const endpoint = guarded().find(({ method, path }) => `${method} ${path}` === name);
    const response = await ask(endpoint!, house.rival.key.secret);
    expect(response.status).toBe(200);
  }
  const ourPlace = await house.ask('/api/v1/orders', {
    method: 'POST',
    key: house.rival.key.secret,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...records['POST /api/v1/orders'], external_id: 'at-ours', location: house.tea.locationId }),
  });
  expect(ourPlace.status).toBeLessThan(500);
  const unknownPlace = await house.ask('/api/v1/orders', {
    method: 'POST',
    key: house.rival.key.secret,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...records['POST /api/v1/orders'],
      external_id: 'nowhere',
      location: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4',
    }),
  });
  expect(ourPlace.status).toBe(unknownPlace.status);
  const after = await told(house.ask('/api/v1/metrics/overview', { key: house.tea.key.secret }));
  expect({ ...after, as_of: '' }).toEqual({ ...before, as_of: '' });
});

async function revokedKey(): Promise<string> {
  const key = await createKey(house.world, 'tea', { name: 'lost till' });
  expect((await house.ask('/api/v1/session', { key: key.secret })).status).toBe(200);
  await revokeKey(house.world, 'tea', key.api_key_id);
  // Known for up to 5 s, were it not for the notice.
  await expect
    .poll(async () => (await house.ask('/api/v1/session', { key: key.secret })).status, { timeout: 3_000 })
    .toBe(401);
  return key.secret;
}

function changed(secret: string): string {
  const last = secret.at(-1) === 'a' ? 'b' : 'a';
  return secret.slice(0, -1) + last;
}
