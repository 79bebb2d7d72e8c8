import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { permissions } from '@regulars/contract/base.ts';
import type { Reading } from '@regulars/contract/imports.ts';
import { tendCells } from '@regulars/server/features/activity/activity.ts';
import { importFile, lookAtFile } from '@regulars/server/features/imports/imports.ts';
import { createOrganization, findOrganization } from '@regulars/server/features/organizations/organizations.ts';
import { install } from '@regulars/server/install.ts';
import { connect, type Databases, ownerConnection } from '@regulars/server/platform/database.ts';
import { startEmbedded } from '@regulars/server/platform/embedded/embedded.ts';
import { type Principal, systemPrincipal, type World, withScope } from '@regulars/server/platform/scope.ts';
import { analyseAll } from '@regulars/server/platform/statistics.ts';
import type pg from 'pg';
import { columns, partsOf, rowsOf } from './histories.ts';
import type { Size } from './size.ts';

export const slug = 'bench';

/** A shop of a size, in a database of its own that stays for the next run. */
export interface Shop {
  size: Size;
  /** The data folder of the product. */
  home: string;
  url: string;
  databases: Databases;
  world: World;
  principal: Principal;
  organizationId: string;
  /** As the owner of the tables, past the policies: for baselines. */
  owner: pg.Client;
  close: () => Promise<void>;
}

/** Parts that are taken in already, by number: a run that was broken off goes on where it was. */
interface Built {
  until: string;
  parts: number[];
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/regulars-bench', import.meta.url));

/** Opens the shop, and makes what is missing of it by the product's own import. `say`: what goes on, in words. */
export async function openShop(size: Size, say: (text: string) => void): Promise<Shop> {
  const folder = join(cache, `${size.customers}-customers-${size.orders}-orders`);
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const embedded = await startEmbedded({ home, log: say });
  await install(embedded.url);
  const databases = connect(embedded.url, { size: 4 });
  const world: World = { databases };
  const organizationId = (await findOrganization(databases, slug))?.organizationId ?? (await open(world));
  const principal = systemPrincipal(organizationId, 'bench', permissions);
  const owner = ownerConnection(embedded.url);
  await owner.connect();
  const close = async () => {
    await owner.end();
    await databases.close();
    await embedded.stop();
  };
  const shop = { size, home, url: embedded.url, databases, world, principal, organizationId, owner, close };
  try {
    await build(shop, folder, say);
    if (await withScope(world, principal, tendCells)) await analyseAll(embedded.url);
    return shop;
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(world: World): Promise<string> {
  const made = await createOrganization(world, {
    slug,
    name: 'Bench',
    currency: 'GBP',
    time_zone: 'Europe/London',
    country: 'GB',
  });
  return made.organizationId;
}

async function build(shop: Shop, folder: string, say: (text: string) => void): Promise<void> {
  const note = join(folder, 'built.json');
  const built: Built = existsSync(note)
    ? JSON.parse(readFileSync(note, 'utf8'))
    : { until: new Date().toISOString(), parts: [] };
  const parts = partsOf(shop.size);
  for (let part = 0; part < parts; part++) {
    if (built.parts.includes(part)) continue;
    say(`Making part ${part + 1} of ${parts} of the shop …`);
    const path = join(folder, `part-${part}.csv`);
    await pipeline(Readable.from(csvOf(shop.size, part, new Date(built.until))), createWriteStream(path));
    const rows = await takeIn(shop, path);
    rmSync(path);
    built.parts.push(part);
    writeFileSync(note, JSON.stringify(built));
    say(`  ${rows} rows taken in`);
    if (part === parts - 1) await analyseAll(shop.url);
  }
}

function* csvOf(size: Size, part: number, until: Date): Generator<string> {
  yield `${columns.join(',')}\n`;
  yield* rowsOf(size, part, until);
}

async function takeIn({ world, principal }: Shop, path: string): Promise<number> {
  const file = { path, fileName: path.split('/').at(-1) ?? path };
  const chosen: Partial<Reading> = {
    format: 'mapped',
    kind: 'orders',
    source: 'bench',
    date_order: 'ymd',
    decimal_mark: '.',
    columns: Object.fromEntries(columns.map((column) => [column, column])),
  };
  const { reading, understanding } = await lookAtFile({ world, principal }, { ...file, chosen });
  const report = await importFile(world, principal, { ...file, reading, title: understanding.title });
  if (report.rows_not_taken > 0)
    throw new Error(`${report.rows_not_taken} rows were not taken: ${JSON.stringify(report.not_taken[0])}`);
  return report.rows_read;
}
