import type { Person } from '@regulars/contract/activity.ts';
import { type Bought, type Habit, livesOf } from '../making/behaviour.ts';
import { type Calendar, type Day, iso, minuteOfDay, rhythmOf, wallClock } from '../making/calendar.ts';
import { firmName, peopleOf } from '../making/people.ts';
import type { Random } from '../making/random.ts';

/** The kinds of people who buy at Harbour & Pine, and when. */
export type Kind = 'giver' | 'household' | 'coffee_drinker' | 'homemaker' | 'cafe' | 'stylist';

const habits: Record<Kind, Habit> = {
  giver: { share: 0.4, a_year: 1.6, alike: 3, regularity: 1, leaving: [5, 2.5], worth: [3_800, 0.5] },
  household: { share: 0.38, a_year: 4, alike: 2, regularity: 1.2, leaving: [1.5, 4], worth: [4_600, 0.5] },
  coffee_drinker: { share: 0.14, a_year: 9, alike: 5, regularity: 5, leaving: [1, 9], worth: [2_900, 0.4] },
  homemaker: { share: 0.055, a_year: 6, alike: 3, regularity: 1.5, leaving: [1.2, 8], worth: [9_500, 0.45] },
  cafe: { share: 0.012, a_year: 20, alike: 6, regularity: 6, leaving: [1, 24], worth: [26_000, 0.4] },
  stylist: { share: 0.008, a_year: 4.5, alike: 6, regularity: 2, leaving: [1, 9], worth: [140_000, 0.35] },
};

const firms: Partial<Record<Kind, readonly string[]>> = {
  cafe: ['Café', 'Coffee Room', 'Tea Rooms', 'Bakery', 'Guest House'],
  stylist: ['Interiors', 'Studio', 'Lettings', 'Events'],
};

const guest_share = 0.08;

/** A purchase before it is an order. A guest has no person. */
export type Purchase = {
  at_ms: number;
  kind: Kind;
  worth: number;
  person: Person | undefined;
  is_first: boolean;
  on_market: boolean;
};

export function purchasesOf(random: Random, calendar: Calendar, count: number): Purchase[] {
  const arrivals = rhythmOf(calendar, (day) => busyness(day) * growth_a_year ** (day.index / 365));
  const returns = rhythmOf(calendar, (day) => busyness(day) ** 0.7);
  const moment = (day: number): Bought | undefined => {
    const at_ms = wallClock(calendar, day, minuteOfDay(random, by_hour));
    return at_ms <= calendar.known_until_ms ? { at_ms } : undefined;
  };
  const town = { arrivals, returns, first_day: calendar.first, last_day: calendar.today, moment };
  const guest_count = Math.round(count * guest_share);
  const lives = livesOf(random, { ...town, habits }, count - guest_count);
  const guests = livesOf(random, { ...town, habits: passers_by }, guest_count);
  const people = peopleOf(random, 'GB');

  const purchases: Purchase[] = [];
  for (const { kind, worth, moments } of guests) {
    for (const { at_ms } of moments) {
      const on_market = random.chance(0.3);
      purchases.push({ at_ms, kind, worth, person: undefined, is_first: false, on_market });
    }
  }
  for (const [at, { kind, worth, came_at_ms, moments }] of lives.entries()) {
    const firm = firms[kind];
    const person = people.meet({
      external_id: `C-${String(at + 1).padStart(5, '0')}`,
      registered_at: iso(came_at_ms),
      phone: firm ? 1 : 0.35,
      firm: firm && firmName(random, 'GB', firm),
    });
    const market = firm ? 0 : random.weighted(market_shares, (share) => (share === 0 ? 6 : 1));
    for (const { at_ms } of moments) {
      purchases.push({ at_ms, kind, worth, person, is_first: at_ms === came_at_ms, on_market: random.chance(market) });
    }
  }
  return purchases.sort((a, b) => a.at_ms - b.at_ms);
}

/** Of a customer's orders, how many come by the marketplace. */
const market_shares = [0, 0.4, 1];

/** Guests: whoever would have bought just once. */
const passers_by = { giver: { ...habits.giver, a_year: 0.001 } };

/** Quiet summers, gifts from October to Christmas, a sale in the last week of November, more business every month. */
function busyness({ month, day_of_month, weekday }: Day): number {
  const usual = (by_month[month - 1] ?? 1) * (by_weekday[weekday - 1] ?? 1);
  if (month === 11 && day_of_month >= 23) return usual * 1.7;
  if (month === 12 && day_of_month > 20) return usual * 0.35;
  return usual;
}

const growth_a_year = 1.35;
const by_month = [0.86, 0.88, 0.9, 0.88, 0.9, 0.84, 0.78, 0.8, 0.95, 1.08, 1.4, 1.6];
const by_weekday = [1.1, 1.0, 0.98, 0.95, 0.88, 0.92, 1.17];
const by_hour = [2, 1, 1, 0, 0, 1, 2, 4, 6, 7, 7, 7, 8, 8, 7, 7, 7, 8, 9, 11, 13, 12, 9, 5];
