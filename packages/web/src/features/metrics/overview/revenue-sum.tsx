import type { Overview } from '@regulars/contract/metrics.ts';
import { type Currency, exactMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { RowsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNothing } from '../absence.tsx';
import { FigureDefinition } from '../figure-definition.tsx';
import { useOverview } from '../queries.ts';
import classes from './overview-page.module.css';

type Part = Overview['total_revenue']['parts'][number];

/** The revenue of all time to the cent: whose it is, what came in, what was given back. */
export function RevenueSum() {
  const { currency } = useOrganization();
  const nothing = useNothing('How your revenue adds up');
  return (
    <Widget
      title="How the revenue adds up"
      className={classes.wide}
      definition={<FigureDefinition of="total_revenue" words={['counts', 'net', 'customer']} />}
      query={useOverview()}
      skeleton={<RowsSkeleton rows={3} />}
      empty={(data) => (data.total_customers.contacts === 0 && data.total_revenue.order_count === 0 ? nothing() : null)}
    >
      {(data) => <Sum revenue={data.total_revenue} customers={data.total_customers.value} currency={currency} />}
    </Widget>
  );
}

function Sum({
  revenue,
  customers,
  currency,
}: {
  revenue: Overview['total_revenue'];
  customers: number;
  currency: Currency;
}) {
  const names: Record<Part['of'], string> = {
    customers: `${count(customers)} customers`,
    guests: 'Guests',
    contacts: `${count(revenue.prospects_with_credit)} contacts with credit notes alone`,
  };
  const parts = revenue.parts.filter((part) => part.of === 'customers' || part.order_count > 0 || part.net_minor !== 0);
  const whole = {
    order_count: revenue.order_count,
    gross_minor: revenue.gross_minor,
    refunded_minor: revenue.refunded_minor,
    net_minor: revenue.net_minor,
  };
  return (
    <DataTable caption="How the revenue adds up" minWidth={560}>
      <thead>
        <tr>
          <th scope="col">Of all time</th>
          <th scope="col" data-figure>
            Orders
          </th>
          <th scope="col" data-figure>
            Gross
          </th>
          <th scope="col" data-figure>
            Refunded
          </th>
          <th scope="col" data-figure>
            Net
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <Row key={part.of} name={names[part.of]} sums={part} currency={currency} />
        ))}
        {parts.length > 1 && <Row name="Together" sums={whole} currency={currency} />}
      </tbody>
    </DataTable>
  );
}

type Sums = Omit<Part, 'of'>;

function Row({ name, sums, currency }: { name: string; sums: Sums; currency: Currency }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-figure>{count(sums.order_count)}</td>
      <td data-figure>{exactMoney(sums.gross_minor, currency)}</td>
      <td data-figure>{exactMoney(sums.refunded_minor, currency)}</td>
      <td data-figure>{exactMoney(sums.net_minor, currency)}</td>
    </tr>
  );
}
