import type { OrderDocument } from '@regulars/contract/activity.ts';
import { type Calendar, day_ms, iso, isoIfKnown, minuteOfDay, wallClock } from '../making/calendar.ts';
import { lineOf, sumOf } from '../making/money.ts';
import { source } from '../making/organization.ts';
import type { Random } from '../making/random.ts';
import {
  type Article,
  coatings,
  contact_lenses,
  eye_tests,
  frames,
  lenses,
  small_things,
} from './optician-catalogue.ts';
import { type Branch, by_hour, openDayFrom, type Patient, type Visit } from './optician-customers.ts';

/** One visit to a branch that ends at the till, or in an order to the workshop. */
export type TillVisit = { patient: Patient; visit: Visit; branch: Branch; is_first: boolean };

type Purpose = 'glasses' | 'contact_lenses' | 'small_things' | 'eye_test';

const purposes: Record<Patient['kind'], { first: Record<Purpose, number>; later: Record<Purpose, number> }> = {
  glasses_wearer: {
    first: { glasses: 88, contact_lenses: 0, small_things: 4, eye_test: 8 },
    later: { glasses: 60, contact_lenses: 0, small_things: 22, eye_test: 18 },
  },
  lens_wearer: {
    first: { glasses: 20, contact_lenses: 70, small_things: 0, eye_test: 10 },
    later: { glasses: 5, contact_lenses: 82, small_things: 10, eye_test: 3 },
  },
  family: {
    first: { glasses: 75, contact_lenses: 5, small_things: 5, eye_test: 15 },
    later: { glasses: 52, contact_lenses: 14, small_things: 18, eye_test: 16 },
  },
  passer_by: {
    first: { glasses: 0, contact_lenses: 5, small_things: 75, eye_test: 20 },
    later: { glasses: 5, contact_lenses: 5, small_things: 80, eye_test: 10 },
  },
  employer: {
    first: { glasses: 1, contact_lenses: 0, small_things: 0, eye_test: 0 },
    later: { glasses: 1, contact_lenses: 0, small_things: 0, eye_test: 0 },
  },
  works_council: {
    first: { glasses: 1, contact_lenses: 0, small_things: 0, eye_test: 0 },
    later: { glasses: 1, contact_lenses: 0, small_things: 0, eye_test: 0 },
  },
};

const every_purpose: readonly Purpose[] = ['glasses', 'contact_lenses', 'small_things', 'eye_test'];

export function orderOf(random: Random, calendar: Calendar, till: TillVisit, number: number): OrderDocument {
  const { patient, visit, branch, is_first } = till;
  const weights = purposes[patient.kind][is_first ? 'first' : 'later'];
  const purpose = random.weighted(every_purpose, (name) => weights[name]);
  const amount_minor = patient.worth * random.logNormal(1, 0.25);
  const lines = linesFor(random, purpose, isFirm(patient), amount_minor);
  const placed_at = iso(visit.at_ms);
  const order: OrderDocument = {
    source,
    external_id: `${purpose === 'glasses' ? 'W' : 'S'}-${number}`,
    kind: purpose === 'glasses' ? 'work_order' : 'sale',
    channel:
      purpose === 'contact_lenses'
        ? random.weighted(reorder_channels, (channel) => (channel === 'pos' ? 3 : 1))
        : 'pos',
    location: branch.external_id,
    customer: patient.person,
    number: String(number),
    currency: 'EUR',
    placed_at,
    is_test: false,
    lines,
    discount_minor: isFirm(patient) ? Math.round(sumOf(lines) * 0.1) : 0,
    tax_minor: 0,
    shipping_minor: 0,
    tip_minor: 0,
  };
  if (purpose === 'glasses') return throughTheWorkshop(random, calendar, order, till);
  return random.chance(0.006) ? order : { ...order, paid_at: placed_at };
}

const reorder_channels = ['pos', 'phone', 'online'] as const;

export const isFirm = ({ kind }: Patient) => kind === 'employer' || kind === 'works_council';

/** Promised for a day, made in time or not, paid at once or when fetched; one in fifty is called off. */
function throughTheWorkshop(
  random: Random,
  calendar: Calendar,
  order: OrderDocument,
  { visit, branch }: TillVisit,
): OrderDocument {
  const promised = openDayFrom(calendar, visit.day + random.int(6, 12));
  const in_time = random.chance(branch.in_time);
  const fetched = openDayFrom(calendar, promised.index + (in_time ? -random.int(1, 4) : random.int(1, 8)));
  const fetched_at_ms = wallClock(calendar, fetched.index, minuteOfDay(random, by_hour));
  const cancelled_at = isoIfKnown(calendar, visit.at_ms + random.between(0.8, 3) * day_ms);
  const paid_at_once = random.chance(0.62);
  const told: OrderDocument = { ...order, promised_on: promised.date };
  if (paid_at_once) told.paid_at = order.placed_at;
  if (random.chance(0.02) && cancelled_at) return { ...told, cancelled_at };
  const delivered_at = isoIfKnown(calendar, fetched_at_ms);
  if (!delivered_at) return told;
  return { ...told, delivered_at, paid_at: told.paid_at ?? delivered_at };
}

function linesFor(random: Random, purpose: Purpose, for_a_firm: boolean, amount_minor: number): OrderDocument['lines'] {
  switch (purpose) {
    case 'glasses':
      return for_a_firm ? glassesForStaff(random, amount_minor) : glasses(random, amount_minor);
    case 'contact_lenses': {
      const article = nearest(contact_lenses, amount_minor * random.between(0.6, 1));
      const packs = Math.min(4, Math.max(1, Math.round(amount_minor / article.price_minor)));
      return random.chance(0.3) ? [lineOf(article, packs), lineOf(solution, 1)] : [lineOf(article, packs)];
    }
    case 'small_things':
      return [lineOf(random.pick(small_things), random.chance(0.15) ? 2 : 1)];
    case 'eye_test':
      return [
        lineOf(
          random.weighted(eye_tests, ({ price_minor }) => price_minor),
          1,
        ),
      ];
  }
}

const solution = small_things[0] as Article; // the list is a literal

/** Frame, lenses and coating near the amount; a second pair is a third off. */
function glasses(random: Random, amount_minor: number): OrderDocument['lines'] {
  const frame = nearest(frames, amount_minor * random.between(0.25, 0.5));
  const pair = nearest(lenses, amount_minor - frame.price_minor);
  const lines = [lineOf(frame, 1), lineOf(pair, 1)];
  if (random.chance(0.45)) lines.push(lineOf(random.pick(coatings), 1));
  if (random.chance(0.12)) {
    const second = random.pick(frames);
    if (second !== frame) lines.push(lineOf(second, 1, Math.round(second.price_minor / 3)));
  }
  return lines;
}

/** Screen-work glasses for several of a firm's people. */
function glassesForStaff(random: Random, amount_minor: number): OrderDocument['lines'] {
  const frame = random.pick(frames.slice(0, 3));
  const pair = random.pick(lenses.slice(1, 3));
  const test = eye_tests[0] as Article; // the list is a literal
  const heads = Math.max(1, Math.round(amount_minor / (frame.price_minor + pair.price_minor + test.price_minor)));
  return [lineOf(test, heads), lineOf(frame, heads), lineOf(pair, heads)];
}

const nearest = (articles: readonly Article[], price_minor: number) =>
  articles.reduce((best, article) =>
    Math.abs(article.price_minor - price_minor) < Math.abs(best.price_minor - price_minor) ? article : best,
  );
