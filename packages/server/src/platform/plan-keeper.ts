import { createHash } from 'node:crypto';
import pg from 'pg';

/** What a transaction says that wants its plans kept: see kept-plans.ts. */
export const request = 'set local plan_cache_mode = force_generic_plan';

/** A connection keeps so many plans; a text beyond is planned each time. */
const most_plans = 200;

/** A connection that keeps the plans of transactions that ask for it. */
export class PlanKeeper extends pg.Client {
  readonly #names = new Map<string, string>();
  #isKeeping = false;

  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads
  override query(...args: any[]): any {
    const [text, values, ...others] = args;
    if (typeof text === 'string') {
      if (text === request) this.#isKeeping = true;
      else if (text === 'commit' || text === 'rollback') this.#isKeeping = false;
      else if (this.#isKeeping && Array.isArray(values) && values.length > 0) {
        const name = this.#nameOf(text);
        if (name) return super.query({ name, text, values }, ...(others as []));
      }
    }
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return (super.query as any)(...args);
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most_plans) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    this.#names.set(text, name);
    return name;
  }
}
