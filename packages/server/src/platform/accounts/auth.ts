import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUIDv7 } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { longest_password, shortest_password } from '@regulars/contract/accounts.ts';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type pg from 'pg';

/** How long a one-time sign-in link may wait, and how long a session lasts without being used. */
export const link_valid_minutes = 15;
const session_valid_days = 30;

/** How long the link waits by which a password is chosen. */
const password_link_valid_minutes = 60;

/** Where the token of a link that is being made goes: back to the caller who asked, never into a mail. */
export const linkBeingMade = new AsyncLocalStorage<{ token: string | null }>();

export interface AuthSettings {
  /** Signs the cookies. */
  secret: string;
  /** Cookies only over https. */
  secure: boolean;
  /** Faults of better-auth, in its own words; never with the values of a request. */
  onFault?: (message: string) => void;
}

/** better-auth as we use it: every way to make an account or to sign in that is not named here is off. */
export function createAuth(pool: pg.Pool, settings: AuthSettings) {
  return betterAuth(authOptions(pool, settings));
}

export function authOptions(pool: pg.Pool, settings: AuthSettings) {
  return {
    appName: 'Regulars',
    database: pool,
    secret: settings.secret,
    // Only the path matters: we make the links and redirects ourselves, for whichever host the browser uses.
    baseURL: settings.secure ? 'https://localhost' : 'http://localhost',
    basePath: '/api/auth',
    trustedOrigins: (request) => ownOrigins(request),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortest_password,
      maxPasswordLength: longest_password,
      resetPasswordTokenExpiresIn: password_link_valid_minutes * 60,
      // Whoever knew the old password is out.
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ token }) => handOver(token),
    },
    // The person at this machine, whatever they are called since they gave themselves a name and a password.
    user: { additionalFields: { isLocalOwner: { type: 'boolean', required: false, input: false } } },
    verification: { storeIdentifier: { default: 'plain', overrides: { 'reset-password:': 'hashed' } } },
    session: { expiresIn: session_valid_days * 86_400, updateAge: 86_400 },
    // Our own limits count; better-auth's would need a table or forget at restart.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message) => {
        // A wrong key is everyday life, and the answer says it.
        if (!message.startsWith('Failed to validate API key')) settings.onFault?.(message);
      },
    },
    advanced: {
      // `__Host-`: no other host, no part of ours, and nothing without TLS can set it. better-auth knows only `__Secure-`.
      cookiePrefix: settings.secure ? '__Host-regulars' : 'regulars',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, secure: settings.secure, sameSite: 'lax', path: '/' },
      database: { generateId: () => randomUUIDv7() },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      apiKey({
        defaultPrefix: 'rgl_',
        maximumNameLength: 100,
        // Ours counts per key, in memory; this one writes a row for every request.
        rateLimit: { enabled: false },
        startingCharactersConfig: { shouldStore: false },
      }),
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: link_valid_minutes * 60,
        sendMagicLink: ({ token }) => handOver(token),
      }),
    ],
  } satisfies BetterAuthOptions;
}

function handOver(token: string): void {
  const waiting = linkBeingMade.getStore();
  if (waiting) waiting.token = token;
}

/** The page's own origin, whatever name the machine was called by: a link from elsewhere does not carry the cookie anyway. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host ? [`http://${host}`, `https://${host}`] : [];
}
