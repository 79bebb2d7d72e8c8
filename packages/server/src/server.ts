import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { SignIn } from './features/accounts/accounts.ts';
import { openDoorkeeper } from './features/organizations/doorkeeper.ts';
import { adoptOrganizations } from './features/organizations/members.ts';
import { features } from './features.ts';
import { openAccounts } from './platform/accounts/accounts.ts';
import { accountsSecret } from './platform/accounts/secret.ts';
import { connect } from './platform/database.ts';
import { startEvents } from './platform/events/events.ts';
import { describeFault } from './platform/http/observe.ts';
import { serve } from './platform/http/serve.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { openMail } from './platform/mail/mail.ts';

export interface ServerSettings {
  /** A database of this version (`install`), with the owner's login. */
  databaseUrl: string;
  /** 0: any free one. */
  port: number;
  /** Default 127.0.0.1: this machine only. */
  host?: string;
  /** Signs the sign-in cookies; default what `accountsSecret` keeps in the data folder. */
  secret?: string;
  /** The data folder. */
  home?: string;
  log: Logger;
  /** Where browsers reach the server, when that is not `http://host:port`: behind a proxy that speaks https. */
  publicUrl?: string | undefined;
  /** Where letters go out, and whose they are; default REGULARS_SMTP_URL and REGULARS_MAIL_FROM. */
  mail?: { url?: string | undefined; from?: string | undefined };
  /** The built pages; default those of this repository. */
  pages?: string;
  /** Shows `/metrics` to other machines too; default when REGULARS_METRICS=public. */
  metricsArePublic?: boolean;
  /** Database connections for requests. */
  connections?: number;
  /** A read is stopped after this long; default: when the database stops it, after 30 s. */
  readLimit_ms?: number | undefined;
}

export interface RunningServer {
  url: string;
  /** A link that signs the owner of this machine in, once, within 15 minutes; to a page when its path is given. */
  signInLink(next?: string): Promise<string>;
  /** A link by which the install gets its first account, once; null when it has one. */
  setUpLink(): Promise<string | null>;
  /** Answers what is under way and ends, within 5 s. */
  close(): Promise<void>;
}

/** What is under way may take this long to end; all of it together, five seconds. */
const patience_ms = 2_000;
const longest_close_ms = 4_800;
const cleaning_ms = 60 * 60_000;

/** Starts one server process: HTTP, the relay of events, the live pages, the jobs. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { log, host = '127.0.0.1' } = settings;
  const secret = settings.secret ?? accountsSecret(settings.home ?? '.regulars');
  const report = (what: string) => (error: unknown) => log.warn({ fault: describeFault(error) }, what);
  /** Closed in the reverse order, also when starting fails half-way. */
  const opened = new AsyncDisposableStack();
  try {
    const databases = connect(settings.databaseUrl, {
      size: settings.connections ?? 10,
      onError: report('a database connection broke'),
    });
    opened.defer(() => databases.close());
    const secure = settings.publicUrl?.startsWith('https:') ?? false;
    const accounts = openAccounts(databases, {
      secret,
      secure,
      onFault: (message) => log.warn({ message }, 'accounts'),
    });
    const uploads = join(settings.home ?? '.regulars', 'uploads');
    const { readLimit_ms } = settings;
    const world = { databases, accounts, uploads, ...(readLimit_ms !== undefined && { readLimit_ms }) };
    const owner = await accounts.createLocalOwner();
    await adoptOrganizations(world, owner);

    const events = await startEvents(databases, report('the delivery of events was interrupted'));
    opened.defer(() => events.close());
    const offered = features.flatMap((feature) => feature.jobs ?? []);
    const jobs = await startJobs(world, offered, report('a job failed'));
    opened.defer(() => jobs.close(patience_ms));
    for (const { name, background } of features) {
      const running = background?.(world, events.hub, report(`${name}: work beside the requests failed`));
      if (running) opened.defer(() => running.close());
    }
    const mail = openMail({
      url: process.env.REGULARS_SMTP_URL,
      from: process.env.REGULARS_MAIL_FROM,
      ...settings.mail,
      log,
    });
    opened.defer(() => mail.close());
    const reached = { url: settings.publicUrl ?? '' };
    const signIn = new SignIn({ accounts, mail, baseUrl: () => reached.url, secret });
    const doorkeeper = openDoorkeeper(world);
    events.hub.on('access', doorkeeper.forget);
    events.hub.onGap(doorkeeper.forget);
    const app = createApp({
      world,
      doorkeeper,
      signIn,
      live: events.live,
      log,
      publicUrl: settings.publicUrl,
      pages: settings.pages ?? fileURLToPath(new URL('../../web/dist', import.meta.url)),
      metricsArePublic: settings.metricsArePublic ?? process.env.REGULARS_METRICS === 'public',
      onChanged: events.relay.wake,
    });
    const serving = await serve(app.http.fetch, { port: settings.port, host });
    opened.defer(() => serving.close(patience_ms));
    opened.defer(() => events.live.close());
    const cleaning = setInterval(
      () => accounts.clean(new Date()).catch(report('cleaning sessions failed')),
      cleaning_ms,
    );
    opened.defer(() => clearInterval(cleaning));
    reached.url ||= `http://${host.includes(':') ? `[${host}]` : host}:${serving.port}`;
    const { url } = reached;

    return {
      url,
      signInLink: async (next) => {
        await adoptOrganizations(world, owner);
        return await accounts.createSignInLink({ accountId: owner, baseUrl: url, ...(next !== undefined && { next }) });
      },
      setUpLink: () => signIn.setUpLink(),
      close: async () => {
        const late = sleep(longest_close_ms, undefined, { ref: false });
        await Promise.race([opened.disposeAsync(), late]);
      },
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}
