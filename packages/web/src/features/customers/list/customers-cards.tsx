import { NativeSelect } from '@mantine/core';
import { type CustomerRow, customerSorts } from '@regulars/contract/customers.ts';
import { day } from '../../../format/dates.ts';
import { exactMoney } from '../../../format/money.ts';
import { counted } from '../../../format/numbers.ts';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { CustomerLink } from '../customer-link.tsx';
import { customerName } from '../customer-name.ts';
import { StageMark } from '../stage-mark.tsx';
import { cellOf } from './cells.tsx';
import { type ColumnName, columnOf } from './columns.ts';
import classes from './customers-cards.module.css';
import { reachedBy } from './customers-table.tsx';
import { sortAtFirst } from './use-customers.ts';

interface Props {
  rows: readonly CustomerRow[];
  shown: readonly ColumnName[];
  /** Found by likeness, they come the most alike first. */
  isSorted: boolean;
}

/** What a card says anyway. */
const always: readonly ColumnName[] = ['stage', 'net', 'orders', 'last_order', 'email'];

/** The list on a phone: a card for each. */
export function CustomersCards({ rows, shown, isSorted }: Props) {
  const { currency } = useOrganization();
  const more = shown.filter((name) => !always.includes(name));
  return (
    <>
      {isSorted && <SortChoice />}
      <ul className={classes.cards} aria-label="Customers">
        {rows.map((row) => (
          <li key={row.customer_id} className={classes.card}>
            <div className={classes.person}>
              <CustomerLink customerId={row.customer_id} className={classes.link}>
                {customerName(row)}
              </CustomerLink>
              {row.name !== null && <small>{reachedBy(row)}</small>}
            </div>
            <div className={classes.worth}>
              {exactMoney(row.net_minor, currency)}
              <small>{counted(row.order_count, 'order')}</small>
            </div>
            <div className={classes.now}>
              <StageMark stage={row.stage} />
              {row.last_order_on !== null && <span>last order {day(row.last_order_on)}</span>}
            </div>
            {more.length > 0 && (
              <dl className={classes.more}>
                {more.map((name) => (
                  <div key={name}>
                    <dt>{columnOf(name).title}</dt>
                    <dd>{cellOf(name, row, currency)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const sortNames = {
  name: ['Name, A to Z', 'Name, Z to A'],
  net: ['Net, least first', 'Net, most first'],
  orders: ['Orders, fewest first', 'Orders, most first'],
  average_order_value: ['Average order, least first', 'Average order, most first'],
  last_order: ['Last order, longest ago first', 'Last order, latest first'],
  first_order: ['First order, oldest first', 'First order, latest first'],
  days_inactive: ['Quiet, fewest days first', 'Quiet, most days first'],
  registered: ['Registered, oldest first', 'Registered, latest first'],
} as const;

function SortChoice() {
  const [{ sort = sortAtFirst.sort, direction = sortAtFirst.direction }, change] = useUrlState();
  return (
    <NativeSelect
      className={classes.sort}
      label="Sorted by"
      value={`${sort} ${direction}`}
      onChange={({ currentTarget }) => {
        const [chosen, way] = currentTarget.value.split(' ');
        const known = customerSorts.find((each) => each === chosen);
        if (known) change({ sort: known, direction: way === 'asc' ? 'asc' : 'desc' });
      }}
      data={customerSorts.flatMap((each) => [
        { value: `${each} desc`, label: sortNames[each][1] },
        { value: `${each} asc`, label: sortNames[each][0] },
      ])}
    />
  );
}
