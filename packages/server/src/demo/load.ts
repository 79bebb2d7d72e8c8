import { permissions } from '@regulars/contract/base.ts';
import {
  productsOf,
  recordAppointments,
  recordInteractions,
  recordOrders,
  recordQuotes,
  recordRefunds,
  recordVisits,
} from '../features/activity/activity.ts';
import { addLocation, createOrganization, findOrganization } from '../features/organizations/organizations.ts';
import { systemClock } from '../platform/clock.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../platform/scope.ts';
import { type DemoOrganization, type DemoRecord, demoOrganizations } from './demo.ts';

export interface LoadOptions {
  /** The account that owns the demo organizations. */
  owner?: string;
  /** Sizes relative to 50 000 orders in all. */
  scale?: number;
  /** Told after each batch: records so far, and which organization. */
  onProgress?: (records: number, organization: string) => void;
}

const batchSize = 2000;

/**
 * Makes the demo organizations that are not there yet and tells them two years of records by the ordinary recording doors.
 * @returns how many orders were recorded
 */
export async function loadDemo(world: World, options: LoadOptions = {}): Promise<number> {
  const now = (world.clock ?? systemClock)();
  let orders = 0;
  let records = 0;
  for (const demo of demoOrganizations({ now, scale: options.scale ?? 1 })) {
    if (await findOrganization(world.databases, demo.slug)) continue;
    const work = await open(world, demo, options.owner);
    for (const batch of batches(demo.records())) {
      await work((scope) => record(scope, batch));
      records += batch.length;
      orders += batch[0]?.type === 'order' ? batch.length : 0;
      options.onProgress?.(records, demo.name);
    }
  }
  return orders;
}

async function open(world: World, demo: DemoOrganization, owner: string | undefined) {
  const { slug, name, country, currency, time_zone, bookings_complete_themselves } = demo;
  const { organizationId } = await createOrganization(world, {
    slug,
    name,
    country,
    currency,
    time_zone,
    bookings_complete_themselves,
    is_demo: true,
    ...(owner === undefined ? {} : { owner }),
  });
  const principal = systemPrincipal(organizationId, 'demo', permissions);
  const work = <T>(inside: (scope: Scope) => Promise<T>) => withScope(world, principal, inside);
  await work(async (scope) => {
    for (const location of demo.locations) await addLocation(scope, location);
    await productsOf(
      scope,
      demo.products.map((product) => ({ ...product, source: 'demo' })),
    );
  });
  return work;
}

/** Records of one type, at most `batchSize` together. */
function* batches(records: Iterable<DemoRecord>): Generator<DemoRecord[]> {
  let batch: DemoRecord[] = [];
  for (const record of records) {
    if (batch.length === batchSize || (batch[0] && batch[0].type !== record.type)) {
      yield batch;
      batch = [];
    }
    batch.push(record);
  }
  if (batch.length > 0) yield batch;
}

async function record(scope: Scope, batch: readonly DemoRecord[]): Promise<void> {
  const of = <Type extends DemoRecord['type']>(type: Type) =>
    batch.flatMap((record) => (record.type === type ? [record.document] : [])) as Extract<
      DemoRecord,
      { type: Type }
    >['document'][];
  switch (batch[0]?.type) {
    case 'order':
      await recordOrders(scope, of('order'));
      break;
    case 'refund':
      await recordRefunds(scope, of('refund'));
      break;
    case 'appointment':
      await recordAppointments(scope, of('appointment'));
      break;
    case 'quote':
      await recordQuotes(scope, of('quote'));
      break;
    case 'visit':
      await recordVisits(scope, of('visit'));
      break;
    case 'interaction':
      await recordInteractions(scope, of('interaction'));
      break;
  }
}
