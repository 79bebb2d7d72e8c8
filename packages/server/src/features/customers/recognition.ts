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
}

/** Null for a guest: nobody named, or nothing to know them by. */
export function identify(sighting: Sighting, country: string | null): Identified | null {
  const { person, source, where } = sighting;
  if (!person) return null;
  const phone = person.phone ? readPhone(person.phone, country, `${where}.phone`) : null;
  const email = person.email ? readEmail(person.email, `${where}.email`) : null;
  const identities: Identity[] = [];
  if (person.external_id) identities.push({ kind: 'external', source, value: person.external_id });
  if (phone) identities.push({ kind: 'phone', source: '', value: phone });
  if (email) identities.push({ kind: 'email', source: '', value: email });
  if (identities.length === 0) return null;
  const registeredAt = person.registered_at ? new Date(person.registered_at) : sighting.seenAt;
  return { identities, name: person.name ?? null, email, phone, source, registeredAt };
}

export const keyOf = (identity: Identity) => JSON.stringify([identity.kind, identity.source, identity.value]);
