import type { CustomerOrder } from '@regulars/contract/customers.ts';
import { day } from '../../../../format/dates.ts';
import { exactMoney, exactPrice } from '../../../../format/money.ts';
import { count } from '../../../../format/numbers.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { Origin } from '../origin.tsx';
import classes from './order-parts.module.css';

/** What was in an order, how its total adds up, and what was given back. */
export function OrderParts({ order }: { order: CustomerOrder }) {
  return (
    <>
      {order.lines.length > 0 && <Lines order={order} />}
      <Sum order={order} />
      {order.refunds.length > 0 && <Refunds order={order} />}
    </>
  );
}

function Lines({ order }: { order: CustomerOrder }) {
  const { currency } = useOrganization();
  const left = order.line_count - order.lines.length;
  return (
    <>
      <DataTable caption={`Lines of ${order.number ?? order.external_id}`}>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" data-figure className={classes.onDesks}>
              Quantity
            </th>
            <th scope="col" data-figure className={classes.onDesks}>
              Price
            </th>
            <th scope="col" data-figure>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.line_no}>
              <th scope="row" className={classes.item}>
                {line.name ?? 'No name'}
                <small className={classes.onPhones}>
                  {line.quantity} × {exactPrice(line.unit_price, currency)}
                </small>
                {line.category !== null && <small>{line.category}</small>}
              </th>
              <td data-figure className={classes.onDesks}>
                {line.quantity}
              </td>
              <td data-figure className={classes.onDesks}>
                {exactPrice(line.unit_price, currency)}
              </td>
              <td data-figure>
                {exactMoney(line.total_minor, currency)}
                {line.discount_minor > 0 && (
                  <small className={classes.discount}>after {exactMoney(line.discount_minor, currency)} off</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {left > 0 && <p className={classes.left}>and {count(left)} more lines</p>}
    </>
  );
}

function Sum({ order }: { order: CustomerOrder }) {
  const { currency } = useOrganization();
  const parts = [
    ['Goods', order.goods_minor],
    ['Tax', order.tax_minor],
    ['Shipping', order.shipping_minor],
  ] as const;
  const told = parts.filter(([, minor]) => minor !== 0);
  return (
    <dl className={classes.sum}>
      {told.length > 1 &&
        told.map(([name, minor]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{exactMoney(minor, currency)}</dd>
          </div>
        ))}
      <div data-total>
        <dt>Total</dt>
        <dd>{exactMoney(order.total_minor, currency)}</dd>
      </div>
      {order.discount_minor > 0 && (
        <div>
          <dt>Discount on the whole, already taken off</dt>
          <dd>{exactMoney(order.discount_minor, currency)}</dd>
        </div>
      )}
      {order.tip_minor > 0 && (
        <div>
          <dt>Tip, kept apart</dt>
          <dd>{exactMoney(order.tip_minor, currency)}</dd>
        </div>
      )}
      {order.value_minor !== order.total_minor && (
        <div>
          <dt>Counted as worth</dt>
          <dd>{exactMoney(order.value_minor, currency)}</dd>
        </div>
      )}
    </dl>
  );
}

function Refunds({ order }: { order: CustomerOrder }) {
  const { currency } = useOrganization();
  return (
    <ul className={classes.refunds} aria-label="Refunds">
      {order.refunds.map((refund) => (
        <li key={refund.refund_id}>
          <span>
            Given back {day(refund.refunded_on)}
            <small>
              {refund.reason !== null && <>{refund.reason} · </>}
              <Origin source={refund.source} from={refund.import} />
            </small>
          </span>
          <b>−{exactMoney(refund.amount_minor, currency)}</b>
        </li>
      ))}
    </ul>
  );
}
