import { migrate, type MigrationReport } from './platform/migrate.ts';
import { consoleViews } from './features/metrics/metrics.ts';

/** Brings a database to this version: our own schema and views, the accounts' and the jobs'. Safe to run twice. */
export async function install(url: string): Promise<MigrationReport> {
  return await migrate(url, consoleViews());
}
