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
import {
  addLocation,
  createOrganization,
  findOrganization,
  listOrganizations,
} from '../features/organizations/organizations.ts';
import { systemClock } from '../platform/clock.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../platform/scope.ts';
import { analyseAll } from '../platform/statistics.ts';
import { type DemoOrganization, type DemoRecord, demoOrganizations } from './demo.ts';
import * as history from './history.ts';

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
 * Makes the demo organizations and tells them two years of records by the ordinary recording doors. One that was interrupted
 * is taken up again: its history is made as of the day it was begun, and what was told before changes nothing.
 * An install that holds organizations but none of these is somebody's own and is left alone.
 * @returns how many orders were told
 */
export async function loadDemo(world: World, options: LoadOptions = {}): Promise<number> {
  const present = new Set((await listOrganizations(world.databases)).map((organization) => organization.slug));
  const now = (world.clock ?? systemClock)();
  const demos = demoOrganizations({ now, scale: options.scale ?? 1 });
  if (present.size > 0 && !demos.some((demo) => present.has(demo.slug))) return 0;
  let orders = 0;
  let records = 0;
  for (const { slug } of demos) {
    const told = await begin(world, slug, now, options);
    if (!told) continue;
    for (const batch of batches(told.demo.records())) {
      await told.work((scope) => record(scope, batch));
      records += batch.length;
      orders += batch[0]?.type === 'order' ? batch.length : 0;
      options.onProgress?.(records, told.demo.name);
    }
    await told.work((scope) => history.finishHistory(scope));
  }
  if (records > 0) await analyseAll(world.databases.url);
  return orders;
}

/** Null when the organization has its whole history. */
async function begin(world: World, slug: string, now: Date, options: LoadOptions) {
  const asOf = (date: Date) =>
    demoOrganizations({ now: date, scale: options.scale ?? 1 }).find((demo) => demo.slug === slug) as DemoOrganization;
  const found = await findOrganization(world.databases, slug);
  const organizationId = found?.organizationId ?? (await open(world, asOf(now), options.owner));
  const principal = systemPrincipal(organizationId, 'demo', permissions);
  const work = <T>(inside: (scope: Scope) => Promise<T>) => withScope(world, principal, inside);
  const begun = await work((scope) => history.historyOf(scope));
  if (begun?.state === 'done') return null;
  const demo = asOf(begun?.started_at ?? now);
  if (!begun) await work((scope) => furnish(scope, demo, now));
  return { demo, work };
}

async function open(world: World, demo: DemoOrganization, owner: string | undefined): Promise<string> {
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
  return organizationId;
}

/** Its places and products, and the note that its history has begun: all of it or nothing. */
async function furnish(scope: Scope, demo: DemoOrganization, now: Date): Promise<void> {
  for (const location of demo.locations) await addLocation(scope, location);
  await productsOf(
    scope,
    demo.products.map((product) => ({ ...product, source: 'demo' })),
  );
  await history.beginHistory(scope, now);
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
