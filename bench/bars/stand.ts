import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createOrganization } from '@regulars/server/features/organizations/organizations.ts';
import { install } from '@regulars/server/install.ts';
import { connect, ownerConnection } from '@regulars/server/platform/database.ts';
import { type EmbeddedDatabase, startEmbedded } from '@regulars/server/platform/embedded/embedded.ts';
import { type Product, startProduct } from '../shop/product.ts';
import { slug } from '../shop/shop.ts';

/** A database and a server that may be broken: an empty shop in a folder to throw away. */
export interface Stand {
  /** The server that answers now; another one after `serverAgain`. */
  product: Product;
  /** PostgreSQL's own process. */
  database: EmbeddedDatabase;
  stopDatabase: () => Promise<void>;
  startDatabase: () => Promise<void>;
  /** Starts a server where the last one was killed. */
  serverAgain: () => Promise<void>;
  /** What the database holds of these orders. */
  kept: (ids: readonly string[]) => Promise<number>;
  close: () => Promise<void>;
}

export interface StandOptions {
  folder: string;
  settings?: Readonly<Record<string, string>>;
}

export async function openStand({ folder, settings = {} }: StandOptions): Promise<Stand> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const start = () => startEmbedded({ home, settings });
  const database = await start();
  const { url } = database;
  await install(url);
  const databases = connect(url, { size: 2 });
  await createOrganization(
    { databases },
    { slug, name: 'Bars', currency: 'GBP', time_zone: 'Europe/London', country: 'GB' },
  );
  const place = { home, url, databases };
  const stand: Stand = {
    product: await startProduct(place),
    database,
    stopDatabase: () => stand.database.stop(),
    startDatabase: async () => {
      stand.database = await start();
      if (stand.database.url !== url) throw new Error('The database came back somewhere else');
    },
    serverAgain: async () => {
      stand.product = await startProduct(place);
    },
    kept: async (ids) => {
      const owner = ownerConnection(url);
      await owner.connect();
      try {
        await owner.query(`set app.organization_id = '${await organizationId(url)}'`);
        const { rows } = await owner.query<{ kept: number }>(
          'select count(*)::integer as kept from orders where external_id = any($1)',
          [ids],
        );
        return rows[0]?.kept ?? 0;
      } finally {
        await owner.end();
      }
    },
    close: async () => {
      await stand.product.stop();
      await databases.close();
      await stand.database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stand;
}

async function organizationId(url: string): Promise<string> {
  const owner = ownerConnection(url);
  await owner.connect();
  try {
    const { rows } = await owner.query<{ organization_id: string }>(
      'select organization_id from organization_directory',
    );
    return rows[0]?.organization_id ?? '';
  } finally {
    await owner.end();
  }
}
