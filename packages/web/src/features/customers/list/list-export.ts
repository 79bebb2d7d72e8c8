import { type CustomerColumn, type CustomerListFilter, customerColumns } from '@regulars/contract/customers.ts';
import { type ColumnName, columnOf } from './columns.ts';

/** Where the list is had as a file, under the same filters; without `columns` with every one of them. */
export function listExportHref(
  extension: 'csv' | 'xlsx',
  asked: { organization: string; filter: CustomerListFilter; columns?: readonly ColumnName[] },
): string {
  const { organization, filter, columns } = asked;
  const search = new URLSearchParams({ organization });
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) search.set(name, String(value));
  }
  if (columns) search.set('columns', exportedColumns(columns).join(','));
  return `/api/v1/exports/customers.${extension}?${search}`;
}

/** Who it is comes with every file: without it the rows could be laid beside no others. */
const identifying: readonly CustomerColumn[] = ['customer_id', 'external_id', 'external_source', 'name'];

function exportedColumns(shown: readonly ColumnName[]): CustomerColumn[] {
  const wanted = new Set([...identifying, ...shown.flatMap((name) => columnOf(name).exported)]);
  return customerColumns.filter((column) => wanted.has(column));
}
