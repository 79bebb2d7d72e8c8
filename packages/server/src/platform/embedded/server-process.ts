import { spawn, spawnSync } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join, parse } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { keepSmall, openLog, readLog } from './postgres-log.ts';
import { environment, programFile } from './programs.ts';
import { settingsFor } from './settings.ts';

export type Exit = { code: number | null; signal: NodeJS.Signals | null; logLines: readonly string[] };

export type Server = {
  pid: number;
  port: number;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<Exit>;
  /** Ends it and waits; returns when no process is left. Safe to call twice. */
  stop(): Promise<void>;
};

export type Launch = Place & {
  home: string;
  binaries: Binaries;
  settings: Readonly<Record<string, string>>;
  log: (line: string) => void;
};

/** A PostgreSQL as our child, not waited for. */
export function spawnServer(port: number, { home, binaries, cluster, account, settings }: Launch): Server {
  const log = openLog(home);
  const child = spawn(
    join(binaries.bin, programFile('postgres')),
    ['-D', cluster, ...settingsFor({ port, own: settings })],
    {
      ...account,
      cwd: parse(cluster).root,
      env: environment(),
      stdio: ['ignore', log.descriptor, log.descriptor],
      windowsHide: true,
      // A session of its own: Ctrl-C in the terminal goes to us, and it is we who stop the database, after its users.
      detached: true,
    },
  );
  closeSync(log.descriptor);
  const { pid } = child;
  const isRunning = () => pid !== undefined && child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals) => isRunning() && tell(name, { pid: pid as number, cluster, binaries });

  // The last resort, when our process ends without having called stop(): the database finishes by itself after us.
  const onOurExit = () => signal('SIGINT');
  process.on('exit', onOurExit);
  const leaveLog = keepSmall(log.file);
  const ended = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, logLines: [error.message] }));
    child.once('exit', (code, signalName) =>
      resolve({ code, signal: signalName, logLines: readLog(log.file, { since: log.end }) }),
    );
  }).finally(() => {
    process.off('exit', onOurExit);
    leaveLog();
  });
  // A program that has nothing else to do may end; the line above then stops the database.
  child.unref();

  const stop = async () => {
    for (const { name, wait_ms } of firmer) {
      if (!isRunning()) break;
      signal(name);
      // It is the child that keeps us waiting: a timer left over would keep our program from ending afterwards.
      child.ref();
      await Promise.race([ended, sleep(wait_ms, undefined, { ref: false })]);
    }
  };
  return { pid: pid ?? 0, port, ended, stop };
}

/** Fast shutdown; then immediate, which the next start repairs; then none that it could ignore. */
const firmer: readonly { name: NodeJS.Signals; wait_ms: number }[] = [
  { name: 'SIGINT', wait_ms: 30_000 },
  { name: 'SIGQUIT', wait_ms: 10_000 },
  { name: 'SIGKILL', wait_ms: 5_000 },
];

function tell(
  name: NodeJS.Signals,
  { pid, cluster, binaries }: { pid: number; cluster: string; binaries: Binaries },
): void {
  // Windows has no signals: Node would end the postmaster alone and leave the others.
  if (process.platform === 'win32' && name !== 'SIGKILL') {
    const mode = name === 'SIGINT' ? 'fast' : 'immediate';
    spawnSync(join(binaries.bin, programFile('pg_ctl')), ['stop', '-W', '-m', mode, '-D', cluster], {
      env: environment(),
      timeout: 5_000,
      windowsHide: true,
    });
    return;
  }
  process.kill(pid, name);
}
