import type { WorldWithAccounts } from '@regulars/server/features/organizations/keys.ts';
import type { Databases } from '@regulars/server/platform/database.ts';
import type { Principal, World } from '@regulars/server/platform/scope.ts';
import { openDatabase } from './database.ts';
import { WrongUse } from './failures.ts';
import { interruption } from './interruption.ts';
import { readSettings } from './settings.ts';

/** The world of a command: its database at this version, opened, and closed when the command ends. */
export async function openWorld(): Promise<World> {
  const opened = await openDatabase(readSettings());
  const { install } = await import('@regulars/server/install.ts');
  await install(opened.url);
  return { databases: await connectTo(opened.url) };
}

export async function connectTo(url: string): Promise<Databases> {
  const { connect } = await import('@regulars/server/platform/database.ts');
  const databases = connect(url, { size: 4 });
  interruption.onClose(() => databases.close());
  return databases;
}

/** The same with accounts, for keys. */
export async function withAccounts(world: World): Promise<WorldWithAccounts> {
  const { openAccounts } = await import('@regulars/server/platform/accounts/accounts.ts');
  const { accountsSecret } = await import('@regulars/server/platform/accounts/secret.ts');
  const secret = accountsSecret(readSettings().home);
  return { ...world, accounts: openAccounts(world.databases, { secret, secure: false }) };
}

/** Whoever sits at the machine may do everything in every organization. */
export async function principalOf(organizationId: string): Promise<Principal> {
  const { permissions } = await import('@regulars/contract/base.ts');
  const { systemPrincipal } = await import('@regulars/server/platform/scope.ts');
  return systemPrincipal(organizationId, 'command line', permissions);
}

/** @throws WrongUse naming those there are */
export async function demandOrganization(world: World, slug: string): Promise<Principal> {
  const { findOrganization, listOrganizations } = await import(
    '@regulars/server/features/organizations/organizations.ts'
  );
  const found = await findOrganization(world.databases, slug);
  if (found) return await principalOf(found.organizationId);
  const slugs = (await listOrganizations(world.databases)).map((organization) => organization.slug);
  const known =
    slugs.length === 0
      ? 'There is none yet.'
      : `There is: ${slugs.slice(0, 20).join(', ')}${slugs.length > 20 ? ', …' : ''}.`;
  throw new WrongUse(`There is no organization ${JSON.stringify(slug)}. ${known}`);
}
