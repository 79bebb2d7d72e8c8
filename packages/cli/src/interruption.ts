import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long work that heeds the signal may take to end by itself. */
const grace_ms = 10_000;

/**
 * Ctrl-C and SIGTERM, for the whole program. What was opened is closed in the reverse order, whether the work came to its end or
 * was interrupted; the second Ctrl-C ends everything at once.
 */
class Interruption {
  readonly #controller = new AbortController();
  readonly #opened = new AsyncDisposableStack();
  readonly #interrupted: Promise<(typeof signals)[number]>;
  #isHeeded = false;
  #isWaitedFor = false;

  constructor() {
    this.#interrupted = new Promise((resolve) => {
      for (const signal of signals) {
        process.on(signal, () => {
          if (this.#controller.signal.aborted) process.exit(exitCodeOf(signal));
          this.#controller.abort();
          resolve(signal);
        });
      }
    });
  }

  /** For work that ends by itself when it is told to. */
  get signal(): AbortSignal {
    this.#isHeeded = true;
    return this.#controller.signal;
  }

  get isInterrupted(): boolean {
    return this.#controller.signal.aborted;
  }

  /** To be closed at the end. */
  onClose(close: () => Promise<unknown>): void {
    this.#opened.defer(async () => {
      await close();
    });
  }

  /** Until Ctrl-C: that is how a server ends, and no failure. */
  async wait(): Promise<void> {
    this.#isWaitedFor = true;
    await this.#interrupted;
  }

  /** Runs the work and closes what it opened. @returns the exit code */
  async run(work: () => Promise<number>): Promise<number> {
    const working = work();
    try {
      const ended = await Promise.race([working, this.#interrupted]);
      if (typeof ended === 'number') return ended;
      if (this.#isHeeded || this.#isWaitedFor) await Promise.race([working.catch(() => {}), sleep(grace_ms)]);
      working.catch(() => {});
      return this.#isWaitedFor ? 0 : exitCodeOf(ended);
    } finally {
      await this.#opened.disposeAsync();
    }
  }
}

const exitCodeOf = (signal: (typeof signals)[number]): number => 128 + constants.signals[signal];

/** Of this process: signals go to all of it. */
export const interruption = new Interruption();
