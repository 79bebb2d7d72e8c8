import type { OrderDocument } from '@regulars/contract/activity.ts';
import { type Calendar, type Day, iso, isoIfKnown, minute_ms, wallClock } from '../making/calendar.ts';
import { lineOf, sumOf } from '../making/money.ts';
import { source } from '../making/organization.ts';
import { elementAt, type Random } from '../making/random.ts';
import { event_host, type Game, games } from './venue-catalogue.ts';
import { type Party, slots } from './venue-customers.ts';

type Line = OrderDocument['lines'][number];

/** Which game is played when, by whom: `game day minute`. Asked in the order of booking; first come, first served. */
export type Rooms = Set<string>;

export function bookingOf(
  random: Random,
  calendar: Calendar,
  rooms: Rooms,
  party: Party,
  number: string,
): OrderDocument {
  const { at_ms, day, kind, person } = party;
  const { lines, minute } = kind === 'company' ? wholeVenue(party) : roomFor(random, rooms, party);
  const starts_at_ms = wallClock(calendar, day, minute);
  const ends_at_ms = starts_at_ms + (kind === 'company' ? 180 : 75) * minute_ms;
  const goods_minor = sumOf(lines);
  const discount_minor = Math.round(goods_minor * discountRate(random, elementAt(calendar.days, day), minute));
  const booking: OrderDocument = {
    source,
    external_id: number,
    kind: 'booking',
    channel: random.weighted(channels, (channel) => (channel === 'online' ? 16 : channel === 'phone' ? 3 : 1)),
    location: venueOf(lines),
    customer: person,
    number,
    currency: 'USD',
    placed_at: iso(at_ms),
    slot_starts_at: iso(starts_at_ms),
    slot_ends_at: iso(ends_at_ms),
    is_test: false,
    lines,
    discount_minor,
    tax_minor: Math.round((goods_minor - discount_minor) * sales_tax),
    shipping_minor: 0,
    tip_minor: 0,
  };
  const confirmed_at = isoIfKnown(calendar, at_ms + minute_ms);
  if (confirmed_at) booking.confirmed_at = confirmed_at;
  return playedOut(random, calendar, booking, { placed_at_ms: at_ms, starts_at_ms, ends_at_ms });
}

const channels = ['online', 'phone', 'in_person'] as const;
const sales_tax = 0.08875;

const venueOf = (lines: Line[]) =>
  games.find(({ external_id }) => external_id === lines[0]?.product)?.venue ?? 'gowanus';

/** Weekday afternoons are cheaper, and some bring a voucher. */
const discountRate = (random: Random, { weekday }: Day, minute: number) =>
  weekday <= 4 && minute < 17 * 60 ? 0.15 : random.chance(0.07) ? 0.1 : 0;

/** Paid when booked or at the door; then played, called off, or waited for in vain, as far as that is known. */
function playedOut(
  random: Random,
  calendar: Calendar,
  booking: OrderDocument,
  when: { placed_at_ms: number; starts_at_ms: number; ends_at_ms: number },
): OrderDocument {
  const { placed_at_ms, starts_at_ms, ends_at_ms } = when;
  const fate = random.next();
  const pays_at_the_door = random.chance(0.1);
  const cancelled_at_ms = placed_at_ms + random.between(0.05, 0.98) * (starts_at_ms - placed_at_ms);
  const cancelled_at = fate < 0.08 ? isoIfKnown(calendar, cancelled_at_ms) : undefined;
  const no_show_at = fate >= 0.08 && fate < 0.13 ? isoIfKnown(calendar, starts_at_ms + 20 * minute_ms) : undefined;
  const comes = !cancelled_at && !no_show_at;
  const paid_at = pays_at_the_door
    ? isoIfKnown(calendar, comes ? starts_at_ms - 5 * minute_ms : undefined)
    : isoIfKnown(calendar, placed_at_ms + 2 * minute_ms);
  const told: OrderDocument = paid_at ? { ...booking, paid_at } : booking;
  if (cancelled_at) return { ...told, cancelled_at };
  if (no_show_at) return { ...told, no_show_at };
  const completed_at = fate < 0.13 ? undefined : isoIfKnown(calendar, ends_at_ms);
  if (!completed_at) return told;
  return { ...told, completed_at, tip_minor: random.chance(0.14) ? 500 * random.int(1, 4) : 0 };
}

/** One room for the party: a game they like and rather have not played, at their time or a later one that is still free. */
function roomFor(random: Random, rooms: Rooms, party: Party): { lines: Line[]; minute: number } {
  const { day, heads, played } = party;
  // Not earlier: they may have booked on the day itself.
  const times = slots.filter((slot) => slot >= party.minute);
  let { minute } = party;
  let game = gameFor(random, party);
  const isTaken = () => rooms.has(`${game.external_id} ${day} ${minute}`);
  for (let attempt = 1; isTaken() && attempt < times.length * tries_per_time; attempt++) {
    minute = elementAt(times, Math.floor(attempt / tries_per_time));
    game = gameFor(random, party);
  }
  // Still taken: the house is full, and a second room of that game is opened.
  rooms.add(`${game.external_id} ${day} ${minute}`);
  played.add(game.external_id);
  return { minute, lines: [lineOf(game, Math.min(heads, most_players))] };
}

const gameFor = (random: Random, { home, played }: Party): Game =>
  random.weighted(games, ({ external_id, venue, liking }) => {
    const near = venue === home ? 6 : 1;
    return played.has(external_id) ? (liking * near) / 8 : liking * near;
  });

const tries_per_time = 6;
const most_players = 8;

/** A company takes a whole venue for three hours, with somebody to look after it. */
function wholeVenue({ heads, home, minute }: Party): { lines: Line[]; minute: number } {
  const rooms = games.filter(({ venue }) => venue === home);
  const per_room = Math.ceil(heads / rooms.length);
  return { minute, lines: [...rooms.map((game) => lineOf(game, per_room)), lineOf(event_host, 1)] };
}
