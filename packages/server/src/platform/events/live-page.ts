import type { SSEStreamingApi } from 'hono/streaming';

/** One open page. A reader too slow for every change is told the latest: nothing piles up. */
export class LivePage {
  readonly #stream: SSEStreamingApi;
  readonly #over = Promise.withResolvers<void>();
  #latest: string | null = null;
  #isWriting = false;

  constructor(stream: SSEStreamingApi) {
    this.#stream = stream;
    stream.onAbort(() => this.end());
  }

  /** Resolves when the page has gone or was told to. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  changed(at: string): void {
    this.#latest = at;
    void this.#write();
  }

  /** Keeps proxies from closing a quiet connection. Also tells the page at once that it is connected. */
  async greet(): Promise<void> {
    if (!this.#isWriting) await this.#stream.write(': here\n\n');
  }

  end(): void {
    this.#over.resolve();
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    try {
      while (this.#latest !== null) {
        const at = this.#latest;
        this.#latest = null;
        await this.#stream.writeSSE({ event: 'changed', id: at, data: JSON.stringify({ at }) });
      }
    } catch {
      // The page has gone.
      this.end();
    } finally {
      this.#isWriting = false;
    }
  }
}
