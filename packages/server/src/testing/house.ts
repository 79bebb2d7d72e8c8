import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderDocument } from '@regulars/contract/activity.ts';
import { permissions } from '@regulars/contract/base.ts';
import { pino } from 'pino';
import { type App, createApp } from '../app.ts';
import { SignIn } from '../features/accounts/accounts.ts';
import { recordOrder } from '../features/activity/activity.ts';
import { receiveFile } from '../features/imports/imports.ts';
import { openDoorkeeper } from '../features/organizations/doorkeeper.ts';
import { createKey, type MadeKey, type WorldWithAccounts } from '../features/organizations/keys.ts';
import { addMember } from '../features/organizations/members.ts';
import { addLocation, createOrganization } from '../features/organizations/organizations.ts';
import type { Role } from '../features/organizations/roles.ts';
import { type Accounts, installAccounts, openAccounts } from '../platform/accounts/accounts.ts';
import { type Events, startEvents } from '../platform/events/events.ts';
import type { Limits } from '../platform/http/guard.ts';
import type { Letter, Mail } from '../platform/mail/mail.ts';
import { type Principal, systemPrincipal, withScope } from '../platform/scope.ts';
import { createTestDatabase } from './database.ts';
import { noonDaysAgo } from './days-ago.ts';

/** A server without a socket, with two merchants who must never hear of each other. */
export interface House {
  world: WorldWithAccounts;
  url: string;
  app: App;
  accounts: Accounts;
  events: Events;
  /** What the log was told. */
  logged: object[];
  /** What was written to people. */
  letters: Letter[];
  setUpLink(): Promise<string | null>;
  tea: Merchant;
  rival: Merchant;
  ask(path: string, init?: RequestInit & { key?: string | undefined }): Promise<Response>;
  /** The cookie of the account with this role in the tea house. */
  signIn(role?: Role, locations?: 'all' | readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export interface Merchant {
  slug: string;
  principal: Principal;
  key: MadeKey;
  locationId: string;
  customerId: string;
  orderId: string;
  /** A file that lies there to be looked at. */
  importId: string;
}

/** In every name and address of the rival's. */
export const canary = 'Canary';

export async function openHouse({ limits, pages }: { limits?: Limits; pages?: string } = {}): Promise<House> {
  const { databases, url, drop } = await createTestDatabase();
  await installAccounts(databases);
  const secret = 'a secret of the tests, long enough';
  const accounts = openAccounts(databases, { secret, secure: false });
  const uploads = await mkdtemp(join(tmpdir(), 'regulars-uploads-'));
  const world: WorldWithAccounts = { databases, accounts, uploads };
  const owner = await accounts.createLocalOwner();
  const tea = await openMerchant(world, owner, 'tea', 'Tea house', 'Ann');
  const rival = await openMerchant(world, owner, 'rival', `${canary} rival`, `${canary} customer`);
  const events = await startEvents(databases, () => {});
  const doorkeeper = openDoorkeeper(world);
  events.hub.on('access', doorkeeper.forget);
  const logged: object[] = [];
  const letters: Letter[] = [];
  const mail: Mail = { isSent: true, send: (letter) => letters.push(letter), close: async () => {} };
  const signIn = new SignIn({ accounts, mail, baseUrl: () => 'http://shop.test', secret });
  const app = createApp({
    world,
    doorkeeper,
    signIn,
    live: events.live,
    log: pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) }),
    pages: pages ?? '/nowhere',
    onChanged: events.relay.wake,
    ...(limits && { limits }),
  });

  return {
    world,
    url,
    app,
    accounts,
    events,
    logged,
    letters,
    setUpLink: () => signIn.setUpLink(),
    tea,
    rival,
    ask: async (path, { key, ...init } = {}) => {
      const headers = new Headers({ host: 'shop.test', ...Object.fromEntries(new Headers(init.headers)) });
      if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
      return await app.http.request(`http://shop.test${path}`, { ...init, headers });
    },
    signIn: async (role = 'owner', locations = 'all') => {
      await withScope(world, tea.principal, (scope) => addMember(scope, { accountId: owner, role, locations }));
      doorkeeper.forget();
      const link = await accounts.createSignInLink({ accountId: owner, baseUrl: 'http://shop.test' });
      const cookies = await accounts.redeemSignInLink(new URL(link).searchParams.get('token') ?? '');
      return (cookies ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
    },
    close: async () => {
      await events.close();
      await drop();
      await rm(uploads, { recursive: true });
    },
  };
}

async function openMerchant(
  world: WorldWithAccounts,
  accountId: string,
  slug: string,
  name: string,
  customer: string,
): Promise<Merchant> {
  const { organizationId } = await createOrganization(world, {
    slug,
    name,
    currency: 'GBP',
    time_zone: 'Europe/London',
    country: 'GB',
  });
  const principal = systemPrincipal(organizationId, 'test', permissions);
  const made = await withScope(world, principal, async (scope) => {
    const locationId = await addLocation(scope, { kind: 'shop', name: `${name} front`, slugs: [`${slug}-shop`] });
    const placed_at = noonDaysAgo(40);
    const recorded = await recordOrder(
      scope,
      orderDocument.parse({
        source: 'till',
        external_id: `${slug}-1`,
        customer: {
          external_id: `${slug}-1`,
          name: customer,
          email: `${customer.replaceAll(' ', '.').toLowerCase()}@example.com`,
        },
        placed_at,
        paid_at: placed_at,
        lines: [{ product: `${slug} blend`, name: `${name} blend`, quantity: 2, unit_price: '12.34' }],
      }),
    );
    return { locationId, customerId: recorded.customer_id ?? '', orderId: recorded.id ?? '' };
  });
  const key = await createKey(world, slug, { name: `${name} key`, accountId, permissions });
  const { import_id: importId } = await receiveFile(world, principal, {
    fileName: `${slug}.csv`,
    body: bytesOf(`Name,Email\n${customer},${slug}@example.com\n`),
  });
  return { slug, principal, key, importId, ...made };
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

/** The JSON of an answer, as the test takes it to be. */
export async function told<Answer = Record<string, unknown>>(response: Response | Promise<Response>): Promise<Answer> {
  return (await (await response).json()) as Answer;
}
