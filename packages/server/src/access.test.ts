import { permissions } from '@regulars/contract/base.ts';
import type { OrganizationDetail, Session } from '@regulars/contract/organizations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from './features/organizations/keys.ts';
import { addMember, removeMember } from './features/organizations/members.ts';
import { addLocation, createOrganization } from './features/organizations/organizations.ts';
import { permissionsByRole, type Role, roles } from './features/organizations/roles.ts';
import { systemPrincipal, withScope } from './platform/scope.ts';
import { type House, openHouse, told } from './testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const order = {
  source: 'till',
  external_id: 'forbidden',
  placed_at: '2026-01-05T10:00:00Z',
  paid_at: '2026-01-05T10:00:00Z',
  lines: [{ quantity: 1, unit_price: '5.00' }],
};

const post = (headers: Record<string, string>, body: unknown = order, key?: string) =>
  house.ask('/api/v1/orders', {
    method: 'POST',
    key,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function ordersOfTea(): Promise<number> {
  return await withScope(house.world, house.tea.principal, async ({ db, organizationId }) => {
    const rows = await db
      .selectFrom('orders')
      .select('order_id')
      .where('organization_id', '=', organizationId)
      .execute();
    return rows.length;
  });
}

test.each(roles)('the role %s may ask exactly what its permissions say', async (role: Role) => {
  const cookie = await house.signIn(role);
  for (const endpoint of house.app.endpoints.filter(
    ({ permission, method }) => permission !== 'public' && method === 'GET',
  )) {
    const path = endpoint.path.replace(':customer_id', house.tea.customerId).replace(':import_id', house.tea.importId);
    const response = await house.ask(path, { headers: { cookie } });
    await response.body?.cancel();
    const isOwn = endpoint.permission === 'account:own';
    const allowed = isOwn || permissionsByRole[role].includes(endpoint.permission);
    expect({ path: endpoint.path, status: response.status }).toEqual({
      path: endpoint.path,
      status: allowed ? 200 : 403,
    });
  }
});

test('who may not write is told so before anything is read or written', async () => {
  const before = await ordersOfTea();
  const analyst = await house.signIn('analyst');
  const fromPage = { cookie: analyst, origin: 'http://shop.test' };
  for (const body of [order, { nonsense: true }]) {
    const response = await post(fromPage, body);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'not_permitted',
      detail: 'This needs the permission records:write',
    });
  }
  const readOnly = await createKey(house.world, 'tea', { name: 'screen', permissions: ['metrics:read'] });
  expect((await post({}, order, readOnly.secret)).status).toBe(403);
  expect(await ordersOfTea()).toBe(before);
});

test('who works for one branch records there, and neither changes nor learns of what is elsewhere', async () => {
  const elsewhere = await withScope(house.world, house.tea.principal, (scope) =>
    addLocation(scope, { kind: 'branch', name: 'Elsewhere' }),
  );
  const whole = house.tea.key.secret;
  const theirs = { ...order, external_id: 'branch 1', location: elsewhere };
  expect((await post({}, theirs, whole)).status).toBe(200);
  const before = await ordersOfTea();

  const cookie = await house.signIn('staff', [house.tea.locationId]);
  const ask = async (path: string, body: object) => {
    const response = await house.ask(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: 'http://shop.test' },
      body: JSON.stringify(body),
    });
    const { code, id, customer_id } = await told<Record<string, unknown>>(response);
    return { status: response.status, code, ids: [id, customer_id].filter((known) => known != null).length };
  };
  const here = { ...order, external_id: 'branch 2', location: house.tea.locationId };
  const refused = (status: number, code: string) => ({ status, code, ids: 0 });
  expect(await ask('/orders', { ...here, location: elsewhere })).toEqual(refused(422, 'unknown_location'));
  expect(await ask('/orders', { ...here, location: 'never' })).toEqual(refused(422, 'unknown_location'));
  expect(await ask('/orders', { ...here, location: undefined })).toEqual(refused(422, 'location_missing'));
  // The very same telling that is kept, and another one of its id.
  expect(await ask('/orders', theirs)).toEqual(refused(409, 'identity_taken'));
  expect(await ask('/orders', { ...here, external_id: 'branch 1' })).toEqual(refused(409, 'identity_taken'));
  for (const external_id of ['branch 1', 'never told']) {
    const cancelled = { source: 'till', external_id, status: 'cancelled', at: order.placed_at };
    expect(await ask('/orders/status', cancelled)).toEqual(refused(404, 'unknown_order'));
    const refund = { source: 'till', external_id: `r ${external_id}`, order: external_id, amount_minor: 100 };
    const told = { ...refund, refunded_at: order.placed_at, location: house.tea.locationId };
    expect(await ask('/refunds', told)).toEqual(refused(404, 'unknown_order'));
  }
  expect(await ordersOfTea()).toBe(before);

  expect(await ask('/orders', here)).toMatchObject({ status: 200, ids: 1 });
  const paid = { source: 'till', external_id: 'branch 2', status: 'completed', at: order.placed_at };
  expect(await ask('/orders/status', paid)).toMatchObject({ status: 200, ids: 1 });
  const refund = { source: 'till', external_id: 'r2', order: 'branch 2', amount_minor: 100, location: here.location };
  expect(await ask('/refunds', { ...refund, refunded_at: order.placed_at })).toMatchObject({ status: 200, ids: 1 });
  expect(await ordersOfTea()).toBe(before + 1);
});

test('an e-mail is masked for who may not reach people, in lists and in files', async () => {
  const seeing = await createKey(house.world, 'tea', { name: 'seeing', permissions });
  const masked = await createKey(house.world, 'tea', {
    name: 'masked',
    permissions: ['metrics:read', 'customers:read', 'customers:export'],
  });
  for (const path of [
    '/api/v1/metrics/best-customers',
    '/api/v1/exports/best-customers.csv',
    '/api/v1/customers',
    `/api/v1/customers/${house.tea.customerId}`,
    '/api/v1/exports/customers.csv',
  ]) {
    expect(await (await house.ask(path, { key: seeing.secret })).text()).toContain('ann@example.com');
    const text = await (await house.ask(path, { key: masked.secret })).text();
    expect(text).toContain('Ann');
    expect(text).not.toContain('ann@example.com');
  }
});

test('a cookie changes things only from our own pages', async () => {
  const cookie = await house.signIn('staff');
  const before = await ordersOfTea();
  const elsewhere: Record<string, string>[] = [
    {},
    { origin: 'http://evil.test' },
    { origin: 'null' },
    { origin: 'http://shop.test.evil.test' },
    { origin: 'http://shop.test:81' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { referer: 'http://shop.test/' },
  ];
  for (const headers of elsewhere) {
    const response = await post({ cookie, ...headers });
    expect({ headers, status: response.status }).toEqual({ headers, status: 403 });
    expect(await told(response)).toMatchObject({ code: 'cross_origin' });
  }
  expect(await ordersOfTea()).toBe(before);
  expect((await post({ cookie, origin: 'http://shop.test' }, { ...order, external_id: 'own page' })).status).toBe(200);
  expect(
    (await post({ cookie, 'sec-fetch-site': 'same-origin' }, { ...order, external_id: 'own page 2' })).status,
  ).toBe(200);
});

test('signing out ends the session, and only our page can do it', async () => {
  const cookie = await house.signIn();
  const out = (headers: Record<string, string>) =>
    house.ask('/api/auth/sign-out', { method: 'POST', headers: { cookie, ...headers } });
  expect((await out({ origin: 'http://evil.test' })).status).toBe(403);
  expect((await house.ask('/api/v1/session', { headers: { cookie } })).status).toBe(200);
  const done = await out({ origin: 'http://shop.test' });
  expect(done.status).toBe(200);
  expect(done.headers.getSetCookie().join()).toContain('Max-Age=0');
  expect((await house.ask('/api/v1/session', { headers: { cookie } })).status).toBe(401);
});

test('nobody can make an account or have a link sent', async () => {
  const paths = [
    'sign-up/email',
    'sign-in/email',
    'sign-in/magic-link',
    'magic-link/verify',
    'api-key/create',
    'api-key/list',
    'get-session',
    'list-sessions',
    'update-user',
    'forget-password',
    'request-password-reset',
    'callback/github',
    'error',
    'ok',
  ];
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const body =
        method === 'POST' ? JSON.stringify({ email: 'eve@example.com', password: 'correct horse', name: 'Eve' }) : null;
      const response = await house.ask(`/api/auth/${path}`, {
        method,
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect({ path, method, status: response.status }).toEqual({ path, method, status: 404 });
    }
  }
  const { rows } = await house.world.databases.doorPool('accounts').query('select email from "user"');
  expect(rows).toEqual([{ email: 'owner@localhost.localdomain' }]);
});

test('a member sees the first organization by name unless another is named, and no other than theirs', async () => {
  const cookie = await house.signIn();
  const owner = await house.accounts.createLocalOwner();
  await createOrganization(house.world, {
    slug: 'zebra',
    name: 'A first name',
    currency: 'EUR',
    time_zone: 'Europe/Vienna',
    owner,
  });
  await createOrganization(house.world, {
    slug: 'strangers',
    name: 'Strangers',
    currency: 'EUR',
    time_zone: 'Europe/Vienna',
  });
  await expect
    .poll(async () => (await told(house.ask('/api/v1/organization', { headers: { cookie } }))).slug)
    .toBe('zebra');
  const named = await house.ask('/api/v1/organization', { headers: { cookie, 'x-regulars-organization': 'tea' } });
  expect((await told(named)).slug).toBe('tea');
  const asked = await house.ask('/api/v1/organization?organization=tea', { headers: { cookie } });
  expect((await told(asked)).slug).toBe('tea');
  const answers = [];
  for (const slug of ['strangers', 'not-there', 'Not A Slug']) {
    const response = await house.ask('/api/v1/organization', { headers: { cookie, 'x-regulars-organization': slug } });
    const { instance: _, ...problem } = await told(response);
    answers.push({ status: response.status, problem });
  }
  expect(answers[0]).toMatchObject({ status: 404, problem: { code: 'unknown_organization' } });
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  const session = await told<Session>(house.ask('/api/v1/session', { headers: { cookie } }));
  expect(session.organizations.map(({ slug }) => slug)).toEqual(['zebra', 'tea']);
});

test('a removed member is a stranger at once, and an account without an organization learns that it has none', async () => {
  const cookie = await house.signIn();
  const owner = await house.accounts.createLocalOwner();
  const asOwner = { headers: { cookie, 'x-regulars-organization': 'tea' } };
  expect((await house.ask('/api/v1/organization', asOwner)).status).toBe(200);
  await withScope(house.world, house.tea.principal, (scope) => removeMember(scope, owner));
  await expect
    .poll(async () => (await house.ask('/api/v1/organization', asOwner)).status, { timeout: 3_000 })
    .toBe(404);

  for (const slug of ['zebra']) {
    const { rows } = await house.world.databases
      .doorPool('directory')
      .query('select organization_id from organization_directory where slug = $1', [slug]);
    await withScope(house.world, systemPrincipal(rows[0].organization_id, 'test', []), (scope) =>
      removeMember(scope, owner),
    );
  }
  await expect
    .poll(async () => (await house.ask('/api/v1/organization', { headers: { cookie } })).status, { timeout: 3_000 })
    .toBe(404);
  const session = await house.ask('/api/v1/session', { headers: { cookie } });
  expect(session.status).toBe(200);
  expect(await session.json()).toEqual({
    actor: { kind: 'member', name: 'Owner' },
    permissions: [],
    organizations: [],
  });
  const figures = await house.ask('/api/v1/metrics/segments', { headers: { cookie } });
  expect(figures.status).toBe(404);
  expect((await told(figures)).code).toBe('no_organization');
});

test('a member of some locations carries them', async () => {
  const owner = await house.accounts.createLocalOwner();
  await withScope(house.world, house.tea.principal, (scope) =>
    addMember(scope, { accountId: owner, role: 'manager', locations: [house.tea.locationId] }),
  );
  await expect(
    withScope(house.world, house.tea.principal, (scope) =>
      addMember(scope, { accountId: owner, role: 'manager', locations: [house.rival.locationId] }),
    ),
  ).rejects.toMatchObject({ code: 'unknown_location', status: 404 });
  const cookie = await house.signIn('manager', [house.tea.locationId]);
  const detail = await told<OrganizationDetail>(
    house.ask('/api/v1/organization', { headers: { cookie, 'x-regulars-organization': 'tea' } }),
  );
  expect(detail.locations.map(({ location_id }) => location_id)).toEqual([house.tea.locationId]);
});
