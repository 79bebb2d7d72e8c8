import type { CustomerDetail } from '@regulars/contract/customers.ts';
import type { ReactNode } from 'react';
import { exactMoney } from '../../../format/money.ts';
import { count, counted, probability } from '../../../format/numbers.ts';
import { Widget } from '../../../ui/widget/widget.tsx';
import type { Term } from '../../metrics/definitions.ts';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { crmNames, frequencyNames, spendingNames } from '../../metrics/labels.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { StageMark } from '../stage-mark.tsx';
import type { PartProps } from './part.ts';
import classes from './readings.module.css';

type Reading = NonNullable<CustomerDetail['reading']>;

interface Row {
  name: string;
  of: Term;
  words?: Term[];
  value: ReactNode;
}

/** What the clock and the shop's own thresholds make of them; each with its definition. */
export function Readings({ query, className }: PartProps) {
  const { currency } = useOrganization();
  return (
    <Widget
      title="Readings"
      className={className}
      query={query}
      notAvailable={({ reading }) =>
        reading === null
          ? { title: 'Not on file yet', text: 'On the day you are looking at nothing was known of them.' }
          : null
      }
    >
      {({ reading }) =>
        reading && (
          <dl className={classes.readings}>
            {rowsOf(reading, (minor) => exactMoney(minor, currency)).map(({ name, of, words = [], value }) => (
              <div key={name}>
                <dt>
                  {name}
                  <FigureDefinition of={of} words={words} />
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

function rowsOf(reading: Reading, money: (minor: number) => string): Row[] {
  const none = 'none: no order that counts';
  const hasOrders = reading.order_count > 0;
  return [
    { name: 'Stage', of: 'lifecycle', words: ['counts'], value: <StageMark stage={reading.stage} /> },
    {
      name: 'RFM segment',
      of: 'rfm_segment',
      words: ['rfm_scores'],
      value: reading.rfm_segment ?? none,
    },
    {
      name: 'RFM scores',
      of: 'rfm_scores',
      words: ['net'],
      value: hasOrders ? (
        <>
          R{reading.r_score} F{reading.f_score} M{reading.m_score}
          <small>
            {counted(reading.window_order_count, 'order')}, {money(reading.window_net_minor)} net within{' '}
            {count(reading.window_days)} days
          </small>
        </>
      ) : (
        none
      ),
    },
    { name: 'CRM status', of: 'crm_status', value: crmNames[reading.crm_status] },
    {
      name: 'Spending tier',
      of: 'spending_tier',
      words: ['net'],
      value: reading.spending_tier === null ? none : spendingNames[reading.spending_tier],
    },
    {
      name: 'Frequency tier',
      of: 'frequency_tier',
      words: ['counts'],
      value: reading.frequency_tier === null ? none : frequencyNames[reading.frequency_tier],
    },
    {
      name: 'Purchase frequency',
      of: 'orders_per_month',
      value: reading.orders_per_month === null ? none : `${reading.orders_per_month.toFixed(2)} orders a month`,
    },
    {
      name: 'Churn risk',
      of: 'churn_risk',
      value: riskOf(reading),
    },
    {
      name: 'Value at risk',
      of: 'value_at_risk',
      words: ['churn_risk', 'average_order_value', 'orders_per_month'],
      value: reading.value_at_risk_minor === null ? '–' : `${money(reading.value_at_risk_minor)} a year`,
    },
  ];
}

function riskOf({ order_count, churn_risk, churn_reason, horizon_days }: Reading): ReactNode {
  if (order_count === 0) return 'none: no order that counts';
  if (churn_risk === null) return 'not known: too little history in the shop';
  return (
    <>
      {probability(churn_risk)}
      <small>of no order in the next {count(horizon_days)} days</small>
      {churn_reason !== null && <small>{churn_reason}</small>}
    </>
  );
}
