import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { connect } from '../database.ts';
import { type Accounts, installAccounts, openAccounts } from './accounts.ts';
import { accountsSecret } from './secret.ts';

let database: TestDatabase;
let accounts: Accounts;
beforeAll(async () => {
  database = await createTestDatabase();
  await installAccounts(database.databases);
  accounts = openAccounts(database.databases, { secret: 'a secret of the tests, long enough', secure: false });
});
afterAll(() => database.drop());

const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';
const cookieOf = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });

async function signIn(): Promise<Headers> {
  const link = await accounts.createSignInLink({
    accountId: await accounts.createLocalOwner(),
    baseUrl: 'http://127.0.0.1:4747',
  });
  return cookieOf((await accounts.redeemSignInLink(tokenOf(link))) ?? []);
}

test('the tables are made once, however often and by however many', async () => {
  const other = connect(database.url);
  await Promise.all(
    [database.databases, other, database.databases, other, database.databases, other].map(installAccounts),
  );
  const { rows } = await database.databases
    .doorPool('accounts')
    .query("select tablename from pg_tables where schemaname = 'auth' order by 1");
  expect(rows.map((row) => row.tablename)).toEqual(['account', 'apikey', 'session', 'user', 'verification']);
  await other.close();
});

test('the owner of this machine is one account, also when several ask at once', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => accounts.createLocalOwner()));
  expect(new Set(ids).size).toBe(1);
});

test('a sign-in link signs in once, whoever else tries at the same time', async () => {
  const elsewhere = connect(database.url);
  const others = openAccounts(elsewhere, { secret: 'a secret of the tests, long enough', secure: false });
  const link = await accounts.createSignInLink({
    accountId: await accounts.createLocalOwner(),
    baseUrl: 'http://127.0.0.1:4747',
    next: '/customers?a=1',
  });
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4747\/sign-in\?token=\w{32,}&next=%2Fcustomers%3Fa%3D1$/);
  const tries = await Promise.all(
    Array.from({ length: 10 }, (_, n) => (n % 2 ? accounts : others).redeemSignInLink(tokenOf(link))),
  );
  expect(tries.filter((cookies) => cookies !== null)).toHaveLength(1);
  expect(await accounts.redeemSignInLink(tokenOf(link))).toBeNull();
  await elsewhere.close();
});

test('a link that waited too long, or was never made, signs nobody in', async () => {
  const link = await accounts.createSignInLink({
    accountId: await accounts.createLocalOwner(),
    baseUrl: 'http://127.0.0.1:4747',
  });
  await database.databases
    .doorPool('accounts')
    .query(`update verification set "expiresAt" = now() - interval '1 second'`);
  expect(await accounts.redeemSignInLink(tokenOf(link))).toBeNull();
  expect(await accounts.redeemSignInLink('made-up')).toBeNull();
  expect(await accounts.redeemSignInLink('')).toBeNull();
});

test('the cookie is out of reach for scripts and other sites, and over https stays there', async () => {
  const owner = await accounts.createLocalOwner();
  const overTls = openAccounts(database.databases, { secret: 'a secret of the tests, long enough', secure: true });
  const [plain, secure] = await Promise.all(
    [accounts, overTls].map(async (door) => {
      const link = await door.createSignInLink({ accountId: owner, baseUrl: 'http://127.0.0.1:4747' });
      return (await door.redeemSignInLink(tokenOf(link)))?.join('\n') ?? '';
    }),
  );
  for (const cookie of [plain, secure]) {
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Domain');
  }
  expect(plain).not.toContain('Secure');
  expect(secure).toMatch(/^__Host-regulars\.session_token=.*; Path=\/;.*; Secure/);
  expect(await overTls.findSession(cookieOf(secure?.split('\n') ?? []))).toMatchObject({ accountId: owner });
});

test('a session is found by its cookie until it is ended', async () => {
  const headers = await signIn();
  expect(await accounts.findSession(headers)).toMatchObject({
    accountId: await accounts.createLocalOwner(),
    name: 'Owner',
  });
  headers.set('host', 'localhost:4747');
  expect(await accounts.findSession(headers)).not.toBeNull();
  await accounts.signOut(new Request('http://127.0.0.1:4747/api/auth/sign-out', { method: 'POST', headers }));
  expect(await accounts.findSession(headers)).toBeNull();
});

test('a cookie signed with another secret is nobody’s', async () => {
  const headers = await signIn();
  const stranger = openAccounts(database.databases, { secret: 'another secret, just as long as it', secure: false });
  expect(await stranger.findSession(headers)).toBeNull();
  expect(await accounts.findSession(new Headers())).toBeNull();
});

test('a key is known by its secret, which is kept nowhere, until it is disabled', async () => {
  const accountId = await accounts.createLocalOwner();
  const { keyId, secret } = await accounts.issueKey({ accountId, name: 'till' });
  expect(secret).toMatch(/^rgl_\w{64}$/);
  expect(await accounts.verifyKey(secret)).toBe(keyId);
  expect(await accounts.verifyKey(`${secret}a`)).toBeNull();
  const { rows } = await database.databases.doorPool('accounts').query('select * from apikey');
  expect(JSON.stringify(rows)).not.toContain(secret.slice(4, 20));
  await accounts.disableKey({ accountId, keyId });
  expect(await accounts.verifyKey(secret)).toBeNull();
});

test('no account has a password, and sessions and links that ran out are cleaned away', async () => {
  await signIn();
  const pool = database.databases.doorPool('accounts');
  expect((await pool.query('select count(*)::integer as n from account where password is not null')).rows[0].n).toBe(0);
  await accounts.clean(new Date(Date.now() + 40 * 86_400_000));
  expect((await pool.query('select count(*)::integer as n from session')).rows[0].n).toBe(0);
  expect((await pool.query('select count(*)::integer as n from verification')).rows[0].n).toBe(0);
});

test('a database that is gone is a fault, not a wrong key', async () => {
  const gone = connect('postgres://postgres@127.0.0.1:9/nothing');
  const door = openAccounts(gone, { secret: 'a secret of the tests, long enough', secure: false, onFault: () => {} });
  await expect(door.verifyKey(`rgl_${'a'.repeat(64)}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await gone.close();
});

test('the secret is given, or made once and kept', () => {
  const home = mkdtempSync(join(tmpdir(), 'regulars-secret-'));
  const made = accountsSecret(join(home, 'new'), {});
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(accountsSecret(join(home, 'new'), {})).toBe(made);
  expect(readFileSync(join(home, 'new', 'secret'), 'utf8').trim()).toBe(made);
  if (process.platform !== 'win32') expect(statSync(join(home, 'new', 'secret')).mode & 0o077).toBe(0);
  expect(accountsSecret(home, { REGULARS_SECRET: 'x'.repeat(32) })).toBe('x'.repeat(32));
  expect(() => accountsSecret(home, { REGULARS_SECRET: 'short' })).toThrow('at least 32');
  rmSync(home, { recursive: true });
});
