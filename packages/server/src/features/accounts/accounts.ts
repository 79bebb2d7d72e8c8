import { createHmac, timingSafeEqual } from 'node:crypto';
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { accountsContract } from '@regulars/contract/accounts.ts';
import type { Accounts } from '../../platform/accounts/accounts.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Visit } from '../../platform/http/endpoints.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import { Attempts } from './attempts.ts';
import { linkTo, passwordLetter } from './letters.ts';

type Told = InferContractRouterInputs<typeof accountsContract>;
type Answered = InferContractRouterOutputs<typeof accountsContract>;

/** What coming and going takes besides an organization: there is none yet. */
export interface SignInParts {
  accounts: Accounts;
  mail: Mail;
  /** Where browsers reach us. Never taken from a request: whoever makes it could choose where our letters lead. */
  baseUrl: () => string;
  /** What signs the cookies; the set-up token follows from it. */
  secret: string;
}

/** Signing in, passwords, sessions, and the first account of an install. */
export class SignIn {
  readonly #parts: SignInParts;
  readonly #tries = new Attempts({ pair_per_minute: 10, account_per_minute: 30, address_per_minute: 60 });
  readonly #letters = new Attempts({ pair_per_minute: 3, account_per_minute: 5, address_per_minute: 20 });

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** @throws Refusal `wrong_credentials` (401), the same for an address that nobody has; TooManyRequests */
  async signIn(visit: Visit, { email, password }: Told['signIn']): Promise<Answered['signIn']> {
    this.#tries.take(email, visit.address);
    const cookies = await this.#parts.accounts.signIn({ email, password }, visit.headers);
    if (!cookies) {
      throw new Refusal('wrong_credentials', 'E-mail address and password do not belong together', { status: 401 });
    }
    visit.cookies.push(...cookies);
    return {};
  }

  /** Writes to the address if it is an account's. @throws TooManyRequests */
  async forgotPassword(visit: Visit, { email }: Told['forgotPassword']): Promise<Answered['forgotPassword']> {
    this.#letters.take(email, visit.address);
    const { accounts, mail, baseUrl } = this.#parts;
    const token = await accounts.createPasswordToken(email);
    if (token) mail.send(passwordLetter(email, baseUrl(), token));
    return {};
  }

  /** @throws Refusal `link_used` (404) */
  async choosePassword(visit: Visit, told: Told['choosePassword']): Promise<Answered['choosePassword']> {
    this.#letters.take(told.token, visit.address);
    if (!(await this.#parts.accounts.choosePassword(told)))
      throw new Refusal('link_used', 'This link was used already, or is older than an hour', { status: 404 });
    return {};
  }

  /** The link by which an install gets its first account; null once it has one. */
  async setUpLink(): Promise<string | null> {
    if (await this.#parts.accounts.isSetUp()) return null;
    return linkTo(this.#parts.baseUrl(), '/set-up', setUpToken(this.#parts.secret));
  }

  /** @throws Refusal `not_found` (404) with another token, and for ever once there is an account */
  async setUpState({ token }: Told['setUpState']): Promise<Answered['setUpState']> {
    await this.#demandSetUp(token);
    return {};
  }

  /**
   * Of many who try at once one becomes the owner.
   * @throws Refusal as `setUpState`
   */
  async setUp(visit: Visit, { token, name, email, password }: Told['setUp']): Promise<Answered['setUp']> {
    await this.#demandSetUp(token);
    const { accounts } = this.#parts;
    if (!(await accounts.setUp({ email, name: name.trim(), password }))) throw nothingHere();
    visit.cookies.push(...((await accounts.signIn({ email, password }, visit.headers)) ?? []));
    return {};
  }

  async account({ headers }: Visit): Promise<Answered['account']> {
    const account = await this.#parts.accounts.findAccount(headers);
    if (!account) throw new Refusal('unauthenticated', 'A valid session is needed', { status: 401 });
    return {
      name: account.name,
      email: account.email,
      sessions: account.sessions.map(({ sessionId, userAgent, beganAt, usedAt, endsAt, isThis }) => ({
        session_id: sessionId,
        user_agent: userAgent,
        began_at: beganAt.toISOString(),
        used_at: usedAt.toISOString(),
        ends_at: endsAt.toISOString(),
        is_this: isThis,
      })),
    };
  }

  /** @throws Refusal `unknown_session` (404), the same for somebody else's */
  async endSession({ headers }: Visit, { session_id }: Told['endSession']): Promise<Answered['endSession']> {
    if ((await this.#parts.accounts.endSessions(headers, ({ sessionId }) => sessionId === session_id)) === 0)
      throw new Refusal('unknown_session', 'There is no such session', { status: 404 });
    return {};
  }

  async endOtherSessions({ headers }: Visit): Promise<Answered['endOtherSessions']> {
    return { ended: await this.#parts.accounts.endSessions(headers, ({ isThis }) => !isThis) };
  }

  async #demandSetUp(token: string): Promise<void> {
    const expected = Buffer.from(setUpToken(this.#parts.secret));
    const given = Buffer.from(token);
    const isIt = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isIt || (await this.#parts.accounts.isSetUp())) throw nothingHere();
  }
}

/** One-time: it opens what can be done once. The same at every start, and on every machine that shares the secret. */
function setUpToken(secret: string): string {
  return createHmac('sha256', secret).update('set up Regulars').digest('base64url');
}

/** As of an address that was never served. */
const nothingHere = () => new Refusal('not_found', 'There is nothing here', { status: 404 });
