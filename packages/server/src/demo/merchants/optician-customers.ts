import type { Person } from '@regulars/contract/activity.ts';
import { type Bought, firstOf, type Habit, livesOf } from '../making/behaviour.ts';
import { type Calendar, type Day, day_ms, iso, minuteOfDay, rhythmOf, wallClock } from '../making/calendar.ts';
import { firmName, type People } from '../making/people.ts';
import { elementAt, type Random } from '../making/random.ts';

/** The kinds of people who come to Larkmere Opticians, when, and to which branch. */
type Kind = 'glasses_wearer' | 'lens_wearer' | 'family' | 'passer_by' | 'employer' | 'works_council';

const habits: Record<Kind, Habit> = {
  glasses_wearer: { share: 0.4, a_year: 1.4, alike: 4, regularity: 3, leaving: [1.8, 2.6], worth: [32_000, 0.4] },
  lens_wearer: { share: 0.27, a_year: 4.6, alike: 6, regularity: 5, leaving: [1, 5], worth: [8_500, 0.35] },
  family: { share: 0.13, a_year: 2.8, alike: 3, regularity: 1.2, leaving: [1.2, 4], worth: [26_000, 0.4] },
  passer_by: { share: 0.17, a_year: 1.2, alike: 2, regularity: 1, leaving: [6, 2], worth: [2_600, 0.5] },
  employer: { share: 0.013, a_year: 10, alike: 6, regularity: 2, leaving: [1, 30], worth: [52_000, 0.3] },
  works_council: { share: 0.011, a_year: 4.2, alike: 8, regularity: 3, leaving: [1, 14], worth: [165_000, 0.25] },
};

const firms: Partial<Record<Kind, readonly string[]>> = {
  employer: ['Joinery', 'Motors', 'Foods', 'Nurseries', 'Logistics'],
  works_council: ['Software', 'Assurance', 'Pharma Services'],
};

/** `in_time`: of the workshop's orders, how many keep the promised day. */
export type Branch = { external_id: string; name: string; share: number; opens_on_day: number; in_time: number };

/** The third branch opened ten months before today, and its workshop orders are still the latest. */
export const branchesOf = (calendar: Calendar): Branch[] => [
  { external_id: 'city', name: 'City Centre', share: 5, opens_on_day: 0, in_time: 0.92 },
  { external_id: 'rathmines', name: 'Rathmines', share: 3.4, opens_on_day: 0, in_time: 0.87 },
  { external_id: 'dun-laoghaire', name: 'Dún Laoghaire', share: 3, opens_on_day: calendar.today - 300, in_time: 0.76 },
];

export type Visit = Bought & { day: number };

export type Patient = {
  kind: Kind;
  worth: number;
  person: Person;
  came_at_ms: number;
  visits: Visit[];
  /** Where they go on a day: nearly always the same branch, some now and then another. */
  branchOn(day: number): Branch;
};

export type Practice = { random: Random; calendar: Calendar; people: People; branches: Branch[] };

export function patientsOf({ random, calendar, people, branches }: Practice, count: number): Patient[] {
  const moment = (day: number): Visit | undefined => {
    const at_ms = wallClock(calendar, day, minuteOfDay(random, by_hour));
    return at_ms <= calendar.known_until_ms ? { at_ms, day } : undefined;
  };
  const lives = livesOf(
    random,
    { habits, ...rhythms(calendar), first_day: calendar.first, last_day: calendar.today, moment },
    count,
  );
  return lives.map((life, at) => {
    const { kind, worth, came_at_ms, moments } = life;
    const firm = firms[kind];
    const first = firstOf(life);
    // One in five is on file since long before this programme was.
    const known_for_ms = random.chance(0.2) ? random.between(30, 2_400) * day_ms : 0;
    const person = people.meet({
      external_id: `P${String(at + 1).padStart(5, '0')}`,
      registered_at: iso(came_at_ms - known_for_ms),
      email: 0.8,
      phone: 0.75,
      firm: firm && firmName(random, 'IE', firm),
    });
    return { kind, worth, person, came_at_ms, visits: moments, branchOn: branchHabit(random, branches, first.day) };
  });
}

export function branchHabit(random: Random, branches: Branch[], first_day: number): Patient['branchOn'] {
  const open = (day: number) => branches.filter((branch) => branch.opens_on_day <= day);
  const home = random.weighted(open(first_day), (branch) => branch.share);
  const roams = random.chance(0.15) ? 0.35 : 0.02;
  return (day) => (random.chance(roams) ? random.weighted(open(day), (branch) => branch.share) : home);
}

/** Busy before school begins and towards the year's end; a little more every year. */
const busyness = (day: Day) =>
  isOpen(day) ? elementAt(by_month, day.month - 1) * (day.weekday === 6 ? 1.5 : day.weekday === 1 ? 0.85 : 1) : 0;

function isOpen({ weekday, month, day_of_month }: Day): boolean {
  const is_christmas = month === 12 && (day_of_month === 25 || day_of_month === 26);
  return weekday !== 7 && !is_christmas && !(month === 1 && day_of_month === 1);
}

/** The day, or the next one that the branches are open on; the last of the calendar is the latest. */
export function openDayFrom(calendar: Calendar, index: number): Day {
  const last = calendar.days.length - 1;
  const day = elementAt(calendar.days, Math.min(Math.max(index, 0), last));
  return isOpen(day) || day.index === last ? day : openDayFrom(calendar, index + 1);
}

export const rhythms = (calendar: Calendar) => ({
  arrivals: rhythmOf(calendar, (day) => busyness(day) * growth_a_year ** (day.index / 365)),
  returns: rhythmOf(calendar, busyness),
});

const growth_a_year = 1.25;
const by_month = [0.85, 0.9, 1, 0.95, 1, 0.95, 0.9, 1.2, 1.15, 1.05, 1.05, 1];
export const by_hour = [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 9, 10, 9, 8, 8, 9, 10, 8, 2];
