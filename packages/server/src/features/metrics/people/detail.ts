import type { CustomerDetail } from '@regulars/contract/customers.ts';
import { localDate } from '../../../platform/clock.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { maskedContact, maskedNumber } from '../masking.ts';
import { begin, type Moment, stamp } from '../moment.ts';
import * as queries from './detail-queries.ts';
import { expectedOf } from './expected.ts';
import { rowsOf } from './list-queries.ts';
import { rowOf } from './rows.ts';
import { type Standing, standingOf } from './standing.ts';

/**
 * One customer, whole: who it is, what they come to, where that is known from. One that was merged answers with whom it stands for.
 * @throws Refusal `unknown_customer`, `in_the_future`
 */
export async function customerDetail(
  scope: Scope,
  input: { customer_id: string; as_of?: string | undefined },
): Promise<CustomerDetail> {
  const { settings, moment } = await begin(scope, input.as_of);
  const standing = await standingOf(scope, settings, input.customer_id);
  const person = await queries.readPerson(scope, standing.customerId);
  invariant(person, 'whoever stands for themself is on file');
  const identities = await queries.readIdentities(scope, standing.family);
  const first = identities.find(
    (identity) => identity.kind === 'external' && identity.customer_id === person.customer_id,
  );
  const products = await queries.readProducts(scope, settings, moment, standing);
  return {
    ...stamp(settings, moment),
    customer: {
      customer_id: person.customer_id,
      name: person.name,
      external_id: maskedNumber(scope, first?.value ?? null),
      external_source: first?.source ?? null,
      email: maskedContact(scope, person.email),
      phone: maskedContact(scope, person.phone),
      registered_on: localDate(person.registered_at, settings.timeZone),
      first_source: person.first_source,
      on_file_since: person.created_at.toISOString(),
      is_erased: person.erased_at !== null,
    },
    identities: identities.map(({ kind, source, value, created_at, customer_id }) => ({
      kind,
      source: kind === 'external' ? source : null,
      value: (kind === 'external' ? maskedNumber(scope, value) : maskedContact(scope, value)) ?? '',
      since: created_at.toISOString(),
      customer_id,
    })),
    merged_from: (await queries.readMerged(scope, standing)).map(({ merged_at, ...merged }) => ({
      ...merged,
      merged_at: merged_at.toISOString(),
    })),
    reading: await readingOf(scope, settings, moment, standing),
    places: await queries.readPlaces(scope, settings, moment, standing),
    products: products.map(({ of_count: _, last_order_at, ...product }) => ({
      ...product,
      last_order_on: last_order_at && localDate(last_order_at, settings.timeZone),
    })),
    product_count: products[0]?.of_count ?? 0,
    months: await queries.readMonths(scope, settings, moment, standing),
    sources: (await queries.readSources(scope, moment, standing)).map(
      ({ source, import_id, file_name, told_at, orders, refunds }) => ({
        source,
        import: queries.toldBy({ import_id, file_name, told_at }),
        orders,
        refunds,
      }),
    ),
  };
}

/** Null where they were not on file yet. */
async function readingOf(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  { customerId, family }: Standing,
): Promise<CustomerDetail['reading']> {
  const [row] = await rowsOf(scope, settings, moment, [customerId]);
  if (!row) return null;
  const expected = (await expectedOf(scope, settings, moment, [customerId])).get(customerId);
  const {
    customer_id: _,
    name,
    external_id,
    external_source,
    email,
    phone,
    registered_on,
    ...shown
  } = rowOf(scope, settings, row, expected);
  return {
    ...shown,
    first_order_at: row.first_order_at?.toISOString() ?? null,
    last_order_at: row.last_order_at?.toISOString() ?? null,
    next_booking_at: (await queries.nextBooking(scope, moment, family))?.toISOString() ?? null,
    window_order_count: row.window_order_count,
    window_net_minor: row.window_net_minor,
    window_days: settings.thresholds.window_days,
    orders_per_month: row.order_count === 0 ? null : row.order_count / row.months_since_first,
    churn_reason: expected?.reason ?? null,
    value_at_risk_minor: expected?.valueAtRisk_minor ?? null,
    horizon_days: settings.thresholds.churn_horizon_days,
    forecast: expected?.forecast ?? null,
  };
}
