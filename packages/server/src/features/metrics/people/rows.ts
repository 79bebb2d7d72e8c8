import type { CustomerRow } from '@regulars/contract/customers.ts';
import { localDate } from '../../../platform/clock.ts';
import type { Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { maskedContact, maskedNumber } from '../masking.ts';
import type { Expected } from './expected.ts';

/** A customer's row and reading as the database gives them. */
export interface ReadRow {
  customer_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  registered_at: Date;
  external_id: string | null;
  external_source: string | null;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  net_minor: number;
  average_order_minor: number | null;
  first_order_on: string | null;
  last_order_on: string | null;
  upcoming_count: number;
  upcoming_minor: number;
  days_inactive: number | null;
  lifecycle_stage: CustomerRow['stage'];
  crm_status: CustomerRow['crm_status'];
  spending_tier: CustomerRow['spending_tier'];
  frequency_tier: CustomerRow['frequency_tier'];
  r_score: number | null;
  f_score: number | null;
  m_score: number | null;
  rfm_segment: CustomerRow['rfm_segment'];
  first_order_at: Date | null;
  last_order_at: Date | null;
  window_order_count: number;
  window_net_minor: number;
  months_since_first: number;
}

/** As the API shows it to this principal. @param expected left out: nothing is told of them */
export function rowOf(scope: Scope, settings: Settings, row: ReadRow, expected?: Expected): CustomerRow {
  return {
    customer_id: row.customer_id,
    name: row.name,
    external_id: maskedNumber(scope, row.external_id),
    external_source: row.external_source,
    email: maskedContact(scope, row.email),
    phone: maskedContact(scope, row.phone),
    registered_on: localDate(row.registered_at, settings.timeZone),
    order_count: row.order_count,
    gross_minor: row.gross_minor,
    refunded_minor: row.refunded_minor,
    net_minor: row.net_minor,
    average_order_value_minor: row.average_order_minor,
    first_order_on: row.first_order_on,
    last_order_on: row.last_order_on,
    upcoming_count: row.upcoming_count,
    upcoming_minor: row.upcoming_minor,
    stage: row.lifecycle_stage,
    crm_status: row.crm_status,
    spending_tier: row.spending_tier,
    frequency_tier: row.frequency_tier,
    days_inactive: row.days_inactive,
    r_score: row.r_score,
    f_score: row.f_score,
    m_score: row.m_score,
    rfm_segment: row.rfm_segment,
    churn_risk: expected?.churnRisk ?? null,
    expected_spend_minor: expected?.forecast?.expected_spend_minor ?? null,
  };
}
