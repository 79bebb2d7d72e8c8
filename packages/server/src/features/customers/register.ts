import { randomUUIDv7 } from 'node:crypto';
import type { CustomerRow, KnownIdentity, NewCustomer } from './queries.ts';
import { type Identified, keyOf } from './recognition.ts';

/** What a batch of records taught about customers: to be written, or only looked at. */
export interface Learnt {
  newCustomers: NewCustomer[];
  newIdentities: KnownIdentity[];
  changedCustomers: CustomerRow[];
  suggestions: { first_customer_id: string; second_customer_id: string; reason: string }[];
}

/** What is known of the customers of one batch, before and while it is read. Touches nothing: `learnt` says what to write. */
export class Register {
  readonly #now: Date;
  readonly #owner: Map<string, string>;
  readonly #rows: Map<string, CustomerRow>;
  readonly #newCustomers = new Map<string, NewCustomer>();
  readonly #newIdentities: KnownIdentity[] = [];
  readonly #changed = new Set<string>();
  readonly #suggestions = new Map<string, Learnt['suggestions'][number]>();

  constructor(now: Date, found: readonly KnownIdentity[], rows: readonly CustomerRow[]) {
    this.#now = now;
    this.#owner = new Map(found.map((identity) => [keyOf(identity), identity.customer_id]));
    this.#rows = new Map(rows.map((row) => [row.customer_id, { ...row }]));
  }

  /** The customer's id: the first that one of the identifiers points to, else a new one. */
  recognise(person: Identified): string {
    const owners = person.identities.flatMap((identity) => this.#owner.get(keyOf(identity)) ?? []);
    const customerId = owners[0] ?? this.#add(person);
    for (const other of owners) this.#suggest(customerId, other);
    this.#learn(customerId, person);
    return customerId;
  }

  learnt(): Learnt {
    return {
      newCustomers: [...this.#newCustomers.values()],
      newIdentities: this.#newIdentities,
      changedCustomers: [...this.#changed].flatMap((id) =>
        this.#newCustomers.has(id) ? [] : (this.#rows.get(id) ?? []),
      ),
      suggestions: [...this.#suggestions.values()],
    };
  }

  #add(person: Identified): string {
    const customer_id = randomUUIDv7();
    const { name, email, phone } = person;
    const row = {
      customer_id,
      name,
      email,
      phone,
      registered_at: person.registeredAt,
      merged_into_id: null,
      first_source: person.source,
      created_at: this.#now,
      updated_at: this.#now,
    };
    this.#rows.set(customer_id, row);
    this.#newCustomers.set(customer_id, row);
    return customer_id;
  }

  #learn(customerId: string, person: Identified): void {
    for (const identity of person.identities) {
      if (this.#owner.has(keyOf(identity))) continue;
      this.#owner.set(keyOf(identity), customerId);
      this.#newIdentities.push({ ...identity, customer_id: customerId });
    }
    const row = this.#rows.get(customerId);
    if (!row) return;
    // What leads to somebody else is not theirs.
    const isTheirs = (kind: string) =>
      person.identities.every((identity) => identity.kind !== kind || this.#owner.get(keyOf(identity)) === customerId);
    const fill = <Key extends 'name' | 'email' | 'phone'>(key: Key) => {
      if (person[key] === null || person[key] === row[key] || !isTheirs(key)) return;
      if (row[key] !== null && !person.isProfile) return;
      row[key] = person[key];
      this.#changed.add(customerId);
    };
    fill('name');
    fill('email');
    fill('phone');
    if (person.registeredAt < row.registered_at) {
      row.registered_at = person.registeredAt;
      this.#changed.add(customerId);
    }
  }

  #suggest(customerId: string, other: string): void {
    if (this.#root(customerId) === this.#root(other)) return;
    const [first_customer_id, second_customer_id] = [customerId, other].sort() as [string, string];
    this.#suggestions.set(first_customer_id + second_customer_id, {
      first_customer_id,
      second_customer_id,
      reason: 'one record named identifiers of both',
    });
  }

  #root(customerId: string): string {
    return this.#rows.get(customerId)?.merged_into_id ?? customerId;
  }
}
