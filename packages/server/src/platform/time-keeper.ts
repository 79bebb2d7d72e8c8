import { PlanKeeper } from './plan-keeper.ts';

/** What a transaction says that may take so long in all. */
export const limitedTo = (limit_ms: number): string => `set local statement_timeout = ${limit_ms}`;

const limit = /^set local statement_timeout = (\d+)$/;

/** A transaction that has gone on for a part of its time is told how much is left before the next statement. */
const part = 0.1;

/**
 * A connection on which the limit of a transaction holds for all its statements together: to the database it is each one's. Only a
 * transaction that is slow is reminded, so that the others say nothing twice.
 */
export class TimeKeeper extends PlanKeeper {
  #limit_ms = 0;
  #begun_ms = 0;
  #told_ms = 0;

  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads
  override query(...args: any[]): any {
    const [text] = args;
    if (typeof text !== 'string') return super.query(...args);
    const asked = limit.exec(text)?.[1];
    if (asked !== undefined) this.#begin(Number(asked));
    else if (text === 'commit' || text === 'rollback') this.#limit_ms = 0;
    else if (this.#limit_ms > 0 && performance.now() - this.#told_ms > part * this.#limit_ms) {
      this.#told_ms = performance.now();
      const left_ms = Math.max(1, Math.round(this.#limit_ms - (this.#told_ms - this.#begun_ms)));
      return super.query(limitedTo(left_ms)).then(() => super.query(...args));
    }
    return super.query(...args);
  }

  #begin(limit_ms: number): void {
    this.#limit_ms = limit_ms;
    this.#begun_ms = performance.now();
    this.#told_ms = this.#begun_ms;
  }
}
