import type { CustomerRow } from '@regulars/contract/customers.ts';
import type { ReactNode } from 'react';
import { day } from '../../../format/dates.ts';
import { type Currency, exactMoney } from '../../../format/money.ts';
import { count, probability } from '../../../format/numbers.ts';
import { crmNames, frequencyNames, spendingNames } from '../../metrics/labels.ts';
import { StageMark } from '../stage-mark.tsx';
import type { ColumnName } from './columns.ts';

const none = '–';

/** What a column shows of a customer. */
export function cellOf(column: ColumnName, row: CustomerRow, currency: Currency): ReactNode {
  switch (column) {
    case 'email':
      return row.email ?? none;
    case 'phone':
      return row.phone ?? none;
    case 'stage':
      return <StageMark stage={row.stage} />;
    case 'segment':
      return row.rfm_segment ?? none;
    case 'scores':
      return row.r_score === null ? none : `R${row.r_score} F${row.f_score} M${row.m_score}`;
    case 'crm_status':
      return crmNames[row.crm_status];
    case 'spending_tier':
      return row.spending_tier === null ? none : spendingNames[row.spending_tier];
    case 'frequency_tier':
      return row.frequency_tier === null ? none : frequencyNames[row.frequency_tier];
    case 'orders':
      return count(row.order_count);
    case 'net':
      return exactMoney(row.net_minor, currency);
    case 'average_order_value':
      return row.average_order_value_minor === null ? none : exactMoney(row.average_order_value_minor, currency);
    case 'gross':
      return exactMoney(row.gross_minor, currency);
    case 'refunded':
      return exactMoney(row.refunded_minor, currency);
    case 'last_order':
      return row.last_order_on === null ? none : day(row.last_order_on);
    case 'days_inactive':
      return row.days_inactive === null ? none : count(row.days_inactive);
    case 'first_order':
      return row.first_order_on === null ? none : day(row.first_order_on);
    case 'registered':
      return day(row.registered_on);
    case 'churn_risk':
      return row.churn_risk === null ? none : probability(row.churn_risk);
    case 'expected_spend':
      return row.expected_spend_minor === null ? none : exactMoney(row.expected_spend_minor, currency);
    case 'upcoming':
      return row.upcoming_count === 0
        ? none
        : `${count(row.upcoming_count)}, ${exactMoney(row.upcoming_minor, currency)}`;
  }
}
