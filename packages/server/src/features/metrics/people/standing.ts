import { sql } from 'kysely';
import { Refusal } from '../../../platform/errors.ts';
import type { Scope } from '../../../platform/scope.ts';
import { familyOf } from '../../customers/customers.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { readMoment } from '../moment.ts';
import { rowsOf } from './list-queries.ts';

/** A contact who stands for themself, with all who were merged into them. */
export interface Standing {
  customerId: string;
  /** Theirs and those of the merged: whose records are theirs. */
  family: string[];
}

/**
 * Whom a customer stands for: themself, or the one they were merged into.
 * @throws Refusal `unknown_customer`: nobody, somebody of another organization, or nobody whom this principal may see
 */
export async function standingOf(scope: Scope, settings: Settings, customerId: string): Promise<Standing> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer_facts
    where organization_id = ${scope.organizationId} and customer_id = (
      select coalesce(merged_into_id, customer_id) from customers
      where organization_id = ${scope.organizationId} and customer_id = ${customerId}::uuid)`.execute(scope.db);
  const found = rows[0]?.customer_id;
  if (found === undefined || !(await mayBeSeen(scope, settings, found))) throw unknownCustomer();
  return { customerId: found, family: await familyOf(scope, [found]) };
}

/** Who sees some locations only sees those who have been there. */
async function mayBeSeen(scope: Scope, settings: Settings, customerId: string): Promise<boolean> {
  if (scope.locations === 'all') return true;
  return (await rowsOf(scope, settings, readMoment(scope, settings, undefined), [customerId])).length > 0;
}

function unknownCustomer(): Refusal {
  return new Refusal('unknown_customer', 'There is no such customer', { status: 404, where: 'customer_id' });
}
