import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { Gauge } from 'prom-client';
import { merchantEndpoints } from './described/merchant.ts';
import type { SignIn } from './features/accounts/accounts.ts';
import { accountsRoutes } from './features/accounts/routes.ts';
import type { Doorkeeper } from './features/organizations/doorkeeper.ts';
import type { WorldWithAccounts } from './features/organizations/keys.ts';
import { features } from './features.ts';
import type { LivePages } from './platform/events/live.ts';
import type { Endpoint } from './platform/http/endpoints.ts';
import type { Limits } from './platform/http/guard.ts';
import { healthEndpoints } from './platform/http/health.ts';
import { createHttp } from './platform/http/http.ts';
import { createMeters, type Observed } from './platform/http/observe.ts';
import { apiPages } from './platform/http/pages/api-pages.ts';
import { pagesEndpoint } from './platform/http/pages/static.ts';
import { signInEndpoints } from './platform/http/sign-in.ts';

export interface AppParts {
  world: WorldWithAccounts;
  doorkeeper: Doorkeeper;
  signIn: SignIn;
  live: LivePages;
  log: Logger;
  /** Where browsers reach us, when that is through a proxy of ours. */
  publicUrl?: string | undefined;
  /** The folder of the built pages. */
  pages: string;
  metricsArePublic?: boolean;
  limits?: Limits;
  onChanged?: () => void;
}

export interface App {
  http: Hono<Observed>;
  /** All there is to ask for, with the permission it takes. */
  endpoints: readonly Endpoint[];
}

/** The whole server but its socket: features, described paths, sign-in, health and pages behind one registry. */
export function createApp(parts: AppParts): App {
  const { world, doorkeeper, signIn, live, log, publicUrl, pages } = parts;
  const meters = createMeters();
  new Gauge({
    name: 'regulars_live_pages',
    help: 'Open pages that wait for changes',
    registers: [meters.registry],
    collect() {
      this.set(live.count());
    },
  });
  const endpoints: Endpoint[] = [
    ...accountsRoutes(signIn),
    ...features.flatMap((feature) => feature.endpoints),
    ...merchantEndpoints,
    live.endpoint,
    ...signInEndpoints(world.accounts),
    ...healthEndpoints({ databases: world.databases, meters, metricsArePublic: parts.metricsArePublic ?? false }),
    ...apiPages(() => endpoints),
    // Last: it takes every address that nothing else has.
    pagesEndpoint(pages),
  ];
  const http = createHttp({
    world,
    identify: doorkeeper.identify,
    endpoints,
    log,
    meters,
    publicUrl,
    ...(parts.limits && { limits: parts.limits }),
    ...(parts.onChanged && { onChanged: parts.onChanged }),
  });
  return { http, endpoints };
}
