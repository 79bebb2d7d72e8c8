import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { to as copyTo } from 'pg-copy-streams';
import type { Shop } from '../shop/shop.ts';
import { rawTables } from './tables.ts';

/** What we use of DuckDB's client. Its 70 MB are fetched for a bench alone, so it is no package of the workspace. */
interface DuckDb {
  DuckDBInstance: { create: (path: string) => Promise<{ connect: () => Promise<Connection>; closeSync: () => void }> };
}
interface Connection {
  run: (sql: string) => Promise<unknown>;
  runAndReadAll: (sql: string) => Promise<{ getRows: () => unknown[][] }>;
  closeSync: () => void;
}

export interface Columnar {
  version: string;
  run: (sql: string) => Promise<unknown>;
  close: () => void;
}

const folder = fileURLToPath(new URL('columnar', import.meta.url));

/** The same rows in DuckDB: the limit of what a database of columns can do on this machine. */
export async function openColumnar(shop: Shop, say: (text: string) => void): Promise<Columnar> {
  const { DuckDBInstance } = await fetchDuckDb(say);
  const instance = await DuckDBInstance.create(join(shop.home, '..', 'columnar.duckdb'));
  const connection = await instance.connect();
  for (const [table, sql] of Object.entries(rawTables(shop.organizationId))) {
    const path = join(shop.home, '..', `${table}.csv`);
    await pipeline(
      shop.owner.query(copyTo(`copy (${sql}) to stdout with (format csv, header)`)),
      createWriteStream(path),
    );
    await connection.run(`create or replace table ${table} as select * from read_csv('${path}')`);
    rmSync(path);
  }
  const version = await connection.runAndReadAll('select version()');
  return {
    version: String(version.getRows()[0]?.[0]),
    run: (sql) => connection.runAndReadAll(sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fetchDuckDb(say: (text: string) => void): Promise<DuckDb> {
  const path = join(folder, 'node_modules', '@duckdb', 'node-api', 'lib', 'index.js');
  if (!existsSync(path)) {
    say('Fetching DuckDB, for comparison …');
    execFileSync('npm', ['ci', '--prefix', folder, '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const loaded = (await import(path)) as DuckDb & { default?: DuckDb };
  return loaded.default ?? loaded;
}
