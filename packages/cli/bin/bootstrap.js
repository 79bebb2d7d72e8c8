import { isCheckout, Trouble } from './checkout.js';
import { endBy, Interrupted } from './child.js';
import { runAgainOnNode26, runsOnNode26 } from './node26.js';
import { ensurePackages } from './packages.js';
import { ensureWeb } from './web.js';

/**
 * Makes a bare machine ready and then goes on with `work`: packages as in the lock file, Node 26, and the pages if they
 * are `needed`. On an older Node the whole script runs again on 26, and `work` is done there.
 *
 * @param {{ script: string, args: string[], needsWeb?: boolean }} what
 * @param {() => Promise<unknown>} work
 */
export async function prepared({ script, args, needsWeb = false }, work) {
  try {
    if (isCheckout()) await ensurePackages();
    if (!runsOnNode26()) return await runAgainOnNode26(script, args);
    if (needsWeb && isCheckout()) await ensureWeb();
  } catch (error) {
    return giveUp(error);
  }
  await work();
}

/** @param {unknown} error */
function giveUp(error) {
  if (error instanceof Interrupted) return endBy(error.signal);
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
