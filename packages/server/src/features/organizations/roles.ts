import type { Permission } from '@regulars/contract/base.ts';

export const roles = ['owner', 'admin', 'manager', 'staff', 'analyst'] as const;
export type Role = (typeof roles)[number];

const look = ['organization:read', 'metrics:read', 'customers:read'] as const;
const sell = [...look, 'customers:contact', 'records:write'] as const;
const run = [...sell, 'customers:export'] as const;
const govern = [...run, 'organization:manage'] as const;

/** What a member of each role may do. An analyst sees and takes away figures, but not how to reach a person. */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  owner: govern,
  admin: govern,
  manager: run,
  staff: sell,
  analyst: [...look, 'customers:export'],
};

/** What a key may do when nothing else is said: everything but change the organization itself. */
export const keyPermissions: readonly Permission[] = run;
