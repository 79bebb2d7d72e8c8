import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../platform/embedded/embedded.ts';
import { makeTemplate } from './database.ts';
import { makeHome } from './home.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that the tests make their databases on, with the login that may do everything. */
    testServer: string;
    template: string;
  }
}

/** One PostgreSQL for all tests: the one named by REGULARS_TEST_DATABASE_URL, or an embedded one in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.REGULARS_TEST_DATABASE_URL;
  if (given) {
    project.provide('testServer', given);
    project.provide('template', await makeTemplate(given));
    return async () => {};
  }
  const home = makeHome();
  const embedded = await startEmbedded({ home: home.path, settings: { fsync: 'off', max_connections: '200' } });
  project.provide('testServer', embedded.url);
  project.provide('template', await makeTemplate(embedded.url));
  return async () => {
    await embedded.stop();
    home.remove();
  };
}
