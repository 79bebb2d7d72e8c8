import type { Context as HonoContext } from 'hono';
import { Refusal } from '../errors.ts';
import { demand } from '../scope.ts';
import type { Caller, Identify } from './caller.ts';
import { type Endpoint, organizationWanted } from './endpoints.ts';
import { type BucketSettings, RateLimit, TooManyRequests } from './rate-limit.ts';

export interface Limits {
  /** Of one address: requests without permission, and attempts to get one. */
  anonymous: BucketSettings;
  /** Of one session or key. */
  caller: BucketSettings;
}

/** Generous: a shop's till and a night's import stay far below, guessing does not. */
export const defaultLimits: Limits = { anonymous: { per_minute: 600 }, caller: { per_minute: 120_000 } };

/** Lets a request in, before any of it is read. Null: anyone may, and nobody was asked for. */
export type Guard = (c: HonoContext, endpoint: Endpoint) => Promise<Caller | null>;

export interface GuardSettings {
  identify: Identify;
  limits: Limits;
  /** Where browsers reach us, when that is through a proxy of ours: then the last address it added is believed. */
  publicUrl?: string | undefined;
}

export function createGuard({ identify, limits, publicUrl }: GuardSettings): Guard {
  const anonymous = new RateLimit(limits.anonymous);
  const callers = new RateLimit(limits.caller);
  const publicHost = publicUrl === undefined ? null : hostOf(publicUrl);

  return async (c, endpoint) => {
    const address = visitorAddress(c, publicUrl);
    assertOwnPage(c, publicHost);
    if (endpoint.permission === 'public') {
      if (!endpoint.isUnmetered) pass(anonymous.take(address));
      return null;
    }
    pass(anonymous.exhausted(address));
    const caller = await find(c, () => anonymous.take(address));
    pass(callers.take(`${caller.actor.kind} ${caller.actor.id}`));
    if (endpoint.permission === 'account:own') assertPerson(caller);
    else if (!(endpoint.kind === 'contract' && endpoint.door.asks === 'caller' && !caller.principal))
      assertPermitted(caller, endpoint);
    return caller;
  };

  async function find(c: HonoContext, failed: () => void): Promise<Caller> {
    try {
      const caller = await identify(c.req.raw.headers, organizationWanted(c));
      if (!caller) throw new Refusal('unauthenticated', 'A valid session or API key is needed', { status: 401 });
      return caller;
    } catch (error) {
      if (error instanceof Refusal) failed();
      throw error;
    }
  }
}

function assertPerson({ actor }: Caller): void {
  if (actor.kind !== 'member')
    throw new Refusal('not_permitted', 'This is for people who sign in, not for keys', { status: 403 });
}

function assertPermitted({ principal }: Caller, { permission }: Endpoint): void {
  if (!principal) throw new Refusal('no_organization', 'This account belongs to no organization yet', { status: 404 });
  demand(principal, permission);
}

/** What changes something and comes with a cookie must come from our own page: the browser says so, and nobody else's page can. */
function assertOwnPage(c: HonoContext, publicHost: string | null): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  if (c.req.header('authorization') !== undefined || c.req.header('cookie') === undefined) return;
  const origin = c.req.header('origin');
  const isOwn =
    origin === undefined
      ? c.req.header('sec-fetch-site') === 'same-origin'
      : isHost(hostOf(origin), [c.req.header('host'), publicHost]);
  if (!isOwn)
    throw new Refusal('cross_origin', 'A signed-in browser changes things only from the pages of Regulars itself', {
      status: 403,
    });
}

function isHost(host: string | null, ours: readonly (string | null | undefined)[]): boolean {
  return host !== null && ours.includes(host);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function pass(wait_seconds: number | null): void {
  if (wait_seconds !== null) throw new TooManyRequests(wait_seconds);
}

/** Where a request comes from. Behind a proxy of ours the last address it added is believed, else the connection alone. */
export function visitorAddress(c: HonoContext, publicUrl: string | undefined): string {
  return (publicUrl !== undefined && forwardedFor(c)) || addressOf(c);
}

function forwardedFor(c: HonoContext): string | undefined {
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64);
}

/** The address of the connection itself: anyone can say anything in a header. */
export function addressOf(c: HonoContext): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress ?? 'unknown';
}
