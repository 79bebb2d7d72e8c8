import type { Forecast } from '@regulars/contract/forecasts.ts';
import { shortMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Doubt } from '../../../ui/widget/doubt.tsx';
import { RowsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { moment } from '../../imports/moments.ts';
import { useNothing } from '../../metrics/absence.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNoForecast } from '../absence.tsx';
import { useForecast } from '../queries.ts';
import classes from './outlook.module.css';

/** How many orders, and how much money, the customers there are will bring. */
export function Outlook({ className }: { className?: string | undefined }) {
  const noForecast = useNoForecast();
  const nothing = useNothing('How many orders to expect');
  const { detail } = useOrganization();
  return (
    <Widget
      title="What to expect"
      className={className}
      definition={<FigureDefinition of="outlook" words={['expected_orders', 'expected_spend']} />}
      query={useForecast()}
      skeleton={<RowsSkeleton rows={6} />}
      empty={() => (detail.first_order_on === null ? nothing() : null)}
      notAvailable={noForecast}
    >
      {(forecast) => (
        <>
          {forecast.status === 'weak' && (
            <Doubt title="With doubt.">{forecast.reasons.map(({ text }) => `${text}.`).join(' ')}</Doubt>
          )}
          <ol className={classes.horizons}>
            {forecast.expected.map((horizon) => (
              <Horizon key={horizon.within_days} {...horizon} />
            ))}
          </ol>
          <p className={classes.source}>
            Told {forecast.calculated_at && moment(forecast.calculated_at, { timeZone: detail.time_zone })} by{' '}
            {wayOf(forecast)} of the {count(forecast.customers)} customers there are; those yet to come are in none of
            it.
          </p>
        </>
      )}
    </Widget>
  );
}

function Horizon({ within_days, purchases, spend_minor }: Forecast['expected'][number]) {
  const { currency } = useOrganization();
  return (
    <li>
      <h3>Next {within_days === 365 ? '12 months' : `${within_days} days`}</h3>
      <dl>
        <div>
          <dt>Orders</dt>
          <dd className={classes.value}>{count(Math.round(purchases.value))}</dd>
          <dd>
            {count(Math.round(purchases.low))} to {count(Math.round(purchases.high))}
          </dd>
        </div>
        {spend_minor && (
          <div>
            <dt>Spending</dt>
            <dd className={classes.value}>
              <Amount minor={spend_minor.value} currency={currency} />
            </dd>
            <dd>
              {shortMoney(spend_minor.low, currency)} to {shortMoney(spend_minor.high, currency)}
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

function wayOf({ method }: Forecast): string {
  if (!method) return 'no model';
  return method.is_corrected ? `${method.model}, corrected by what else is known,` : method.model;
}
