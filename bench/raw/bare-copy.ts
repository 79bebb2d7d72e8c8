import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { writtenColumns } from './columns.ts';

/** What an import of orders writes: records, who they are of, and the facts. */
const tables = [
  'customers',
  'customer_identities',
  'products',
  'orders',
  'order_lines',
  'refunds',
  'customer_facts',
  'customer_place_facts',
  'customer_product_facts',
  'customer_month_facts',
  'day_facts',
] as const;

/**
 * The rows of one organization, COPYed into tables with the same columns, checks, keys and indexes, in one transaction: from a file that
 * holds them already as they are to be. @returns seconds
 */
export async function bareCopy(owner: pg.Client, organizationId: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-bench-'));
  const columns = new Map<string, string>();
  try {
    await owner.query('drop schema if exists bare cascade');
    await owner.query('create schema bare');
    for (const table of tables) {
      columns.set(table, (await writtenColumns(owner, table)).join(', '));
      const rows = `select ${columns.get(table)} from ${table} where organization_id = '${organizationId}'`;
      await pipeline(owner.query(copyTo(`copy (${rows}) to stdout`)), createWriteStream(join(folder, table)));
      await owner.query(`create table bare.${table} (like public.${table} including all)`);
    }
    const begun = performance.now();
    await owner.query('begin');
    for (const table of tables) {
      const copy = owner.query(copyFrom(`copy bare.${table} (${columns.get(table)}) from stdin`));
      await pipeline(createReadStream(join(folder, table)), copy);
    }
    await owner.query('commit');
    return (performance.now() - begun) / 1_000;
  } finally {
    await owner.query('drop schema if exists bare cascade');
    rmSync(folder, { recursive: true });
  }
}
