import { day } from '../../../../format/dates.ts';
import { exactMoney } from '../../../../format/money.ts';
import { count } from '../../../../format/numbers.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { RowsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useBestCustomers } from '../../queries.ts';
import { PersonName } from '../person-name.tsx';
import { WidgetExport } from '../widget-export.tsx';
import { RepeatRatio } from './repeat-ratio.tsx';

/** Who comes back: repeat against new customers, against the industry, and the best by name. */
export function BestCustomers({ className }: { className?: string | undefined }) {
  const { currency } = useOrganization();
  const nothing = useNothing('Those who come back');
  return (
    <Widget
      title="Best customers"
      className={className}
      definition={
        <FigureDefinition of="best_customers" words={['repeat_customers', 'net', 'average_order_value', 'counts']} />
      }
      actions={<WidgetExport name="best-customers" what="Best customers" />}
      query={useBestCustomers()}
      skeleton={<RowsSkeleton rows={11} />}
      empty={(data) => (data.customers === 0 ? nothing() : null)}
    >
      {(data) => (
        <>
          <RepeatRatio
            repeatCustomers={data.repeat_customers}
            newCustomers={data.new_customers}
            rate={data.repeat_rate}
            previousRate={data.previous_repeat_rate}
          />
          <DataTable caption="The best customers by net" minWidth={540} fill>
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col">Segment</th>
                <th scope="col" data-figure>
                  Orders
                </th>
                <th scope="col" data-figure>
                  Last order
                </th>
                <th scope="col" data-figure>
                  Net
                </th>
              </tr>
            </thead>
            <tbody>
              {data.top.map((customer) => (
                <tr key={customer.customer_id}>
                  <th scope="row">
                    <PersonName person={customer} />
                  </th>
                  <td>{customer.segment ?? '–'}</td>
                  <td data-figure>{count(customer.order_count)}</td>
                  <td data-figure>{day(customer.last_order_on)}</td>
                  <td data-figure>{exactMoney(customer.net_minor, currency)}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </>
      )}
    </Widget>
  );
}
