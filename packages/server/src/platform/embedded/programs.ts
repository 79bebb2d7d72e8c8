import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account.ts';

export const programFile = (name: 'initdb' | 'postgres' | 'pg_ctl') =>
  process.platform === 'win32' ? `${name}.exe` : name;

/**
 * A chosen few variables. PGDATA, PGOPTIONS and the like of the user's shell would lead the programs astray, LC_* would put
 * their messages into a language that we cannot read, and the rest may hold secrets that user "nobody" should not see.
 */
export function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const kept = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a program to its end. `code` is null when it could not start or took too long; `output` is the end of what it said. */
export function run(
  program: string,
  args: readonly string[],
  { account, input = '', timeout_ms = 10_000 }: { account: Account; input?: string; timeout_ms?: number },
): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    let output = '';
    const hear = (chunk: string) => {
      output = (output + chunk).slice(-maxOutput);
    };
    // From the root of the file system: the account may not be able to enter the folder we are in.
    const child = spawn(program, args, {
      ...account,
      cwd: parse(program).root,
      env: environment(),
      timeout: timeout_ms,
      windowsHide: true,
    });
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', (error) => done({ code: null, output: error.message }));
    child.once('close', (code) => done({ code, output }));
  });
}

const maxOutput = 20_000;
