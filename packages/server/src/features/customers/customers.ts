import { randomUUIDv7 } from 'node:crypto';
import { Refusal, TryAgain } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { redirectsOf, type StandingMerge } from './merges.ts';
import * as queries from './queries.ts';
import { identify, keyOf, type Sighting } from './recognition.ts';
import { type Learnt, Register } from './register.ts';

export { phoneBeginnings, readEmail, readPhone } from './contact-details.ts';
export { type CustomerRow, familyOf, type KnownIdentity } from './queries.ts';
export { type Identified, identitiesOf, type Sighting } from './recognition.ts';
export { type Learnt, Register } from './register.ts';

/**
 * Finds or adds the customers of some records: by external id, then phone, then e-mail. What is newly known of them is added.
 * When two identifiers point to two customers the record goes to the first and a merge is suggested.
 * @returns for each sighting the customer's id, null for a guest
 * @throws Refusal `unreadable_phone`, `unreadable_email`
 */
export async function recogniseCustomers(
  scope: Scope,
  sightings: readonly Sighting[],
  country: string | null,
): Promise<(string | null)[]> {
  const people = sightings.map((sighting) => identify(sighting, country));
  const asked = new Map(
    people.flatMap((person) => person?.identities ?? []).map((identity) => [keyOf(identity), identity]),
  );
  const found = await queries.findIdentities(scope, [...asked.values()]);
  const rows = await queries.readCustomers(scope, [...new Set(found.map((identity) => identity.customer_id))]);

  const register = new Register(scope.now, found, rows);
  const customerIds = people.map((person) => (person ? register.recognise(person) : null));
  await write(scope, register.learnt());
  return customerIds;
}

async function write(scope: Scope, learnt: Learnt): Promise<void> {
  await queries.addCustomers(scope, learnt.newCustomers);
  const added = await queries.addIdentities(scope, learnt.newIdentities);
  if (added < learnt.newIdentities.length) throw new TryAgain('another record brought the same new customer first');
  await queries.updateCustomers(scope, learnt.changedCustomers);
  await queries.suggestMerges(scope, learnt.suggestions);
}

/**
 * Redirects one customer to another from now on. Records keep their original customer, and it can be undone.
 * The caller moves the facts (activity: mergeCustomers).
 * @throws Refusal `unknown_customer`, `already_merged`, `merge_circle`
 */
export async function redirectCustomer(scope: Scope, fromCustomerId: string, intoCustomerId: string): Promise<string> {
  await demandCustomers(scope, [fromCustomerId, intoCustomerId]);
  const standing = await queries.standingMerges(scope);
  if (standing.some((merge) => merge.from_customer_id === fromCustomerId)) {
    throw new Refusal('already_merged', 'This customer already stands for another', { status: 409 });
  }
  const merge: StandingMerge = {
    merge_id: randomUUIDv7(),
    from_customer_id: fromCustomerId,
    into_customer_id: intoCustomerId,
  };
  const before = redirectsOf(standing);
  const after = redirectsOf([...standing, merge]);
  if (!after) throw new Refusal('merge_circle', 'These customers already stand for each other', { status: 409 });
  await queries.addMerge(scope, merge);
  await queries.redirectCustomers(scope, changedRedirects(before, after));
  return merge.merge_id;
}

/** Takes a merge back. @throws Refusal `unknown_merge` */
export async function undoRedirect(scope: Scope, mergeId: string): Promise<void> {
  const standing = await queries.standingMerges(scope);
  if (!standing.some((merge) => merge.merge_id === mergeId)) {
    throw new Refusal('unknown_merge', 'There is no such merge, or it was undone', { status: 404 });
  }
  await queries.markMergeUndone(scope, mergeId);
  const left = standing.filter((merge) => merge.merge_id !== mergeId);
  await queries.redirectCustomers(scope, changedRedirects(redirectsOf(standing), redirectsOf(left)));
}

/** Every customer of the merges that a change of this one could redirect. */
export async function mergeFamily(scope: Scope, customerIds: readonly string[]): Promise<string[]> {
  const family = new Set(customerIds);
  const standing = await queries.standingMerges(scope);
  for (let size = -1; size < family.size; ) {
    size = family.size;
    for (const merge of standing) {
      if (family.has(merge.from_customer_id) || family.has(merge.into_customer_id)) {
        family.add(merge.from_customer_id).add(merge.into_customer_id);
      }
    }
  }
  return [...family];
}

/** The two customers of a standing merge. @throws Refusal `unknown_merge` */
export async function customersOfMerge(scope: Scope, mergeId: string): Promise<[string, string]> {
  const merge = (await queries.standingMerges(scope)).find((standing) => standing.merge_id === mergeId);
  if (!merge) throw new Refusal('unknown_merge', 'There is no such merge, or it was undone', { status: 404 });
  return [merge.from_customer_id, merge.into_customer_id];
}

async function demandCustomers(scope: Scope, customerIds: readonly string[]): Promise<void> {
  const rows = await queries.readCustomers(scope, customerIds);
  if (new Set(customerIds).size !== customerIds.length || rows.length !== customerIds.length) {
    throw new Refusal('unknown_customer', 'There is no such customer', { status: 404 });
  }
}

function changedRedirects(before: ReadonlyMap<string, string> | null, after: ReadonlyMap<string, string> | null) {
  const ids = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...ids]
    .filter((id) => before?.get(id) !== after?.get(id))
    .map((customer_id) => ({ customer_id, merged_into_id: after?.get(customer_id) ?? null }));
}
