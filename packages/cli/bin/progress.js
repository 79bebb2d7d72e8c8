/**
 * Says on the terminal that something takes its time, counts the seconds, and wipes the line when it is done.
 * Elsewhere it is one line.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const stop = process.stderr.isTTY ? countSeconds(what) : sayOnce(what);
  try {
    return await work();
  } finally {
    stop();
  }
}

/** @param {string} what */
function countSeconds(what) {
  const startedAt = Date.now();
  const show = () => process.stderr.write(`\r${what} … ${Math.round((Date.now() - startedAt) / 1000)} s`);
  show();
  const timer = setInterval(show, 1_000);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}

/** @param {string} what */
function sayOnce(what) {
  process.stderr.write(`${what} …\n`);
  return () => {};
}
