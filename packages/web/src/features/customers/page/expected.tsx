import type { CustomerDetail } from '@regulars/contract/customers.ts';
import type { ReactNode } from 'react';
import { day } from '../../../format/dates.ts';
import { exactMoney } from '../../../format/money.ts';
import { probability } from '../../../format/numbers.ts';
import type { Absence } from '../../../ui/widget/widget.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import type { Term } from '../../metrics/definitions.ts';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import type { PartProps } from './part.ts';
import classes from './readings.module.css';

type Forecast = NonNullable<NonNullable<CustomerDetail['reading']>['forecast']>;

/** What the purchase model tells of them: when they come back, how often, and for how much. */
export function Expected({ query, className }: PartProps) {
  const { currency } = useOrganization();
  return (
    <Widget
      title="What to expect"
      className={className}
      definition={<FigureDefinition of="outlook" words={['expected_orders', 'expected_spend']} />}
      query={query}
      notAvailable={({ reading }) => (reading?.forecast ? null : absenceOf(reading))}
    >
      {({ reading }) =>
        reading?.forecast && (
          <dl className={classes.readings}>
            {rowsOf(reading.forecast, (minor) => exactMoney(minor, currency)).map(({ name, of, value }) => (
              <div key={name}>
                <dt>
                  {name}
                  <FigureDefinition of={of} />
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )
      }
    </Widget>
  );
}

function absenceOf(reading: CustomerDetail['reading']): Absence {
  if (!reading || reading.order_count === 0)
    return { title: 'Nothing to tell from', text: 'They have no order that counts.' };
  if (reading.upcoming_count > 0)
    return { title: 'They have booked', text: 'While a booking lies ahead nothing is told.' };
  return {
    title: 'No forecast',
    text: 'There is too little history in the shop, they ordered since the last one was made, or it looks ahead from another day.',
  };
}

function rowsOf(forecast: Forecast, money: (minor: number) => string): { name: string; of: Term; value: ReactNode }[] {
  const { next_order, expected_spend_minor } = forecast;
  const orders = (count: number) => (count > 0 && count < 0.01 ? '<0.01' : count.toFixed(count < 1 ? 2 : 1));
  return [
    {
      name: 'Next order',
      of: 'next_order',
      value: next_order ? (
        <>
          about {day(next_order.middle_on)}
          <small>
            {day(next_order.early_on)} to {day(next_order.late_on)}
          </small>
        </>
      ) : (
        'not told'
      ),
    },
    {
      name: 'Orders',
      of: 'expected_orders',
      value: (
        <>
          {orders(forecast.purchases_365)} within 12 months
          <small>
            {orders(forecast.purchases_30)} within 30 days, {orders(forecast.purchases_90)} within 90
          </small>
        </>
      ),
    },
    {
      name: 'Spending',
      of: 'expected_spend',
      value: expected_spend_minor === null ? 'not told' : `${money(expected_spend_minor)} within 12 months`,
    },
    { name: 'Still a customer', of: 'probability_alive', value: probability(forecast.probability_alive) },
  ];
}
