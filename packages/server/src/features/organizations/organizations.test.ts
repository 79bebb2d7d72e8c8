import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { currencyDigits } from './currencies.ts';
import {
  addLocation,
  createOrganization,
  findOrganization,
  listOrganizations,
  organizationDetail,
} from './organizations.ts';
import { assertThresholds, proposeThresholds } from './thresholds.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = { databases: database.databases };
});
afterAll(() => database.drop());

const tea = { slug: 'tea', name: 'Tea house', currency: 'GBP', time_zone: 'Europe/London' };
const inside = (organizationId: string) => systemPrincipal(organizationId, 'test', []);

test('an organization is opened with its thresholds and found by its slug', async () => {
  const { organizationId } = await createOrganization(world, {
    ...tea,
    time_zone: 'europe/london',
    country: 'GB',
    thresholds: { window_days: 180 },
  });
  expect(await findOrganization(world.databases, 'tea')).toEqual({
    organizationId,
    slug: 'tea',
    timeZone: 'Europe/London',
  });
  expect(await listOrganizations(world.databases)).toHaveLength(1);
  const detail = await withScope(world, inside(organizationId), organizationDetail);
  expect(detail).toMatchObject({
    organization_id: organizationId,
    currency: 'GBP',
    currency_digits: 2,
    time_zone: 'Europe/London',
    is_demo: false,
    values_by: 'total',
    channels: [],
    locations: [],
    first_order_on: null,
    last_order_at: null,
  });
  expect(detail.thresholds).toMatchObject({ window_days: 180, vip_over_minor: 100_000, r5_within_days: 30 });
});

test.each([
  ['slug_taken', 409, { ...tea }],
  ['invalid_slug', 422, { ...tea, slug: 'Tea House' }],
  ['invalid_slug', 422, { ...tea, slug: '-tea' }],
  ['invalid_name', 422, { ...tea, slug: 'x', name: '   ' }],
  ['invalid_name', 422, { ...tea, slug: 'x', name: 'a\u0000b' }],
  ['invalid_country', 422, { ...tea, slug: 'x', country: 'gb' }],
  ['unknown_currency', 422, { ...tea, slug: 'x', currency: 'GPB' }],
  ['unknown_currency', 422, { ...tea, slug: 'x', currency: 'XAU' }],
  ['unknown_time_zone', 422, { ...tea, slug: 'x', time_zone: 'Europe/Teatown' }],
  ['unknown_time_zone', 422, { ...tea, slug: 'x', time_zone: "UTC'; drop table orders; --" }],
  ['unknown_time_zone', 422, { ...tea, slug: 'x', time_zone: '+01:00' }],
  ['thresholds_out_of_order', 422, { ...tea, slug: 'x', thresholds: { high_from_minor: 1 } }],
])('refused with %s (%i)', async (code, status, wanted) => {
  const before = await listOrganizations(world.databases);
  await expect(createOrganization(world, wanted)).rejects.toMatchObject({ code, status });
  expect(await listOrganizations(world.databases)).toEqual(before);
});

test('of several who want the same slug at once one gets it', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, () => createOrganization(world, { ...tea, slug: 'wanted' })),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a slug that cannot be is not found, and asks nobody', async () => {
  for (const slug of ['', 'Tea', "' or true --", 'a\u0000', 'x'.repeat(64)])
    expect(await findOrganization(world.databases, slug)).toBeNull();
});

test('a shop has its links, and no other shop has the same, in no organization', async () => {
  const { organizationId } = await createOrganization(world, { ...tea, slug: 'shops' });
  const other = await createOrganization(world, { ...tea, slug: 'other-shops' });
  const open = (organization: string, slugs: string[], external_id: string) =>
    withScope(world, inside(organization), (scope) =>
      addLocation(scope, { kind: 'shop', name: 'Front', external_id, slugs }),
    );
  await open(organizationId, ['front', 'front-2'], '1');
  await expect(open(other.organizationId, ['front-2'], '1')).rejects.toMatchObject({
    code: 'slug_taken',
    where: 'slug',
  });
  await expect(open(organizationId, [], '1')).rejects.toMatchObject({ code: 'location_exists' });
  await expect(open(organizationId, ['Front Door'], '2')).rejects.toMatchObject({ code: 'invalid_slug' });
  await open(other.organizationId, ['front-3'], '1');
});

test('the currencies whose decimals people get wrong', () => {
  const digits = Object.fromEntries(
    ['IDR', 'IQD', 'MGA', 'HUF', 'JPY', 'KWD', 'CLF', 'ISK', 'GBP', 'XOF', 'TWD', 'UYW'].map((code) => [
      code,
      currencyDigits(code),
    ]),
  );
  expect(digits).toEqual({
    IDR: 2,
    IQD: 3,
    MGA: 2,
    HUF: 2,
    JPY: 0,
    KWD: 3,
    CLF: 4,
    ISK: 0,
    GBP: 2,
    XOF: 0,
    TWD: 2,
    UYW: 4,
  });
  expect(['XXX', 'XTS', 'XAU', 'XDR', 'DEM', 'gbp', ''].map(currencyDigits)).toEqual(Array(7).fill(null));
});

test('the table has every currency in use that this runtime knows, and each code once', () => {
  const noMoney = new Set([
    'XDR',
    'XSU',
    'XAU',
    'XAG',
    'XPT',
    'XPD',
    'XBA',
    'XBB',
    'XBC',
    'XBD',
    'XTS',
    'XXX',
    'XUA',
    'CUC',
  ]);
  const missing = Intl.supportedValuesOf('currency').filter(
    (code) => !noMoney.has(code) && currencyDigits(code) === null && isInUse(code),
  );
  expect(missing).toEqual([]);
});

/** `Intl` also knows what was withdrawn long ago. */
function isInUse(code: string): boolean {
  return (
    !new Set(['HRK', 'SLL', 'ANG', 'ZWL', 'BGN']).has(code) &&
    (new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? '').match(/\(\d{4}/) === null
  );
}

test.each([
  ['GBP', 100_000, 50_000],
  ['JPY', 100_000, 50_000],
  ['NGN', 100_000_000, 50_000_000],
  ['KWD', 500_000, 250_000],
  ['GHS', 1_000_000, 500_000],
])('thresholds of %s', (currency, vip_over_minor, m2_from_minor) => {
  expect(proposeThresholds(currency)).toMatchObject({ vip_over_minor, m2_from_minor, frequent_over_orders: 10 });
});

test('what is proposed for any currency is in order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Intl.supportedValuesOf('currency').filter((code) => currencyDigits(code) !== null)),
      (code) => {
        assertThresholds(proposeThresholds(code));
      },
    ),
  );
});
