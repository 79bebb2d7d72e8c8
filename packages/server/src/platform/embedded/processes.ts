import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Windows says only whether a pid lives, so there a pid given to another program looks like the old one. */
export const startsCanBeTold = process.platform !== 'win32';

/** When the process with this pid began, in a form good only for comparing; null when it does not run. A pid alone is no identity: they are given out again. */
export function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return startOnLinux(pid);
    if (process.platform === 'win32') return process.kill(pid, 0) ? 'running' : null;
    return output('ps', ['-o', 'lstart=', '-p', String(pid)]);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : null;
  }
}

/** True only when this process is certainly a PostgreSQL server on this data folder. Nothing is ever signalled without it. */
export function isPostgresOn(pid: number, cluster: string): boolean {
  try {
    const folder = realpathSync(cluster);
    if (process.platform === 'linux') {
      // A postgres makes its data folder its working directory, the backends too; "(deleted)" follows an npm reinstall.
      const program = basename(readlinkSync(`/proc/${pid}/exe`));
      return /^postgres( \(deleted\))?$/.test(program) && readlinkSync(`/proc/${pid}/cwd`) === folder;
    }
    const command = commandOf(pid);
    return /postgres/.test(command) && command.includes(`-D ${cluster} `);
  } catch {
    return false;
  }
}

/** Pids of all PostgreSQL processes on this data folder, the postmaster first. Beyond Linux only the postmaster can be recognised. */
export function postgresesOn(cluster: string): number[] {
  const postmaster = postmasterOf(cluster);
  const others =
    process.platform === 'linux'
      ? readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name))
          .map(Number)
      : [];
  const candidates = new Set(postmaster === null ? others : [postmaster, ...others]);
  return [...candidates].filter((pid) => isPostgresOn(pid, cluster));
}

/** The pid that the data folder's postmaster.pid tells, whoever that may be by now. */
export function postmasterOf(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function startOnLinux(pid: number): string | null {
  // After the program's name, which may hold anything: state is the first field, start time (ticks since boot) the 20th.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isDead = fields[0] === 'Z' || fields[0] === 'X';
  return isDead ? null : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
}

function commandOf(pid: number): string {
  if (process.platform !== 'win32') return output('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return output('powershell', [
    '-NoProfile',
    '-Command',
    `(Get-CimInstance Win32_Process -Filter 'ProcessId = ${pid}').CommandLine`,
  ]);
}

function output(program: string, args: string[]): string {
  const env = { ...process.env, LC_ALL: 'C' };
  return execFileSync(program, args, {
    encoding: 'utf8',
    env,
    timeout: 5_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
