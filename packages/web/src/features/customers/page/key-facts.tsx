import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { day } from '../../../format/dates.ts';
import { exactMoney } from '../../../format/money.ts';
import { count, counted } from '../../../format/numbers.ts';
import { moment } from '../../imports/moments.ts';
import type { Term } from '../../metrics/definitions.ts';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import classes from './key-facts.module.css';
import type { PartProps } from './part.ts';

/** What they come to, in six figures. */
export function KeyFacts({ query, className }: PartProps) {
  const { currency, detail } = useOrganization();
  const reading = query.data?.reading;
  if (!reading) return null;
  const money = (minor: number | null) => (minor === null ? '–' : exactMoney(minor, currency));
  return (
    <Paper component="section" className={`${classes.facts} ${className ?? ''}`} aria-label="Facts">
      <dl>
        <Fact term="net" title="Net" value={money(reading.net_minor)}>
          {reading.refunded_minor === 0
            ? 'nothing given back'
            : `${money(reading.gross_minor)} less ${money(reading.refunded_minor)} given back`}
        </Fact>
        <Fact term="counts" title="Orders" value={count(reading.order_count)}>
          {reading.first_order_on === null ? 'none that counts' : `the first ${day(reading.first_order_on)}`}
        </Fact>
        <Fact term="average_order_value" title="Average order" value={money(reading.average_order_value_minor)}>
          {reading.orders_per_month === null ? 'no order yet' : `${frequency(reading.orders_per_month)} orders a month`}
        </Fact>
        <Fact
          term="days_inactive"
          title="Last order"
          value={reading.last_order_on === null ? '–' : day(reading.last_order_on)}
        >
          {reading.days_inactive === null ? 'never bought' : daysAgo(reading.days_inactive, reading.upcoming_count > 0)}
        </Fact>
        {reading.upcoming_count > 0 && (
          <Fact term="upcoming" title="Ahead" value={counted(reading.upcoming_count, 'booking')}>
            {reading.next_booking_at === null
              ? money(reading.upcoming_minor)
              : `${money(reading.upcoming_minor)}, next ${moment(reading.next_booking_at, { timeZone: detail.time_zone })}`}
          </Fact>
        )}
      </dl>
    </Paper>
  );
}

function Fact({ term, title, value, children }: { term: Term; title: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        {title}
        <FigureDefinition of={term} />
      </dt>
      <dd className={classes.value}>{value}</dd>
      <dd>{children}</dd>
    </div>
  );
}

function daysAgo(days: number, hasBooking: boolean): string {
  if (days === 0) return hasBooking ? 'a booking lies ahead' : 'today';
  return `${counted(days, 'day')} ago`;
}

function frequency(perMonth: number): string {
  return perMonth >= 10 ? count(Math.round(perMonth)) : perMonth.toFixed(2);
}
