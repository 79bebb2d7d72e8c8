import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface RunningCli {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** What it has written so far. */
  soFar: () => Ended;
}

/** The command line as a process of its own, without a terminal. */
export function startCli(args: readonly string[], environment: Readonly<Record<string, string>>): RunningCli {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...said })));
  return { child, ended, soFar: () => ({ code: child.exitCode, ...said }) };
}

export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return await startCli(args, environment).ended;
}

/** Waits until it has said something that matches. */
export async function untilSaid({ child, soFar }: RunningCli, what: RegExp): Promise<RegExpExecArray> {
  for (let tries = 0; tries < 600; tries++) {
    const found = what.exec(soFar().out);
    if (found) return found;
    if (child.exitCode !== null) break;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`It never said ${what}:\n${soFar().out}\n${soFar().err}`);
}
