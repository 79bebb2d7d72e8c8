import { Worker } from 'node:worker_threads';
import type { Principal, World } from './scope.ts';

/** What a thread is told. */
export interface ThreadWork {
  url: string;
  principal: Principal;
  /** The address of a module, and which of its functions is called: `(world, principal) => Promise`. */
  module: string;
  name: string;
}

/**
 * Runs a function in a thread of its own, with connections of its own: for work that would keep every request waiting.
 * @param leaving ends it half-way: what it did in one transaction stands or does not
 * @throws what it threw
 */
export async function inThread(
  world: World,
  principal: Principal,
  { module, name, leaving }: Pick<ThreadWork, 'module' | 'name'> & { leaving: AbortSignal },
): Promise<void> {
  if (leaving.aborted) return;
  const workerData: ThreadWork = { url: world.databases.url, principal, module, name };
  const thread = new Worker(new URL('./thread-start.ts', import.meta.url), { workerData });
  const end = () => void thread.terminate();
  leaving.addEventListener('abort', end);
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('error', reject);
      thread.on('exit', () => resolve());
    });
  } finally {
    leaving.removeEventListener('abort', end);
  }
}
