import { Refusal } from '../errors.ts';

export interface BucketSettings {
  /** How many at once, and how many come back in a minute. */
  per_minute: number;
  /** How many callers are remembered; the one not seen for longest is forgotten first. */
  callers?: number;
}

/** A token bucket for each caller, in this process's memory. */
export class RateLimit {
  readonly #per_minute: number;
  readonly #callers: number;
  readonly #now_ms: () => number;
  readonly #buckets = new Map<string, { left: number; at_ms: number }>();

  constructor({ per_minute, callers = 10_000 }: BucketSettings, now_ms: () => number = () => performance.now()) {
    this.#per_minute = per_minute;
    this.#callers = callers;
    this.#now_ms = now_ms;
  }

  /** Takes one. Answers with the seconds to wait, or null when there was one left. */
  take(caller: string): number | null {
    const bucket = this.#refilled(caller);
    if (bucket.left < 1) return this.#wait_seconds(bucket.left);
    bucket.left -= 1;
    return null;
  }

  /** The seconds to wait until `take` would succeed, or null, without taking. */
  exhausted(caller: string): number | null {
    const bucket = this.#buckets.has(caller) ? this.#refilled(caller) : null;
    return bucket && bucket.left < 1 ? this.#wait_seconds(bucket.left) : null;
  }

  #wait_seconds(left: number): number {
    return Math.max(1, Math.ceil(((1 - left) * 60) / this.#per_minute));
  }

  #refilled(caller: string): { left: number; at_ms: number } {
    const now = this.#now_ms();
    const known = this.#buckets.get(caller) ?? { left: this.#per_minute, at_ms: now };
    const back = ((now - known.at_ms) * this.#per_minute) / 60_000;
    const bucket = { left: Math.min(this.#per_minute, known.left + back), at_ms: now };
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#callers) break;
      this.#buckets.delete(oldest);
    }
    return bucket;
  }
}

export class TooManyRequests extends Refusal {
  readonly retry_after_seconds: number;

  constructor(retry_after_seconds: number) {
    super('too_many_requests', `Too many requests: wait ${retry_after_seconds} s`, { status: 429 });
    this.retry_after_seconds = retry_after_seconds;
  }
}
