import type { CustomerRow } from '@regulars/contract/customers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { CustomerLink } from '../customer-link.tsx';
import { customerName, seen } from '../customer-name.ts';
import { cellOf } from './cells.tsx';
import { type ColumnName, columnOf } from './columns.ts';
import classes from './customers-table.module.css';
import { SortHead } from './sort-head.tsx';

interface Props {
  rows: readonly CustomerRow[];
  shown: readonly ColumnName[];
  /** Found by likeness, they come the most alike first. */
  isSorted: boolean;
}

/** The list on a desk: a row is a link to its customer. */
export function CustomersTable({ rows, shown, isSorted }: Props) {
  const { currency } = useOrganization();
  return (
    <DataTable caption="Customers" minWidth={220 + shown.length * 112}>
      <thead>
        <tr>
          <SortHead title="Customer" sort={isSorted ? 'name' : undefined} />
          {shown.map((name) => {
            const { title, sort, isFigure } = columnOf(name);
            return <SortHead key={name} title={title} sort={isSorted ? sort : undefined} isFigure={isFigure} />;
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.customer_id} className={classes.row}>
            <th scope="row">
              <span className={classes.person}>
                <CustomerLink customerId={row.customer_id} className={classes.link}>
                  {customerName(row)}
                </CustomerLink>
                {!shown.includes('email') && row.name !== null && <small>{reachedBy(row)}</small>}
              </span>
            </th>
            {shown.map((name) => (
              <td key={name} data-figure={columnOf(name).isFigure}>
                {cellOf(name, row, currency)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** A line below the name that tells one Ann from another. */
export function reachedBy(row: CustomerRow): string | null {
  const number = seen(row.external_id);
  return seen(row.email) ?? seen(row.phone) ?? (number === null ? null : `No. ${number}`);
}
