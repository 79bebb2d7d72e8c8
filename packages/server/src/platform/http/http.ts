import { Hono, type Context as HonoContext } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import type { World } from '../scope.ts';
import type { Caller, Identify } from './caller.ts';
import { answerContract } from './contract-answers.ts';
import { assertRegistrable, type Endpoint, type RawEndpoint, type Visit } from './endpoints.ts';
import { createGuard, defaultLimits, type Limits, visitorAddress } from './guard.ts';
import { describeFault, type Meters, type Observed, observing } from './observe.ts';
import { performing } from './performing.ts';
import { fault, type Problem, problem, problemOf } from './problems.ts';
import { TooManyRequests } from './rate-limit.ts';

export interface HttpSettings {
  world: World;
  identify: Identify;
  endpoints: readonly Endpoint[];
  log: Logger;
  meters: Meters;
  limits?: Limits;
  /** An answer takes at most this long, streams aside. */
  timeout_ms?: number;
  /** Where browsers reach us, when that is through a proxy of ours. */
  publicUrl?: string | undefined;
  /** Told when a request has changed something. */
  onChanged?: () => void;
}

/** The registry, as an application: every endpoint behind its guard, every error a problem. */
export function createHttp(settings: HttpSettings): Hono<Observed> {
  const { endpoints, log, meters, world, timeout_ms = 35_000 } = settings;
  assertRegistrable(endpoints);
  const guard = createGuard({
    identify: settings.identify,
    limits: settings.limits ?? defaultLimits,
    publicUrl: settings.publicUrl,
  });
  const answerer = answerContract(endpoints.filter((endpoint) => endpoint.kind === 'contract'));
  const app = new Hono<Observed>({ strict: true });
  app.use(
    observing(log, meters),
    secureHeaders({
      ...headers,
      strictTransportSecurity: settings.publicUrl?.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  );

  for (const endpoint of endpoints) {
    const answer = answering(endpoint);
    app.on(endpoint.method, endpoint.path, async (c) => {
      c.set('route', endpoint.path);
      const caller = await guard(c, endpoint);
      if (caller) c.set('actor', `${caller.actor.kind} ${caller.actor.id}`);
      const answered = answer(c, caller);
      const response =
        endpoint.kind === 'raw' && endpoint.isLasting ? await answered : await within(timeout_ms, answered);
      if (endpoint.method !== 'GET' && response.ok) settings.onChanged?.();
      return dressed(response, caller?.cookies);
    });
  }

  app.notFound((c) => tell(c, absence(c, endpoints)));
  app.onError((error, c) => {
    const told = problemOf(error);
    if (!told)
      log.error({ request_id: c.get('requestId'), route: c.get('route'), fault: describeFault(error) }, 'fault');
    else if (told.status === 503)
      log.warn({ request_id: c.get('requestId'), route: c.get('route'), fault: describeFault(error) }, told.code);
    const response = tell(c, told ?? fault);
    if (error instanceof TooManyRequests) response.headers.set('retry-after', String(error.retry_after_seconds));
    return response;
  });
  return app;

  function answering(endpoint: Endpoint): (c: HonoContext, caller: Caller | null) => Promise<Response> {
    if (endpoint.kind === 'raw') return (c, caller) => raw(c, endpoint, caller);
    const perform = performing(world, endpoint);
    if (endpoint.door.asks !== 'visit') return (c, caller) => answerer(c.req.raw, (input) => perform(caller, input));
    return async (c, caller) => {
      const address = visitorAddress(c, settings.publicUrl);
      const visit: Visit = { headers: c.req.raw.headers, address, cookies: [] };
      return dressed(await answerer(c.req.raw, (input) => perform(caller, input, visit)), visit.cookies);
    };
  }

  async function raw(c: HonoContext, endpoint: RawEndpoint, caller: Caller | null): Promise<Response> {
    const query = endpoint.query?.parse(queryOf(c));
    return await endpoint.answer({ c, world, query, principal: caller?.principal ?? null });
  }
}

/** No scripts, styles or requests but our own; no frames, no referrer to others. Styles in attributes are how the charts draw. */
const headers: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  crossOriginResourcePolicy: 'same-origin',
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
};

/** A name given once is text, given more often a list, which no schema of ours takes for a single value. */
function queryOf(c: HonoContext): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

/** Answers of the API are about now and about one caller. */
function dressed(response: Response, cookies: readonly string[] = []): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

function tell(c: HonoContext<Observed>, told: Problem): Response {
  const response = new Response(JSON.stringify({ ...told, instance: `urn:uuid:${c.get('requestId')}` }), {
    status: told.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
  if (told.status === 401) response.headers.set('www-authenticate', 'Bearer');
  if (told.status === 405 && told.where) response.headers.set('allow', told.where);
  if (told.status === 503) response.headers.set('retry-after', '5');
  return response;
}

/** 405 where another method would be answered, else 404. */
function absence(c: HonoContext, endpoints: readonly Endpoint[]): Problem {
  const path = c.req.path;
  const allowed = endpoints
    .filter((endpoint) => !endpoint.path.endsWith('*') && matches(endpoint.path, path))
    .map(({ method }) => method);
  if (allowed.length === 0) return problem(404, 'not_found', 'There is nothing here');
  return problem(405, 'method_not_allowed', `Answered here: ${allowed.join(', ')}`, { where: allowed.join(', ') });
}

function matches(pattern: string, path: string): boolean {
  const steps = pattern.split('/');
  const given = path.split('/');
  return steps.length === given.length && steps.every((step, at) => step.startsWith(':') || step === given[at]);
}

async function within<T>(timeout_ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut()), timeout_ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Told like a query that took too long. */
class TimedOut extends Error {
  readonly code = '57014';
}
