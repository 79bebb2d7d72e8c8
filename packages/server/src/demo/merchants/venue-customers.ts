import type { Person } from '@regulars/contract/activity.ts';
import { type Bought, type Habit, livesOf } from '../making/behaviour.ts';
import { type Calendar, type Day, hour_ms, iso, rhythmOf, wallClock } from '../making/calendar.ts';
import { firmName, peopleOf } from '../making/people.ts';
import { elementAt, type Random } from '../making/random.ts';
import { venues } from './venue-catalogue.ts';

/** The kinds of parties who book at Lantern & Latch, when, and for when. */
type Kind = 'outing' | 'friends' | 'family' | 'enthusiast' | 'club' | 'company';

const habits: Record<Kind, Habit> = {
  outing: { share: 0.38, a_year: 1.4, alike: 3, regularity: 1, leaving: [5, 2], worth: [4, 0.3] },
  friends: { share: 0.33, a_year: 3.4, alike: 3, regularity: 1.2, leaving: [1.3, 3.6], worth: [4.6, 0.3] },
  family: { share: 0.2, a_year: 2.8, alike: 3, regularity: 1.5, leaving: [1.3, 3.4], worth: [4.2, 0.25] },
  enthusiast: { share: 0.065, a_year: 9, alike: 4, regularity: 2, leaving: [1, 10], worth: [4.8, 0.25] },
  club: { share: 0.01, a_year: 13, alike: 8, regularity: 3, leaving: [1, 26], worth: [8, 0.15] },
  company: { share: 0.016, a_year: 4.4, alike: 6, regularity: 3, leaving: [1, 12], worth: [30, 0.25] },
};

/** A booking before it is an order: placed at `at_ms`, for a day and time on which a room is still to be found. */
type Booking = Bought & { day: number; minute: number };

export type Party = Booking & { kind: Kind; heads: number; person: Person; home: string; played: Set<string> };

/** Everybody's bookings in the order they were placed. */
export function partiesOf(random: Random, calendar: Calendar, count: number): Party[] {
  const moment = (day: number): Booking | undefined => {
    const weekday = elementAt(calendar.days, day).weekday;
    const minute = random.weighted(slots, (slot) => elementAt(slotWeights(weekday), slots.indexOf(slot)));
    const at_ms = placedBefore(random, calendar, day, minute);
    return at_ms <= calendar.known_until_ms ? { at_ms, day, minute } : undefined;
  };
  const arrivals = rhythmOf(calendar, (day) => busyness(day) * growth_a_year ** (day.index / 365));
  const returns = rhythmOf(calendar, busyness);
  const first_day = calendar.first;
  const last_day = calendar.today + booked_ahead_days;
  const people = peopleOf(random, 'US');
  const lives = livesOf(random, { habits, arrivals, returns, first_day, last_day, moment }, count);

  const parties = lives.flatMap((life, at) => {
    const { kind, worth, moments } = life;
    const person = people.meet({
      external_id: `guest-${at + 1}`,
      registered_at: iso(life.came_at_ms),
      phone: 0.7,
      firm: kind === 'company' ? firmName(random, 'US', firms) : undefined,
    });
    const home = random.weighted(venues, ({ share }) => share).external_id;
    const played = new Set<string>();
    return moments.map((booking): Party => {
      const heads = Math.round(worth * random.logNormal(1, 0.15));
      return { ...booking, kind, heads: Math.max(2, heads), person, home, played };
    });
  });
  return parties.sort((a, b) => a.at_ms - b.at_ms);
}

const firms = ['Analytics', 'Design Group', 'Health Partners', 'Capital', 'Labs'];

/** When a game for this time was booked: on the day itself, or up to some weeks before, at any waking hour. */
function placedBefore(random: Random, calendar: Calendar, day: number, minute: number): number {
  const days_before = Math.floor(random.gamma(0.9) * 9);
  if (days_before === 0) return wallClock(calendar, day, minute) - random.between(2, 8) * hour_ms;
  return wallClock(calendar, Math.max(0, day - days_before), random.between(8.5 * 60, 23.5 * 60));
}

const booked_ahead_days = 45;

/** Weekends and holidays, most of all the weeks before Halloween. */
const busyness = ({ weekday, month }: Day) => elementAt(by_weekday, weekday - 1) * elementAt(by_month, month - 1);

const growth_a_year = 1.3;
const by_weekday = [0.4, 0.45, 0.55, 0.75, 1.4, 2.2, 1.6];
const by_month = [1.02, 1.05, 1, 0.95, 0.92, 0.88, 0.95, 0.95, 0.95, 1.35, 1.05, 1.15];

/** When games begin. */
export const slots = [10, 11.5, 13, 14.5, 16, 17.5, 19, 20.5].map((hour) => hour * 60);

const slotWeights = (weekday: number) => (weekday <= 4 ? on_weekdays : weekday === 5 ? on_fridays : on_weekends);
const on_weekdays = [0, 0, 1, 1, 2, 5, 8, 5];
const on_fridays = [0, 1, 1, 1, 3, 6, 9, 8];
const on_weekends = [3, 5, 7, 8, 8, 7, 7, 4];
