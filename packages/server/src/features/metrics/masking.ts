import type { Scope } from '../../platform/scope.ts';

/** An e-mail as this principal may see it: without `customers:contact` only that there is one. */
export function maskedEmail(scope: Scope, email: string | null): string | null {
  return email === null || scope.permissions.has('customers:contact') ? email : '•••';
}
