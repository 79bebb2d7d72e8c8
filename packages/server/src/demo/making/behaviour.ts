import { invariant } from '../../platform/errors.ts';
import type { Rhythm } from './calendar.ts';
import { elementAt, type Random } from './random.ts';

/**
 * How people buy: everyone has a pace of their own and, after each purchase, a chance of never coming back. Paces are
 * gamma distributed and chances beta distributed within a kind of people, which is the BG/NBD model of Fader, Hardie
 * and Lee (2005) per kind; gaps may be more regular than that model's.
 */
export type Habit = {
  /** Of all new customers. Need not add up to 1. */
  share: number;
  /** Mean purchases a year while they stay. */
  a_year: number;
  /** Gamma shape of the paces: 1 very unequal, 10 nearly alike. */
  alike: number;
  /** Gamma shape of the gaps: 1 at random, 6 like clockwork. */
  regularity: number;
  /** Beta parameters of the chance to stay away for good after a purchase. */
  leaving: readonly [number, number];
  /** Median and log-deviation of what one purchase is worth: minor units, or players where it is a party. */
  worth: readonly [number, number];
};

/** One customer's purchases that are told, by date. */
export type Life<Kind extends string, Moment extends Bought> = {
  kind: Kind;
  worth: number;
  /** Their very first purchase, which may lie before those told. */
  came_at_ms: number;
  moments: Moment[];
};

/** When a purchase was made. */
export type Bought = { at_ms: number };

export type Town<Kind extends string, Moment extends Bought> = {
  habits: Record<Kind, Habit>;
  /** When new people turn up. */
  arrivals: Rhythm;
  /** When those who stay come back. */
  returns: Rhythm;
  /** What people bought before this day is not told. */
  first_day: number;
  /** The last day anything may happen on. */
  last_day: number;
  /** The purchase of a day, or none when nobody can know of it yet: then neither it nor what follows is told. */
  moment(day: number): Moment | undefined;
};

/**
 * Whole customers, one after the other, until together they have bought exactly `count` times (the last is cut short);
 * by their first purchase.
 */
export function livesOf<Kind extends string, Moment extends Bought>(
  random: Random,
  town: Town<Kind, Moment>,
  count: number,
): Life<Kind, Moment>[] {
  const lives: Life<Kind, Moment>[] = [];
  let bought = 0;
  let attempts = 0;
  while (bought < count) {
    invariant(attempts++ < 1_000 + 50 * count, 'enough customers come');
    const life = lifeOf(random, town);
    life.moments.length = Math.min(life.moments.length, count - bought);
    bought += life.moments.length;
    if (life.moments.length > 0) lives.push(life);
  }
  return lives.sort((a, b) => firstOf(a).at_ms - firstOf(b).at_ms);
}

export const firstOf = <Moment>({ moments }: { moments: readonly Moment[] }) => elementAt(moments, 0);

function lifeOf<Kind extends string, Moment extends Bought>(
  random: Random,
  town: Town<Kind, Moment>,
): Life<Kind, Moment> {
  const kinds = Object.keys(town.habits) as Kind[]; // the record's own keys
  const kind = random.weighted(kinds, (name) => town.habits[name].share);
  const habit = town.habits[kind];
  const average_gap_days = 365.25 / (habit.a_year * random.gamma(habit.alike));
  const leaves = random.beta(...habit.leaving);
  const moments: Moment[] = [];
  let came_at_ms = Number.POSITIVE_INFINITY;
  let day: number | undefined = town.arrivals.day(random, town.last_day);
  while (day !== undefined && day <= town.last_day) {
    const moment = town.moment(day);
    if (moment === undefined) break;
    came_at_ms = Math.min(came_at_ms, moment.at_ms);
    if (day >= town.first_day) moments.push(moment);
    if (random.chance(leaves)) break;
    day = town.returns.later(day, Math.max(1, average_gap_days * random.gamma(habit.regularity)), random);
  }
  moments.sort((a, b) => a.at_ms - b.at_ms);
  return { kind, worth: random.logNormal(...habit.worth), came_at_ms, moments };
}
