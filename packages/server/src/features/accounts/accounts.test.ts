import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, openHouse, told } from '../../testing/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const ann = { name: 'Ann', email: 'Ann@example.com', password: 'correct horse battery' };

async function post(path: string, body: object, { cookie }: { cookie?: string } = {}) {
  return await house.ask(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://shop.test', ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
}
const get = (path: string, cookie: string) => house.ask(`/api/v1${path}`, { headers: { cookie } });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const tokenOf = (link: string | null | undefined) =>
  new URLSearchParams(new URL(link ?? 'x:').hash.slice(1)).get('token') ?? '';

async function setUp(): Promise<string> {
  const response = await post('/set-up', { token: tokenOf(await house.setUpLink()), ...ann });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

/** Without what differs from request to request. */
async function problem(response: Response) {
  const { instance: _, ...rest } = await told(response);
  return { status: response.status, cookies: response.headers.getSetCookie(), ...rest };
}

test('of many who set an install up at once one is its owner, and then there is nothing to set up', async () => {
  await house.signIn();
  const token = tokenOf(await house.setUpLink());
  const state = (with_: string) => house.ask(`/api/v1/set-up?token=${with_}`);
  expect((await state(token)).status).toBe(200);
  expect((await state(`${token}a`)).status).toBe(404);
  expect((await post('/set-up', { ...ann, token: 'guessed' })).status).toBe(404);

  const tries = await Promise.all(
    Array.from({ length: 8 }, (_, nth) => post('/set-up', { token, ...ann, email: `owner${nth}@example.com` })),
  );
  const won = tries.findIndex(({ status }) => status === 200);
  expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(404)]);
  expect(await house.setUpLink()).toBeNull();
  expect(await problem(await state(token))).toEqual(await problem(await state('guessed')));
  const { code } = await told<{ code: string }>(house.ask('/api/v1/never-there'));
  expect((await told<{ code: string }>(state(token))).code).toBe(code);

  const cookie = cookieOf(tries[won] as Response);
  const account = await told<{ email: string; name: string }>(get('/account', cookie));
  expect(account).toMatchObject({ email: `owner${won}@example.com`, name: 'Ann' });
  const session = await told<{ organizations: { slug: string }[] }>(get('/session', cookie));
  expect(session.organizations.map(({ slug }) => slug)).toEqual(['tea']);
  for (const nth of tries.keys()) {
    const signedIn = await post('/account/sign-in', { email: `owner${nth}@example.com`, password: ann.password });
    expect(signedIn.status).toBe(nth === won ? 200 : 401);
  }
});

test('the link of this machine still signs its owner in when they have a name and a password', async () => {
  await setUp();
  const account = await told(get('/account', await house.signIn()));
  expect(account).toMatchObject({ email: 'ann@example.com' });
});

test('whether there is an account is told to nobody', async () => {
  await setUp();
  const wrong = await post('/account/sign-in', { email: ann.email, password: 'something else' });
  const unknown = await post('/account/sign-in', { email: 'nobody@example.com', password: ann.password });
  const refused = await problem(wrong);
  expect(refused).toMatchObject({ status: 401, code: 'wrong_credentials', cookies: [] });
  expect(await problem(unknown)).toEqual(refused);
  const forgotten = [await post('/account/forgot-password', { email: 'nobody@example.com' })];
  forgotten.push(await post('/account/forgot-password', { email: 'ANN@example.com' }));
  expect(forgotten.map(({ status }) => status)).toEqual([200, 200]);
  expect(await Promise.all(forgotten.map((answer) => answer.text()))).toEqual(['{}', '{}']);
  expect(house.letters.map(({ to }) => to)).toEqual(['ANN@example.com']);
});

test('a password is chosen by the link sent, once; sessions and the old password end with it', async () => {
  const cookie = await setUp();
  await post('/account/forgot-password', { email: ann.email });
  const link = /http\S+/.exec(house.letters[0]?.text ?? '')?.[0];
  expect(link).toMatch(/^http:\/\/shop\.test\/choose-password#token=/);
  const token = tokenOf(link);

  expect((await post('/account/choose-password', { token, password: 'short' })).status).toBe(400);
  const tries = await Promise.all(
    ['the first new one', 'another new one'].map((password) => post('/account/choose-password', { token, password })),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 404]);
  const chosen = tries[0]?.status === 200 ? 'the first new one' : 'another new one';
  expect((await get('/account', cookie)).status).toBe(401);
  expect((await post('/account/sign-in', { email: ann.email, password: ann.password })).status).toBe(401);
  expect((await post('/account/sign-in', { email: ann.email, password: chosen })).status).toBe(200);
  const { rows } = await house.world.databases.doorPool('accounts').query('select identifier from verification');
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('somebody who tries a thousand passwords is stopped, and so is one who tries a thousand accounts', async () => {
  await setUp();
  const ask = (email: string) => post('/account/sign-in', { email, password: 'guessed wrongly' });
  const passwords = await Promise.all(Array.from({ length: 500 }, () => ask(ann.email)));
  expect(passwords.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(11);
  const accounts = await Promise.all(Array.from({ length: 500 }, (_, nth) => ask(`a${nth}@example.com`)));
  expect(accounts.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(70);
  const stopped = accounts.at(-1);
  expect(stopped?.status).toBe(429);
  expect(Number(stopped?.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('sessions are seen and ended by whom they belong to', async () => {
  const here = await setUp();
  const there = cookieOf(
    await house.ask('/api/v1/account/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Telephone/1' },
      body: JSON.stringify({ email: ann.email, password: ann.password }),
    }),
  );
  interface Account {
    sessions: { session_id: string; user_agent: string | null; is_this: boolean }[];
  }
  const { sessions } = await told<Account>(get('/account', here));
  expect(sessions).toMatchObject([
    { user_agent: 'Telephone/1', is_this: false },
    { user_agent: null, is_this: true },
  ]);
  expect(JSON.stringify(sessions)).not.toContain(decodeURIComponent(there).split('=')[1]?.split('.')[0]);

  const nobodys = await post('/account/sessions/01a1fa63-8d6e-7cdf-a918-4fa5243094e4/end', {}, { cookie: here });
  expect(nobodys.status).toBe(404);
  const ended = await post(`/account/sessions/${sessions[0]?.session_id}/end`, {}, { cookie: here });
  expect(ended.status).toBe(200);
  expect((await get('/account', there)).status).toBe(401);
  expect((await get('/account', here)).status).toBe(200);

  await post('/account/sign-in', { email: ann.email, password: ann.password });
  expect(await told(post('/account/sessions/end-others', {}, { cookie: here }))).toEqual({ ended: 1 });
  expect((await told<Account>(get('/account', here))).sessions).toHaveLength(1);
});

test('a key has no account, and another page cannot end sessions', async () => {
  const cookie = await setUp();
  const byKey = await house.ask('/api/v1/account', { key: house.tea.key.secret });
  expect(await problem(byKey)).toMatchObject({ status: 403, code: 'not_permitted' });
  const elsewhere = await house.ask('/api/v1/account/sessions/end-others', {
    method: 'POST',
    headers: { cookie, origin: 'http://elsewhere.test' },
  });
  expect(elsewhere.status).toBe(403);
});
