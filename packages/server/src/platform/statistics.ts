import type pg from 'pg';
import { ownerConnection } from './database.ts';
import { applicationRole } from './doors.ts';

/**
 * Tells the planner of the rows that were written. Only the owner may, and nobody's rows are shown by it. Without it the planner knows
 * nothing of half a million new rows until autovacuum comes by, and the first look at the dashboard times out.
 * @param client as the owner of the tables
 * @param tables without any: all
 */
export async function analyse(client: pg.Client, tables: readonly string[] = []): Promise<void> {
  await client.query(`analyze ${tables.map((table) => client.escapeIdentifier(table)).join(', ')}`);
}

/**
 * The same in the midst of a transaction under the application's role, of rows that nobody else sees yet. A table that somebody else
 * is looking at just now is passed over.
 */
export async function analyseWithin(client: pg.Client, tables: readonly string[]): Promise<void> {
  await client.query('set local role none');
  await client.query(`analyze (skip_locked) ${tables.map((table) => client.escapeIdentifier(table)).join(', ')}`);
  await client.query(`set local role ${applicationRole}`);
}

/** The same on a connection of its own. */
export async function analyseAll(url: string): Promise<void> {
  const client = ownerConnection(url);
  await client.connect();
  try {
    await analyse(client);
  } finally {
    await client.end();
  }
}
