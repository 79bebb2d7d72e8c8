import type { Overview } from '@regulars/contract/metrics.ts';
import { exactMoney } from '../../../../format/money.ts';
import { count } from '../../../../format/numbers.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import classes from './revenue-trend.module.css';
import { fullLabel } from './trend-labels.ts';

const headings = { day: 'Day', week: 'Week', month: 'Month' };

/** The chart's figures, exact, newest first. */
export function RevenueTable({ trend }: { trend: Overview['revenue_trend'] }) {
  const { currency } = useOrganization();
  return (
    <div className={classes.rows}>
      <DataTable caption="Revenue over time" minWidth={560}>
        <thead>
          <tr>
            <th scope="col">{headings[trend.grain]}</th>
            <th scope="col" data-figure>
              Orders
            </th>
            <th scope="col" data-figure>
              Customers
            </th>
            <th scope="col" data-figure>
              Guests
            </th>
            <th scope="col" data-figure>
              Period before
            </th>
          </tr>
        </thead>
        <tbody>
          {trend.points.toReversed().map((point) => (
            <tr key={point.on}>
              <th scope="row">{fullLabel(point.on, trend.grain)}</th>
              <td data-figure>{count(point.order_count)}</td>
              <td data-figure>{exactMoney(point.customers_net_minor, currency)}</td>
              <td data-figure>{exactMoney(point.guests_net_minor, currency)}</td>
              <td data-figure>{exactMoney(point.previous_net_minor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}
