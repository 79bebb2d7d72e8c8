import type { useCustomer } from './use-customer.ts';

/** A part of the page, drawn from the one answer. */
export interface PartProps {
  query: ReturnType<typeof useCustomer>;
  className?: string | undefined;
}
