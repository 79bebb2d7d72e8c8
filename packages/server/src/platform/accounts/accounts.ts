import { getMigrations } from 'better-auth/db/migration';
import { type Databases, ownerConnection } from '../database.ts';
import { invariant } from '../errors.ts';
import { type AuthSettings, authOptions, createAuth, linkBeingMade } from './auth.ts';
import { claimLocalOwner, localOwner } from './local-owner.ts';

/** The system door of accounts: who signs in, sessions and the secrets of API keys. better-auth keeps them all, in schema `auth`. */
export interface Accounts {
  /** Who the cookie belongs to; null without one that is valid. `cookies` are to be sent back: they prolong the session. */
  findSession(headers: Headers): Promise<SignedIn | null>;
  /** Ends the session of the cookie. Answers with the cookies that forget it. */
  signOut(request: Request): Promise<Response>;
  /** The id of the key with this secret; null when there is none or it was disabled. */
  verifyKey(secret: string): Promise<string | null>;
  /** A new key. Its secret is in the answer and nowhere else. */
  issueKey(key: { accountId: string; name: string }): Promise<{ keyId: string; secret: string }>;
  disableKey(key: { accountId: string; keyId: string }): Promise<void>;
  /** The account of the person at this machine, made when there is none yet. */
  createLocalOwner(): Promise<string>;
  /** A link that signs in once, within 15 minutes. `next` is the path of the page it leads to. */
  createSignInLink(link: { accountId: string; baseUrl: string; next?: string }): Promise<string>;
  /** The cookies of a new session; null when the link was used or is too old. */
  redeemSignInLink(token: string, browser?: Headers): Promise<string[] | null>;
  /** The cookies of a new session; null when address and password do not belong together, in the same time whichever is wrong. */
  signIn(given: { email: string; password: string }, browser: Headers): Promise<string[] | null>;
  /** What a password is chosen with, once, within an hour; null when nobody has this address. */
  createPasswordToken(email: string): Promise<string | null>;
  /** Ends the account's sessions. False when the token was used or is too old. */
  choosePassword(given: { token: string; password: string }): Promise<boolean>;
  /** Whether the person at this machine has given themselves a name and a password. */
  isSetUp(): Promise<boolean>;
  /** Makes the account of the person at this machine theirs. False when that was done before, or the address is taken. */
  setUp(owner: { email: string; name: string; password: string }): Promise<boolean>;
  /** The account of the cookie with its sessions, the newest first; null without one. */
  findAccount(headers: Headers): Promise<OwnAccount | null>;
  /** Of the cookie's account those that are meant. Says how many that were. */
  endSessions(headers: Headers, isMeant: (session: KnownSession) => boolean): Promise<number>;
  /** Forgets sessions and links that have run out. */
  clean(now: Date): Promise<void>;
}

export interface SignedIn {
  accountId: string;
  name: string;
  cookies: string[];
}

export interface OwnAccount {
  name: string;
  /** Null for who comes by the link of this machine alone. */
  email: string | null;
  sessions: KnownSession[];
}

export interface KnownSession {
  sessionId: string;
  userAgent: string | null;
  beganAt: Date;
  usedAt: Date;
  endsAt: Date;
  isThis: boolean;
}

/** Arbitrary, fixed: one at a time makes better-auth's tables. */
const installLock = 7_351_944_022;

/** Makes or alters better-auth's tables as its version wants them. Safe to run twice, also at once. */
export async function installAccounts(databases: Databases): Promise<void> {
  const holder = ownerConnection(databases.url);
  await holder.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [installLock]);
    const options = authOptions(databases.doorPool('accounts'), {
      secret: 'only the tables are of interest here',
      secure: false,
    });
    const { runMigrations } = await getMigrations(options);
    await runMigrations();
  } finally {
    await holder.end();
  }
}

/** Needs the tables of `installAccounts`. */
export function openAccounts(databases: Databases, settings: AuthSettings): Accounts {
  const pool = databases.doorPool('accounts');
  const auth = createAuth(pool, settings);

  /** better-auth calls every fault "not valid". That the database is gone must not read as a wrong key. */
  const assertDatabaseAnswers = async () => {
    await pool.query('select 1');
  };

  const accountOf = async (accountId: string) => {
    const account = await (await auth.$context).internalAdapter.findUserById(accountId);
    invariant(account, 'an account is there before a link is made for it');
    return account;
  };

  /** Of a new session; null when better-auth refused. */
  const cookiesOf = async (answer: Response): Promise<string[] | null> => {
    if (answer.status >= 500) await assertDatabaseAnswers();
    invariant(answer.status < 500, `signing in failed with ${answer.status}`);
    return answer.ok ? answer.headers.getSetCookie() : null;
  };

  /** The account's, the newest first, each beside the token that ends it. */
  const sessionsOf = async (found: { user: { id: string }; session: { id: string } }) => {
    const { internalAdapter } = await auth.$context;
    const sessions = await internalAdapter.listSessions(found.user.id, { onlyActiveSessions: true });
    return sessions
      .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
      .map((session) => ({
        token: session.token,
        known: {
          sessionId: session.id,
          userAgent: session.userAgent || null,
          beganAt: session.createdAt,
          usedAt: session.updatedAt,
          endsAt: session.expiresAt,
          isThis: session.id === found.session.id,
        },
      }));
  };

  const findLocalOwner = async (): Promise<{ id: string; email: string } | null> => {
    const { adapter, internalAdapter } = await auth.$context;
    const where = [{ field: 'isLocalOwner', value: true }];
    const marked = await adapter.findOne<{ id: string; email: string }>({ model: 'user', where });
    return marked ?? (await internalAdapter.findUserByEmail(localOwner.email))?.user ?? null;
  };

  return {
    async findSession(headers) {
      try {
        const { response: found, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
        return found && { accountId: found.user.id, name: found.user.name, cookies: answered.getSetCookie() };
      } catch (error) {
        await assertDatabaseAnswers();
        throw error;
      }
    },

    signOut: (request) => auth.api.signOut({ headers: request.headers, asResponse: true }),

    async verifyKey(secret) {
      const { valid, key } = await auth.api.verifyApiKey({ body: { key: secret } });
      if (valid && key) return key.id;
      await assertDatabaseAnswers();
      return null;
    },

    async issueKey({ accountId, name }) {
      const { id, key } = await auth.api.createApiKey({ body: { userId: accountId, name } });
      return { keyId: id, secret: key };
    },

    async disableKey({ accountId, keyId }) {
      await auth.api.updateApiKey({ body: { userId: accountId, keyId, enabled: false } });
    },

    async createLocalOwner() {
      const { internalAdapter } = await auth.$context;
      const known = await findLocalOwner();
      if (known) return known.id;
      try {
        const owner = { ...localOwner, emailVerified: true, isLocalOwner: true };
        return (await internalAdapter.createUser(owner, { method: 'local-owner' })).id;
      } catch (error) {
        // Another process was faster.
        const made = await findLocalOwner();
        if (made) return made.id;
        throw error;
      }
    },

    async createSignInLink({ accountId, baseUrl, next }) {
      const { email } = await accountOf(accountId);
      const made: { token: string | null } = { token: null };
      await linkBeingMade.run(made, () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }));
      invariant(made.token, 'better-auth hands the token of a link to us');
      const url = new URL('/sign-in', baseUrl);
      url.searchParams.set('token', made.token);
      if (next) url.searchParams.set('next', next);
      return url.href;
    },

    async redeemSignInLink(token, browser) {
      const headers = nameOfBrowser(browser);
      const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true });
      return await cookiesOf(answer);
    },

    async signIn({ email, password }, browser) {
      const headers = nameOfBrowser(browser);
      const answer = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
      return await cookiesOf(answer);
    },

    async createPasswordToken(email) {
      const made: { token: string | null } = { token: null };
      await linkBeingMade.run(made, () => auth.api.requestPasswordReset({ body: { email } }));
      return made.token;
    },

    async choosePassword({ token, password }) {
      const answer = await auth.api.resetPassword({ body: { token, newPassword: password }, asResponse: true });
      return (await cookiesOf(answer)) !== null;
    },

    async isSetUp() {
      return (await findLocalOwner())?.email !== localOwner.email;
    },

    async setUp({ email, name, password }) {
      const { password: passwords } = await auth.$context;
      return await claimLocalOwner(pool, { email, name, passwordHash: await passwords.hash(password) });
    },

    async findAccount(headers) {
      const found = await auth.api.getSession({ headers });
      return (
        found && {
          name: found.user.name,
          email: found.user.email === localOwner.email ? null : found.user.email,
          sessions: (await sessionsOf(found)).map(({ known }) => known),
        }
      );
    },

    async endSessions(headers, isMeant) {
      const found = await auth.api.getSession({ headers });
      const meant = found ? (await sessionsOf(found)).filter(({ known }) => isMeant(known)) : [];
      const { internalAdapter } = await auth.$context;
      for (const { token } of meant) await internalAdapter.deleteSession(token);
      return meant.length;
    },

    async clean(now) {
      const { adapter } = await auth.$context;
      const expired = [{ field: 'expiresAt', operator: 'lt' as const, value: now }];
      await adapter.deleteMany({ model: 'session', where: expired });
      await adapter.deleteMany({ model: 'verification', where: expired });
    },
  };
}

/** All that a session keeps of who began it. */
function nameOfBrowser(browser: Headers | undefined): Headers {
  const name = browser?.get('user-agent')?.slice(0, 300);
  return new Headers(name ? { 'user-agent': name } : {});
}
