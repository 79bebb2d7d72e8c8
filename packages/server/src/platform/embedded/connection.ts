import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { EmbeddedError } from './errors.ts';

/** What `home/database.json` keeps, readable by the owner only: it holds the password. */
export type ConnectionRecord = z.infer<typeof recordShape>;

const recordShape = z.object({
  version: z.literal(1),
  password: z.string().min(1),
  /** Of the last start, kept for the next. */
  port: z.int().min(1).max(65_535).nullable(),
  /** The cluster, relative to home when within it, so that a home can be moved; null until initdb has been through. */
  data_folder: z.string().nullable(),
  /** Of the running postmaster; null after a proper stop. */
  postgres_pid: z.int().positive().nullable(),
});

/** The login that owns the database and runs the migrations: initdb's superuser. */
export const superuser = 'regulars_migrator';
export const databaseName = 'regulars';

export function readConnection(home: string): ConnectionRecord | null {
  let text: string;
  try {
    text = readFileSync(fileIn(home), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return recordShape.parse(JSON.parse(text));
  } catch {
    // Without the cause: a parse error quotes the text, and the text holds the password.
    throw new EmbeddedError(
      'record_unreadable',
      `${fileIn(home)} is damaged. Delete it: the next start finds the data and sets a new password.`,
    );
  }
}

export function writeConnection(home: string, record: ConnectionRecord): void {
  const draft = `${fileIn(home)}.new`;
  // Removed first, because the mode counts only for a file that is made anew.
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, fileIn(home));
}

export const urlOf = ({
  password,
  port,
  database = databaseName,
}: {
  password: string;
  port: number;
  database?: string;
}) => `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

const fileIn = (home: string) => join(home, 'database.json');
