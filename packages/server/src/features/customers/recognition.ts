import type { Person } from '@regulars/contract/activity.ts';
import { readEmail, readPhone } from './contact-details.ts';
import type { Identity } from './queries.ts';

/** A person as a record names them, and when that was. */
export interface Sighting {
  source: string;
  person: Person | undefined;
  seenAt: Date;
  /** Where the person stands in the input, for the error that names it. */
  where: string;
}

/** A person with identifiers that can be compared. Strongest first: external id, phone, e-mail. */
export interface Identified {
  identities: Identity[];
  name: string | null;
  email: string | null;
  phone: string | null;
  source: string;
  registeredAt: Date;
  /** The customer's own row of a list of customers: what it says stands over what is known. */
  isProfile?: boolean;
}

/** Null for a guest: nobody named, or nothing to know them by. */
export function identify(sighting: Sighting, country: string | null): Identified | null {
  const { person, source, where } = sighting;
  if (!person) return null;
  const phone = person.phone ? readPhone(person.phone, country, `${where}.phone`) : null;
  const email = person.email ? readEmail(person.email, `${where}.email`) : null;
  const identities = identitiesOf(source, person.external_id ?? null, phone, email);
  if (identities.length === 0) return null;
  const registeredAt = person.registered_at ? new Date(person.registered_at) : sighting.seenAt;
  return { identities, name: person.name ?? null, email, phone, source, registeredAt };
}

/** What a person can be known by, strongest first; phone in E.164, e-mail in lower case. */
export function identitiesOf(
  source: string,
  externalId: string | null,
  phone: string | null,
  email: string | null,
): Identity[] {
  const identities: Identity[] = [];
  if (externalId) identities.push({ kind: 'external', source, value: externalId });
  if (phone) identities.push({ kind: 'phone', source: '', value: phone });
  if (email) identities.push({ kind: 'email', source: '', value: email });
  return identities;
}

export const keyOf = (identity: Identity) => JSON.stringify([identity.kind, identity.source, identity.value]);
