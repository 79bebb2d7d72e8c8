import type { CustomerListFilter } from '@regulars/contract/customers.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Settings } from '../../organizations/organizations.ts';
import { addDays, type Moment, startOfLocalDate } from '../moment.ts';
import type { Readings } from '../readings.ts';
import { type Bound, cutOffs } from './cut-offs.ts';

export interface Conditions {
  /** Each on a customer's reading `r`, or their row `c`. */
  all: RawBuilder<unknown>[];
  /** Some are on `c`. */
  needCustomer: boolean;
  /** The same on customers who are alike (`readings_alike` through the filter's channel); null: cells cannot tell. */
  alike: RawBuilder<unknown>[] | null;
}

/** What a filter asks of a customer. The words that are searched for are another matter: `search.ts`. */
export function conditionsOf(
  filter: CustomerListFilter,
  { reading, settings, moment }: { reading: Readings; settings: Settings; moment: Moment },
): Conditions {
  const ofFacts = cutOffs(filter, settings.thresholds, moment.today).flatMap(bounded);
  const ofClasses = [
    filter.stage && isRead(sql`r.lifecycle_stage`, filter.stage),
    filter.spending_tier && isRead(sql`r.spending_tier`, filter.spending_tier),
    filter.frequency_tier && isRead(sql`r.frequency_tier`, filter.frequency_tier),
    filter.rfm_segment && isRead(sql`r.rfm_segment`, filter.rfm_segment),
    filter.crm_status && isRead(sql`r.crm_status`, filter.crm_status),
    filter.last_order_within_days !== undefined &&
      sql`r.last_order_on > ${addDays(moment.today, -filter.last_order_within_days)}::date`,
    filter.last_order_before_days !== undefined &&
      sql`r.last_order_on <= ${addDays(moment.today, -filter.last_order_before_days)}::date`,
  ];
  const ofAmounts = [
    filter.order_count_from !== undefined && sql`r.order_count >= ${filter.order_count_from}::bigint`,
    filter.order_count_to !== undefined && sql`r.order_count <= ${filter.order_count_to}::bigint`,
    filter.net_from_minor !== undefined && sql`r.net_minor >= ${filter.net_from_minor}::bigint`,
    filter.net_to_minor !== undefined && sql`r.net_minor <= ${filter.net_to_minor}::bigint`,
  ];
  const ofCustomer = [
    filter.registered_from !== undefined &&
      sql`c.registered_at >= ${startOfLocalDate(filter.registered_from, settings.timeZone)}::timestamptz`,
    filter.registered_to !== undefined &&
      sql`c.registered_at < ${startOfLocalDate(addDays(filter.registered_to, 1), settings.timeZone)}::timestamptz`,
    filter.has_email !== undefined && (filter.has_email ? sql`c.email is not null` : sql`c.email is null`),
    filter.has_phone !== undefined && (filter.has_phone ? sql`c.phone is not null` : sql`c.phone is null`),
  ];
  const asked = (condition: RawBuilder<unknown> | false | '' | undefined | null) => condition || [];
  const isOfClasses = !filter.location_id && ![...ofAmounts, ...ofCustomer].some(Boolean);
  const lately = filter.period !== undefined && sql`r.last_order_on > ${addDays(moment.today, -filter.period)}::date`;
  return {
    all: [
      ...ofFacts,
      ...[...ofClasses, ...ofAmounts, boughtSo(filter, reading('places'), moment.today), ...ofCustomer].flatMap(asked),
    ],
    needCustomer: ofCustomer.some(Boolean),
    alike: isOfClasses ? [...ofClasses, lately, filter.channel && sql`r.order_count > 0`].flatMap(asked) : null,
  };
}

/** The reading itself. The planner, who cannot look into it, takes this form for a half and not for next to nobody: the bounds tell him. */
function isRead(reading: RawBuilder<unknown>, value: string): RawBuilder<unknown> {
  return sql`coalesce(${reading} = ${value}, false)`;
}

function bounded({ fact, from, to }: Bound): RawBuilder<unknown>[] {
  const column = sql.ref(`r.${fact}`);
  const type = fact.endsWith('_on') ? sql`date` : sql`bigint`;
  return [
    from === undefined ? [] : sql`${column} >= ${from}::${type}`,
    to === undefined ? [] : sql`${column} <= ${to}::${type}`,
  ].flat();
}

/** As `bought_so` in views/ says it, and at a location: all three of one place. */
function boughtSo(
  { location_id, channel, period }: CustomerListFilter,
  places: RawBuilder<unknown>,
  today: string,
): RawBuilder<unknown> | null {
  if (!location_id && !channel && !period) return null;
  const all = [
    sql`p.customer_id = r.customer_id`,
    sql`p.order_count > 0`,
    location_id ? sql`p.location_id = ${location_id}::uuid` : [],
    channel ? sql`p.channel = ${channel}` : [],
    period ? sql`p.last_order_on > ${addDays(today, -period)}::date` : [],
  ].flat();
  return sql`exists (select from (${places}) p where ${sql.join(all, sql` and `)})`;
}
