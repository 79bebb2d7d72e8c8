import type { Cohort, CohortPeriod, Outlook } from '@regulars/contract/forecasts.ts';
import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import type { Settings } from '../organizations/organizations.ts';

/** How many orders count. */
export async function countOrders(scope: Scope): Promise<number> {
  const { rows } = await sql<{ order_count: number }>`
    select coalesce(sum(order_count), 0)::bigint as order_count
    from day_facts
    where organization_id = ${scope.organizationId}`.execute(scope.db);
  return rows[0]?.order_count ?? 0;
}

/** The last day until `today` with an order that counts. */
export async function lastOrderOn(scope: Scope, today: string): Promise<string | null> {
  const { rows } = await sql<{ last_on: string | null }>`
    select max(day_on) as last_on
    from day_facts
    where organization_id = ${scope.organizationId} and order_count > 0 and day_on <= ${today}::date`.execute(scope.db);
  return rows[0]?.last_on ?? null;
}

export async function countCustomers(scope: Scope): Promise<number> {
  const { rows } = await sql<{ customer_count: number }>`
    select count(*)::integer as customer_count
    from customer_facts
    where organization_id = ${scope.organizationId} and order_count > 0`.execute(scope.db);
  return rows[0]?.customer_count ?? 0;
}

/** Customers by id, from after one of them on. `inSixteenths`: about so many sixteenths of them, always the same ones. */
export async function nextCustomers(
  scope: Scope,
  { afterId, limit, inSixteenths }: { afterId: string | null; limit: number; inSixteenths: number },
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id
    from customer_facts
    where organization_id = ${scope.organizationId}
      and order_count > 0
      and ${afterId ? sql`customer_id > ${afterId}::uuid` : sql`true`}
      -- The last byte of an id is chance.
      and get_byte(uuid_send(customer_id), 15) % 16 < ${inSixteenths}
    order by customer_id
    limit ${limit}`.execute(scope.db);
  return rows.map((row) => row.customer_id);
}

export interface PurchaseDayRow {
  customer_id: string;
  /** From 1970-01-01. */
  day: number;
  order_count: number;
  net_minor: number;
}

/** What these customers bought, day by day: those of one after those of another. */
export async function purchaseDays(
  scope: Scope,
  settings: Settings,
  originals: readonly string[],
): Promise<PurchaseDayRow[]> {
  const text = queryText<PurchaseDayRow>('purchase_days', {
    organization_id: scope.organizationId,
    as_of: scope.now,
    time_zone: settings.timeZone,
    locations: null,
    order_ids: null,
    originals,
  });
  return (await text.execute(scope.db)).rows;
}

export interface CustomerForecastRow {
  customer_id: string;
  calculated_at: Date;
  told_on: string;
  horizon_days: number;
  method: string;
  order_count: number;
  last_order_on: string;
  churn_risk: number;
  probability_alive: number;
  purchases_30: number;
  purchases_90: number;
  purchases_365: number;
  spend_365_minor: number | null;
  usual_gap_days: number | null;
  next_early_on: string | null;
  next_middle_on: string | null;
  next_late_on: string | null;
}

const told = [
  'calculated_at',
  'told_on',
  'horizon_days',
  'method',
  'order_count',
  'last_order_on',
  'churn_risk',
  'probability_alive',
  'purchases_30',
  'purchases_90',
  'purchases_365',
  'spend_365_minor',
  'usual_gap_days',
  'next_early_on',
  'next_middle_on',
  'next_late_on',
] as const satisfies readonly (keyof CustomerForecastRow)[];

export async function keepCustomerForecasts(scope: Scope, rows: readonly CustomerForecastRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join(told.map((name) => sql.ref(name)));
  const anew = sql.join(told.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));
  await sql`
    insert into customer_forecasts (organization_id, customer_id, ${columns})
    select ${scope.organizationId}::uuid, customer_id, ${columns}
    from json_populate_recordset(null::customer_forecasts, ${JSON.stringify(rows)}::json)
    on conflict (organization_id, customer_id) do update set ${anew}`.execute(scope.db);
}

/** Those of an earlier time: of people who are no customers any more, or of a shop that is told nothing any more. */
export async function removeCustomerForecasts(scope: Scope, before: Date): Promise<void> {
  await sql`
    delete from customer_forecasts
    where organization_id = ${scope.organizationId} and calculated_at < ${before}`.execute(scope.db);
}

export async function noteAttempt(scope: Scope): Promise<void> {
  await sql`
    insert into forecasts (organization_id, attempted_at) values (${scope.organizationId}, ${scope.now})
    on conflict (organization_id) do update set attempted_at = excluded.attempted_at`.execute(scope.db);
}

export type Cohorts = Record<CohortPeriod, readonly Cohort[]>;

interface Made {
  calculated_at: Date;
  told_on: string;
  horizon_days: number;
  status: 'ok' | 'weak' | 'insufficient';
  order_count: number;
  duration_ms: number;
}

/** A whole forecast, as it is kept. */
export interface ForecastRow extends Made {
  outlook: Outlook;
  cohorts: Cohorts;
}

export async function keepForecast(scope: Scope, row: ForecastRow): Promise<void> {
  const { calculated_at, told_on, horizon_days, status, order_count, duration_ms, outlook, cohorts } = row;
  await sql`
    update forecasts
    set
      calculated_at = ${calculated_at}, told_on = ${told_on}, horizon_days = ${horizon_days}, status = ${status},
      order_count = ${order_count}, duration_ms = ${duration_ms},
      outlook = ${JSON.stringify(outlook)}::jsonb, cohorts = ${JSON.stringify(cohorts)}::jsonb
    where organization_id = ${scope.organizationId}`.execute(scope.db);
}

/** The columns of a forecast that was not made yet are all null. */
type Perhaps<Row> = { [Column in keyof Row]: Row[Column] | null };

/** Undefined: it was never tried. */
export async function lastForecast(
  scope: Scope,
): Promise<({ attempted_at: Date } & (Made | Perhaps<Made>)) | undefined> {
  const { rows } = await sql<{ attempted_at: Date } & (Made | Perhaps<Made>)>`
    select attempted_at, calculated_at, told_on, horizon_days, status, order_count, duration_ms
    from forecasts
    where organization_id = ${scope.organizationId}`.execute(scope.db);
  return rows[0];
}

/** Undefined: there is none yet. */
export async function readForecast(scope: Scope): Promise<Omit<ForecastRow, 'cohorts'> | undefined> {
  const { rows } = await sql<Omit<ForecastRow, 'cohorts'>>`
    select calculated_at, told_on, horizon_days, status, order_count, duration_ms, outlook
    from forecasts
    where organization_id = ${scope.organizationId} and calculated_at is not null`.execute(scope.db);
  return rows[0];
}

/** Undefined: there are none yet. */
export async function readCohorts(
  scope: Scope,
  period: CohortPeriod,
): Promise<{ calculated_at: Date; told_on: string; cohorts: Cohort[] } | undefined> {
  const { rows } = await sql<{ calculated_at: Date; told_on: string; cohorts: Cohort[] }>`
    select calculated_at, told_on, cohorts -> ${period}::text as cohorts
    from forecasts
    where organization_id = ${scope.organizationId} and calculated_at is not null`.execute(scope.db);
  return rows[0];
}
