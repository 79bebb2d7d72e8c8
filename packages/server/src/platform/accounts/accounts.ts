import { getMigrations } from 'better-auth/db/migration';
import { type Databases, ownerConnection } from '../database.ts';
import { invariant } from '../errors.ts';
import { type AuthSettings, authOptions, createAuth, linkBeingMade } from './auth.ts';

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
  redeemSignInLink(token: string): Promise<string[] | null>;
  /** Forgets sessions and links that have run out. */
  clean(now: Date): Promise<void>;
}

export interface SignedIn {
  accountId: string;
  name: string;
  cookies: string[];
}

const localOwner = { email: 'owner@localhost.localdomain', name: 'Owner' };

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

  const findAccount = async (accountId: string) => {
    const account = await (await auth.$context).internalAdapter.findUserById(accountId);
    invariant(account, 'an account is there before a link is made for it');
    return account;
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
      const find = async () => (await internalAdapter.findUserByEmail(localOwner.email))?.user.id;
      const known = await find();
      if (known) return known;
      try {
        return (await internalAdapter.createUser({ ...localOwner, emailVerified: true }, { method: 'local-owner' })).id;
      } catch (error) {
        // Another process was faster.
        const made = await find();
        if (made) return made;
        throw error;
      }
    },

    async createSignInLink({ accountId, baseUrl, next }) {
      const { email } = await findAccount(accountId);
      const made: { token: string | null } = { token: null };
      await linkBeingMade.run(made, () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }));
      invariant(made.token, 'better-auth hands the token of a link to us');
      const url = new URL('/sign-in', baseUrl);
      url.searchParams.set('token', made.token);
      if (next) url.searchParams.set('next', next);
      return url.href;
    },

    async redeemSignInLink(token) {
      const answer = await auth.api.magicLinkVerify({ query: { token }, headers: new Headers(), asResponse: true });
      if (answer.status >= 500) await assertDatabaseAnswers();
      invariant(answer.status < 500, `signing in by a link failed with ${answer.status}`);
      return answer.ok ? answer.headers.getSetCookie() : null;
    },

    async clean(now) {
      const { adapter } = await auth.$context;
      const expired = [{ field: 'expiresAt', operator: 'lt' as const, value: now }];
      await adapter.deleteMany({ model: 'session', where: expired });
      await adapter.deleteMany({ model: 'verification', where: expired });
    },
  };
}
