import { RateLimit, TooManyRequests } from '../../platform/http/rate-limit.ts';

/** How often somebody may try: a person mistypes a few times, a program tries for ever. */
export interface AttemptLimits {
  /** From one address for one account … */
  pair_per_minute: number;
  /** … for one account from wherever, which is more, lest a stranger keep its owner out … */
  account_per_minute: number;
  /** … and from one address for whichever account. */
  address_per_minute: number;
}

export class Attempts {
  readonly #pair: RateLimit;
  readonly #account: RateLimit;
  readonly #address: RateLimit;

  constructor({ pair_per_minute, account_per_minute, address_per_minute }: AttemptLimits) {
    this.#pair = new RateLimit({ per_minute: pair_per_minute });
    this.#account = new RateLimit({ per_minute: account_per_minute });
    this.#address = new RateLimit({ per_minute: address_per_minute });
  }

  /** @throws TooManyRequests, the same whether there is such an account or not */
  take(email: string, address: string): void {
    const account = email.toLowerCase();
    const waits = [
      this.#address.take(address),
      this.#pair.take(JSON.stringify([account, address])),
      this.#account.take(account),
    ].filter((wait_seconds) => wait_seconds !== null);
    if (waits.length > 0) throw new TooManyRequests(Math.max(...waits));
  }
}
