import {
  type CustomerListFilter,
  type CustomerListInput,
  type CustomerSort,
  customerListInput,
} from '@regulars/contract/customers.ts';
import { isColumnName } from './columns.ts';

/**
 * What a reader has chosen on the list of customers, as it stands in the address. `channel`, `period` and `segment` belong to the
 * Insights as well: a segment there leads to its customers here.
 */
export type ListState = Omit<CustomerListFilter, 'as_of' | 'channel' | 'period' | 'rfm_segment'> & {
  sort?: CustomerSort;
  direction?: CustomerListInput['direction'];
  /** Names with commas between. */
  columns?: string;
};

const filters = [
  'q',
  'stage',
  'spending_tier',
  'frequency_tier',
  'crm_status',
  'location_id',
  'order_count_from',
  'order_count_to',
  'net_from_minor',
  'net_to_minor',
  'last_order_within_days',
  'last_order_before_days',
  'registered_from',
  'registered_to',
  'has_email',
  'has_phone',
  'sort',
  'direction',
] as const satisfies readonly (keyof ListState)[];

/** Reads them from what the address bar holds. What makes no sense is left out. */
export function parseListState(search: Record<string, unknown>): ListState {
  const told = filters.flatMap((name) => {
    if (search[name] === undefined) return [];
    // A number typed into the address bar comes as one.
    const value = name === 'q' ? String(search[name]) : search[name];
    const read = customerListInput.shape[name].safeParse(value);
    return read.success && read.data !== undefined ? [[name, read.data] as const] : [];
  });
  const columns = columnsOf(search.columns);
  return { ...Object.fromEntries(told), ...(columns && { columns }) };
}

function columnsOf(told: unknown): string | undefined {
  const known = typeof told === 'string' ? told.split(',').filter(isColumnName) : [];
  return known.length > 0 ? [...new Set(known)].join(',') : undefined;
}
