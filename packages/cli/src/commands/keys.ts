import { defineCommand } from 'citty';
import { everyCommand, json, organization } from '../command.ts';
import { print, printJson, say } from '../terminal.ts';
import { demandOrganization, openWorld, withAccounts } from '../world.ts';

const create = defineCommand({
  meta: { name: 'create', description: 'Make a key for programs; it is shown this once' },
  args: {
    organization,
    name: { type: 'string', default: 'command line', valueHint: 'name', description: 'What it is for' },
    json,
    ...everyCommand,
  },
  run: async ({ args }) => {
    const world = await openWorld();
    await demandOrganization(world, args.organization);
    const { createKey } = await import('@regulars/server/features/organizations/keys.ts');
    const key = await createKey(await withAccounts(world), args.organization, { name: args.name });
    if (args.json) return printJson(key);
    say(`A key of ${key.organization}, sent as "Authorization: Bearer …". It is not shown again.`);
    print(key.secret);
  },
});

const list = defineCommand({
  meta: { name: 'list', description: 'Show the keys of an organization, never their secrets' },
  args: { organization, json, ...everyCommand },
  run: async ({ args }) => {
    const world = await openWorld();
    await demandOrganization(world, args.organization);
    const { listKeys } = await import('@regulars/server/features/organizations/keys.ts');
    const keys = await listKeys(world, args.organization);
    if (args.json) return printJson(keys);
    if (keys.length === 0) say('There are no keys.');
    for (const key of keys) {
      const state = key.revoked_at ? `revoked ${key.revoked_at.toISOString().slice(0, 10)}` : key.permissions.join(' ');
      print(`${key.api_key_id}  ${key.created_at.toISOString().slice(0, 10)}  ${key.name}  (${state})`);
    }
  },
});

const revoke = defineCommand({
  meta: { name: 'revoke', description: 'End a key, at once and for good' },
  args: {
    id: { type: 'positional', required: true, description: 'Its id, as `keys list` shows it' },
    organization,
    json,
    ...everyCommand,
  },
  run: async ({ args }) => {
    const world = await openWorld();
    await demandOrganization(world, args.organization);
    const { revokeKey } = await import('@regulars/server/features/organizations/keys.ts');
    await revokeKey(await withAccounts(world), args.organization, args.id);
    if (args.json) return printJson({ api_key_id: args.id, revoked: true });
    say(`The key ${args.id} is revoked.`);
  },
});

export default defineCommand({
  meta: { name: 'keys', description: 'Keys for programs that use the API' },
  subCommands: { create: () => create, list: () => list, revoke: () => revoke },
});
