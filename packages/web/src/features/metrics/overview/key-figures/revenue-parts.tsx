import type { Overview } from '@regulars/contract/metrics.ts';
import { counted, share } from '../../../../format/numbers.ts';
import { Amount } from '../../../../ui/amount.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import classes from './revenue-parts.module.css';

interface Props {
  revenue: Overview['total_revenue'];
  /** Minor units, of all time. */
  averageOrder: number | null;
}

/** Who the revenue is from: customers, guests apart, and what was credited to people who never bought. */
export function RevenueParts({ revenue, averageOrder }: Props) {
  const { currency } = useOrganization();
  return (
    <dl className={classes.parts}>
      <div>
        <dt>
          <span className={classes.mark} data-of="customers" aria-hidden="true" />
          Customers
        </dt>
        <dd>
          <Amount minor={revenue.customers_net_minor} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>
          <span className={classes.mark} data-of="guests" aria-hidden="true" />
          Guests
        </dt>
        <dd>
          <Amount minor={revenue.guests_net_minor} currency={currency} />
        </dd>
        <dd className={classes.note} hidden={revenue.guest_order_count === 0}>
          {revenue.net_minor > 0 && `${share(revenue.guests_net_minor / revenue.net_minor)}, `}
          {counted(revenue.guest_order_count, 'order')}
        </dd>
      </div>
      {revenue.prospects_with_credit > 0 && (
        <div>
          <dt>
            <span className={classes.mark} data-of="credit" aria-hidden="true" />
            Credits
          </dt>
          <dd>
            <Amount minor={revenue.prospects_net_minor} currency={currency} />
          </dd>
          <dd className={classes.note}>{counted(revenue.prospects_with_credit, 'contact')} with credit notes alone</dd>
        </div>
      )}
      <div className={classes.orders}>
        <dt>Average order</dt>
        <dd>{averageOrder === null ? '–' : <Amount minor={averageOrder} currency={currency} />}</dd>
        <dd className={classes.note}>{counted(revenue.order_count, 'order')}</dd>
      </div>
    </dl>
  );
}
