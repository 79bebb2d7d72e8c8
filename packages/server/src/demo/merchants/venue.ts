import type { OrderDocument } from '@regulars/contract/activity.ts';
import { interactionOf, opinion, recommendation, refundOf, stars } from '../making/aftermath.ts';
import { type Calendar, calendarOf, day_ms, isoIfKnown } from '../making/calendar.ts';
import { byTypeAndDate, type DemoOrganization, type DemoRecord, type Setting } from '../making/organization.ts';
import { type Random, randomFrom } from '../making/random.ts';
import { bookingOf, type Rooms } from './venue-bookings.ts';
import { event_host, games, venues } from './venue-catalogue.ts';
import { partiesOf } from './venue-customers.ts';

const order_count = 5_000;
const slug = 'lantern-and-latch';
const time_zone = 'America/New_York';

/** Escape games at three venues, booked for a slot: evenings and weekends, some weeks ahead. */
export const venue = (setting: Setting): DemoOrganization => ({
  slug,
  name: 'Lantern & Latch',
  country: 'US',
  currency: 'USD',
  time_zone,
  locations: venues.map(({ external_id, name }) => ({ external_id, kind: 'venue', name, slugs: [] })),
  products: [
    ...games.map(({ external_id, name, category }) => ({ external_id, name, kind: 'game' as const, category })),
    { external_id: event_host.external_id, name: event_host.name, kind: 'service', category: event_host.category },
  ],
  bookings_complete_themselves: true,
  records: () => recordsOf(setting),
});

function* recordsOf({ now, seed, scale }: Setting): Generator<DemoRecord> {
  const random = randomFrom(seed, slug);
  const calendar = calendarOf({ now, time_zone });
  const rooms: Rooms = new Set();
  const aftermath: DemoRecord[] = [];
  let number = 30_000;
  for (const party of partiesOf(random, calendar, Math.round(order_count * scale))) {
    const document = bookingOf(random, calendar, rooms, party, `LL-${++number}`);
    yield { type: 'order', document };
    aftermath.push(...aftermathOf(random, calendar, document));
  }
  yield* byTypeAndDate(aftermath);
}

function* aftermathOf(random: Random, calendar: Calendar, booking: OrderDocument): Generator<DemoRecord> {
  const { cancelled_at, paid_at, completed_at, slot_starts_at = '' } = booking;
  if (cancelled_at && paid_at) {
    const in_time = Date.parse(slot_starts_at) - Date.parse(cancelled_at) > 2 * day_ms;
    if (in_time) yield* refundOf(booking, { refunded_at: cancelled_at, reason: 'Cancelled two days ahead' });
  }
  if (!completed_at) return;
  const within = (from_days: number, to_days: number) =>
    isoIfKnown(calendar, Date.parse(completed_at) + random.between(from_days, to_days) * day_ms);

  const refunded_at = random.chance(0.012) && within(0, 3);
  if (refunded_at) {
    yield* refundOf(booking, {
      refunded_at,
      reason: 'A puzzle was broken',
      ...(random.chance(0.5) && { line: random.pick(booking.lines) }),
    });
  }
  const reviewed_at = random.chance(0.16) && within(0.1, 6);
  if (reviewed_at) {
    const score = stars(random);
    const body = opinion(random, score, opinions);
    yield* interactionOf(booking, { kind: 'review', happened_at: reviewed_at, score, body });
  }
  const answered_at = random.chance(0.14) && within(1, 8);
  if (answered_at)
    yield* interactionOf(booking, { kind: 'nps', happened_at: answered_at, score: recommendation(random) });
  const asked_at = random.chance(0.02) && within(0, 2);
  if (asked_at)
    yield* interactionOf(booking, { kind: 'support', happened_at: asked_at, body: 'Left a jacket in the locker' });
}

const opinions = {
  glad: ['Out with two minutes left!', 'The set is astonishing.', 'Our host was wonderful.'],
  mixed: ['Fun, but a little easy.', 'Good story, cramped room.'],
  cross: ['One lock was stuck.', 'We started half an hour late.'],
};
