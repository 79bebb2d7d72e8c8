/**
 * The system doors: what runs before an organization is known, or across organizations. A closed list, each with its
 * own database role and its own tables; `catalogue.ts` and a test hold the database to it.
 */
export const systemDoors = {
  /** Sign-in, sessions and key secrets: better-auth's own schema. */
  accounts: { role: 'regulars_accounts', schema: 'auth', tables: [] },
  /** Jobs and schedules: pg-boss's own schema. */
  jobs: { role: 'regulars_jobs', schema: 'pgboss', tables: [] },
  /** From a slug, a shop's slug, an account or a key to its organization; the list of organizations that schedules need. */
  directory: {
    role: 'regulars_directory',
    schema: null,
    tables: ['organization_directory', 'account_directory', 'key_directory', 'shop_slug_directory'],
  },
  /** Delivers recorded events. */
  relay: { role: 'regulars_relay', schema: null, tables: ['outbox'] },
} as const satisfies Record<string, { role: string; schema: string | null; tables: readonly string[] }>;

export type SystemDoor = keyof typeof systemDoors;

/** The application's own role: not owner, not superuser, no BYPASSRLS. */
export const applicationRole = 'regulars_app';

/**
 * The one thing that goes round the policies and is no door: a search for the words of a column (`word-search.ts`). Its role owns
 * the function, has no login, reads three columns, and nobody works as it.
 */
export const wordSearch = {
  role: 'regulars_search',
  function: 'customers_named',
  table: 'customers',
  key: 'customer_id',
  column: 'search_name',
} as const;

/** Tables of `public` without an organization's policy, each behind a door above. */
export const systemTables: readonly string[] = Object.values(systemDoors).flatMap((door) => door.tables);
