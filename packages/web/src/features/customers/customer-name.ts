export interface Named {
  customer_id: string;
  name: string | null;
  external_id: string | null;
  /** Masked without the right to reach customers. */
  email: string | null;
}

/** A customer as well as we know them: by name, else by e-mail, else by their number at the source, else by ours. */
export function customerName({ customer_id, name, external_id, email }: Named): string {
  return name ?? seen(email) ?? `Customer ${seen(external_id) ?? `…${customer_id.slice(-6)}`}`;
}

/** What is not masked. */
export function seen(contact: string | null): string | null {
  return contact === null || isMasked(contact) ? null : contact;
}

export function isMasked(contact: string | null): boolean {
  return contact?.startsWith('•') === true;
}
