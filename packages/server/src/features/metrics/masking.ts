import type { Scope } from '../../platform/scope.ts';

const masked = '•••';

/** An e-mail or phone number as this principal may see it: without `customers:contact` only that there is one. */
export function maskedContact(scope: Scope, contact: string | null): string | null {
  return contact === null || scope.permissions.has('customers:contact') ? contact : masked;
}

/** Some systems number people by how to reach them: such a number is masked like an e-mail or a phone number. */
export function maskedNumber(scope: Scope, externalId: string | null): string | null {
  return externalId !== null && reachesSomebody(externalId) ? maskedContact(scope, externalId) : externalId;
}

export function reachesSomebody(externalId: string): boolean {
  return externalId.includes('@') || /^\+[\d\s().-]{6,}$/.test(externalId);
}
