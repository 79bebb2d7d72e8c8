import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const handedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const step_grace_ms = 500;
const terminal_grace_ms = 10_000;

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} End */

/** Somebody pressed Ctrl-C, or told us to stop, while a step of the preparation ran. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/**
 * Runs a step of the preparation and keeps what it says.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, shell?: boolean }} options
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function runQuietly(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const { code, received } = await ended(child, (signal) => stopSoon(child, signal));
  if (received) throw new Interrupted(received);
  return { ok: code === 0, output };
}

/**
 * Runs a program in our place: same terminal, same signals, and we end as it ends.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export async function becomeProgram(program, args, env) {
  const child = spawn(program, args, { env, stdio: 'inherit' });
  endLike(await ended(child, (signal) => tellOnce(child, signal)));
}

/**
 * Waits for a child. Signals sent to us meanwhile are handed on and do not end us: what the child leaves is ours to tidy up.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {(signal: NodeJS.Signals) => void} handOn
 * @returns {Promise<End & { received: NodeJS.Signals | null }>}
 */
async function ended(child, handOn) {
  /** @type {NodeJS.Signals | null} */
  let received = null;
  /** @param {NodeJS.Signals} signal */
  const receive = (signal) => {
    received = signal;
    handOn(signal);
  };
  for (const signal of handedOn) process.on(signal, receive);
  try {
    const end = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    return { ...end, received };
  } finally {
    for (const signal of handedOn) process.off(signal, receive);
  }
}

/**
 * npm finishes what it is doing when told to stop, which may take half a minute. What it was making is made anew next
 * time, so it is not waited for.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stopSoon(child, signal) {
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), step_grace_ms).unref();
}

/**
 * A terminal sends Ctrl-C to all its processes, so the child has it already; told twice it might think us impatient.
 * Only when it lives on after a while was the signal meant for us alone.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function tellOnce(child, signal) {
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  if (signal === 'SIGINT' && hasTerminal) setTimeout(() => child.kill(signal), terminal_grace_ms).unref();
  else child.kill(signal);
}

/** @param {End} end */
function endLike({ code, signal }) {
  if (code !== null) process.exit(code);
  if (signal) endBy(signal);
}

/**
 * Ends this process by a signal, as whoever started us expects; the exit code stands in where that does not end it.
 *
 * @param {NodeJS.Signals} signal
 */
export function endBy(signal) {
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
}
