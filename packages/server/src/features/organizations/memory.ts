/**
 * Remembers for some seconds what was looked up, so that a busy key does not ask the database on every request.
 * Bounded; what was not found is not remembered; callers that come at the same time share one look-up.
 */
export class ShortMemory<T> {
  readonly #life_ms: number;
  readonly #size: number;
  readonly #kept = new Map<string, { until: number; value: Promise<T | null> }>();

  constructor({ life_ms, size }: { life_ms: number; size: number }) {
    this.#life_ms = life_ms;
    this.#size = size;
  }

  async recall(name: string, lookUp: () => Promise<T | null>): Promise<T | null> {
    const now = performance.now();
    const known = this.#kept.get(name);
    if (known && known.until > now) return await known.value;
    const value = lookUp();
    this.#keep(name, { until: now + this.#life_ms, value });
    try {
      const found = await value;
      if (found === null) this.#drop(name, value);
      return found;
    } catch (error) {
      this.#drop(name, value);
      throw error;
    }
  }

  forget(): void {
    this.#kept.clear();
  }

  #keep(name: string, entry: { until: number; value: Promise<T | null> }): void {
    this.#kept.delete(name);
    this.#kept.set(name, entry);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#size) break;
      this.#kept.delete(oldest);
    }
  }

  #drop(name: string, value: Promise<T | null>): void {
    if (this.#kept.get(name)?.value === value) this.#kept.delete(name);
  }
}
