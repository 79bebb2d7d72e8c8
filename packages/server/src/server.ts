import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { openDoorkeeper } from './features/organizations/doorkeeper.ts';
import { adoptOrganizations } from './features/organizations/members.ts';
import { installAccounts, openAccounts } from './platform/accounts/accounts.ts';
import { connect } from './platform/database.ts';
import { startEvents } from './platform/events/events.ts';
import { describeFault } from './platform/http/observe.ts';
import { serve } from './platform/http/serve.ts';

export interface ServerSettings {
  /** A migrated database, with the owner's login. */
  databaseUrl: string;
  /** 0: any free one. */
  port: number;
  /** Default 127.0.0.1: this machine only. */
  host?: string;
  /** Signs the sign-in cookies: `accountsSecret(home)`. */
  secret: string;
  log: Logger;
  /** Where browsers reach the server, when that is not `http://host:port`: behind a proxy that speaks https. */
  publicUrl?: string;
  /** The built pages; default those of this repository. */
  pages?: string;
  /** Shows `/metrics` to other machines too (REGULARS_METRICS=public). */
  metricsArePublic?: boolean;
  /** Database connections for requests. */
  connections?: number;
}

export interface RunningServer {
  url: string;
  /** A link that signs the owner of this machine in, once, within 15 minutes; to a page when its path is given. */
  signInLink(next?: string): Promise<string>;
  /** Answers what is under way and ends, within 5 s. */
  close(): Promise<void>;
}

const patience_ms = 3_000;
const cleaning_ms = 60 * 60_000;

/** Starts one server process: HTTP, the relay of events, the live pages. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { log, host = '127.0.0.1', secret } = settings;
  const report = (what: string) => (error: unknown) => log.warn({ fault: describeFault(error) }, what);
  const databases = connect(settings.databaseUrl, {
    size: settings.connections ?? 10,
    onError: report('a database connection broke'),
  });
  try {
    await installAccounts(databases);
    const secure = settings.publicUrl?.startsWith('https:') ?? false;
    const accounts = openAccounts(databases, {
      secret,
      secure,
      onFault: (message) => log.warn({ message }, 'accounts'),
    });
    const world = { databases, accounts };
    const owner = await accounts.createLocalOwner();
    await adoptOrganizations(world, owner);

    const events = await startEvents(databases, report('the delivery of events was interrupted'));
    const doorkeeper = openDoorkeeper(world);
    events.hub.on('access', doorkeeper.forget);
    events.hub.onGap(doorkeeper.forget);
    const app = createApp({
      world,
      doorkeeper,
      live: events.live,
      log,
      secure,
      pages: settings.pages ?? fileURLToPath(new URL('../../web/dist', import.meta.url)),
      metricsArePublic: settings.metricsArePublic ?? false,
      onChanged: events.relay.wake,
    });
    const serving = await serve(app.http.fetch, { port: settings.port, host }).catch(async (error) => {
      await events.close();
      throw error;
    });
    const url = settings.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${serving.port}`;
    const cleaning = setInterval(
      () => accounts.clean(new Date()).catch(report('cleaning sessions failed')),
      cleaning_ms,
    );
    cleaning.unref();

    return {
      url,
      signInLink: async (next) => {
        await adoptOrganizations(world, owner);
        return await accounts.createSignInLink({ accountId: owner, baseUrl: url, ...(next !== undefined && { next }) });
      },
      close: async () => {
        clearInterval(cleaning);
        events.live.close();
        await serving.close(patience_ms);
        await events.close();
        await databases.close();
      },
    };
  } catch (error) {
    await databases.close();
    throw error;
  }
}
