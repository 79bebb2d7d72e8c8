import { calendarOf } from '../making/calendar.ts';
import { byTypeAndDate, type DemoOrganization, type DemoRecord, type Setting } from '../making/organization.ts';
import { randomFrom } from '../making/random.ts';
import { wares } from './online-catalogue.ts';
import { purchasesOf } from './online-customers.ts';
import { aftermathOf, orderOf } from './online-orders.ts';

const order_count = 28_000;
const slug = 'harbour-and-pine';
const time_zone = 'Europe/London';

/** Coffee and things for the house, from an own shop and on a marketplace. Most buy once; coffee brings people back. */
export const onlineSeller = (setting: Setting): DemoOrganization => ({
  slug,
  name: 'Harbour & Pine',
  country: 'GB',
  currency: 'GBP',
  time_zone,
  locations: [
    { external_id: 'web', kind: 'shop', name: 'Online shop', slugs: [slug] },
    { external_id: 'market', kind: 'shop', name: 'Marketplace', slugs: [] },
  ],
  products: wares.map(({ external_id, name, category }) => ({ external_id, name, kind: 'good', category })),
  bookings_complete_themselves: true,
  records: () => recordsOf(setting),
});

function* recordsOf({ now, seed, scale }: Setting): Generator<DemoRecord> {
  const random = randomFrom(seed, slug);
  const calendar = calendarOf({ now, time_zone });
  const aftermath: DemoRecord[] = [];
  let number = 100_000;
  for (const purchase of purchasesOf(random, calendar, Math.round(order_count * scale))) {
    const document = orderOf(random, calendar, purchase, `HP-${++number}`);
    yield { type: 'order', document };
    aftermath.push(...aftermathOf(random, calendar, document));
  }
  yield* byTypeAndDate(aftermath);
}
