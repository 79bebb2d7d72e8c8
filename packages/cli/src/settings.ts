import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WrongUse } from './failures.ts';

export const default_port = 4747;

/** What the environment says. */
export interface Settings {
  port: number;
  portIsDefault: boolean;
  /** Absolute. */
  home: string;
  /** A database of the user's own. */
  databaseUrl: string | null;
  wantsDemo: boolean;
  /** A read of a page is stopped after this long. */
  readLimit_ms: number;
  /** Where browsers reach the server through a proxy; undefined: directly. */
  publicUrl: string | undefined;
}

/** @throws WrongUse for a PORT, DATABASE_URL, REGULARS_READ_LIMIT or REGULARS_PUBLIC_URL that cannot be one */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  return {
    port: readPort(environment.PORT),
    portIsDefault: !environment.PORT,
    home: environment.REGULARS_HOME ? resolve(environment.REGULARS_HOME) : join(defaultPlace(), '.regulars'),
    databaseUrl: readDatabaseUrl(environment.DATABASE_URL),
    wantsDemo: environment.REGULARS_DEMO !== '0',
    readLimit_ms: readLimit(environment.REGULARS_READ_LIMIT),
    publicUrl: readPublicUrl(environment.REGULARS_PUBLIC_URL),
  };
}

/** From anywhere within the source tree its root, so that every command there finds what `npm start` made; else the current folder. */
function defaultPlace(): string {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const isWithin = `${process.cwd()}${sep}`.startsWith(root);
  return isWithin && existsSync(join(root, 'package-lock.json')) ? root : process.cwd();
}

function readPort(text: string | undefined): number {
  if (!text) return default_port;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new WrongUse(`PORT is ${JSON.stringify(text)}, and a port is a number from 0 to 65535`);
  return port;
}

/** Not more than 30 s: then the database stops it anyway. */
function readLimit(text: string | undefined): number {
  if (!text) return 2_000;
  const seconds = Number(text);
  if (!(seconds >= 0.1 && seconds <= 30)) {
    throw new WrongUse(`REGULARS_READ_LIMIT is ${JSON.stringify(text)}, and is a number of seconds from 0.1 to 30`);
  }
  return Math.round(seconds * 1_000);
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text) || new URL(text).pathname !== '/') {
    throw new WrongUse(
      `REGULARS_PUBLIC_URL is ${JSON.stringify(text)}, and is an address like https://regulars.example.com, without a path`,
    );
  }
  return new URL(text).origin;
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  // The text may hold a password: it is not repeated.
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new WrongUse('DATABASE_URL is not an address like postgres://user:password@host:5432/database');
  }
  return text;
}
