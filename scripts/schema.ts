import { writeFileSync } from 'node:fs';
import { install } from '../packages/server/src/install.ts';
import { dumpCatalogue } from '../packages/server/src/platform/catalogue-dump.ts';
import { startEmbedded } from '../packages/server/src/platform/embedded/embedded.ts';
import { makeHome } from '../packages/server/src/testing/home.ts';
import { tableTypes } from '../packages/server/src/testing/table-types.ts';

/** Writes schema.sql and the table types anew after a migration was added: `npm run schema`. */
const home = makeHome();
const database = await startEmbedded({ home: home.path });
try {
  await install(database.url);
  writeFileSync(new URL('../packages/server/schema.sql', import.meta.url), await dumpCatalogue(database.url));
  tableTypes(database.url, 'write');
} finally {
  await database.stop();
  home.remove();
}
