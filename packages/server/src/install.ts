import { consoleViews } from './features/metrics/metrics.ts';
import { installAccounts } from './platform/accounts/accounts.ts';
import { checkCatalogue } from './platform/catalogue.ts';
import { connect } from './platform/database.ts';
import { type DistributionReport, distribute } from './platform/distribute.ts';
import { Refusal } from './platform/errors.ts';
import { installJobs } from './platform/jobs/jobs.ts';
import { type MigrationReport, migrate } from './platform/migrate.ts';

/**
 * Brings a database to this version: our own schema and views, the accounts' tables and the jobs'. Safe to run twice.
 * @throws Refusal `walls_broken` when somebody changed what keeps organizations apart; see also `migrate`
 */
export async function install(url: string): Promise<MigrationReport> {
  const report = await migrate(url, consoleViews());
  const databases = connect(url);
  try {
    await installAccounts(databases);
    await installJobs(databases);
  } finally {
    await databases.close();
  }
  const breaches = await checkCatalogue(url);
  if (breaches.length > 0)
    throw new Refusal('walls_broken', `The walls between organizations are broken. ${breaches.join('. ')}.`);
  return report;
}

/** The same, and then spreads its tables over the nodes of a Citus cluster. @throws Refusal `no_citus`; see also `install` */
export async function installDistributed(url: string): Promise<MigrationReport & DistributionReport> {
  return { ...(await install(url)), ...(await distribute(url)) };
}
