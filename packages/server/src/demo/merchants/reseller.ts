import type { OrderDocument, Person } from '@regulars/contract/activity.ts';
import { interactionOf, opinion, recommendation, refundOf, stars } from '../making/aftermath.ts';
import { type Bought, type Habit, livesOf } from '../making/behaviour.ts';
import {
  type Calendar,
  calendarOf,
  type Day,
  day_ms,
  hour_ms,
  iso,
  isoIfKnown,
  minute_ms,
  minuteOfDay,
  rhythmOf,
  wallClock,
} from '../making/calendar.ts';
import { lineOf } from '../making/money.ts';
import { byTypeAndDate, type DemoOrganization, type DemoRecord, type Setting, source } from '../making/organization.ts';
import { firmName, peopleOf } from '../making/people.ts';
import { elementAt, type Random, randomFrom } from '../making/random.ts';
import { bundleNear, bundles, type Network, networks } from './reseller-catalogue.ts';
import { idleVisits, type Link, links, shops, visitOf } from './reseller-links.ts';

const order_count = 10_000;
const visits_per_order = 2;
const slug = 'sankwa-data-hub';
const time_zone = 'Africa/Accra';

/** Mobile data by shop links: small orders, often the same again; the telephone number says who it is. */
export const reseller = (setting: Setting): DemoOrganization => ({
  slug,
  name: 'Sankwa Data Hub',
  country: 'GH',
  currency: 'GHS',
  time_zone,
  locations: shops,
  products: bundles.map(({ external_id, name, category }) => ({ external_id, name, kind: 'data_bundle', category })),
  bookings_complete_themselves: true,
  records: () => recordsOf(setting),
});

type Kind = 'passer_by' | 'student' | 'household' | 'trader' | 'agent' | 'office';

const habits: Record<Kind, Habit> = {
  passer_by: { share: 0.45, a_year: 3, alike: 2, regularity: 1, leaving: [6, 1.6], worth: [1_300, 0.5] },
  student: { share: 0.3, a_year: 22, alike: 2.5, regularity: 1.5, leaving: [0.9, 4.5], worth: [1_500, 0.45] },
  household: { share: 0.17, a_year: 11, alike: 5, regularity: 5, leaving: [0.9, 6], worth: [5_200, 0.45] },
  trader: { share: 0.07, a_year: 30, alike: 3, regularity: 2, leaving: [1, 16], worth: [15_000, 0.7] },
  agent: { share: 0.014, a_year: 34, alike: 5, regularity: 3, leaving: [1, 50], worth: [110_000, 0.5] },
  office: { share: 0.011, a_year: 5, alike: 8, regularity: 4, leaving: [1, 16], worth: [1_050_000, 0.4] },
};

type Purchase = Bought & { kind: Kind; worth: number; person: Person; network: Network; link: Link | undefined };

function* recordsOf({ now, seed, scale }: Setting): Generator<DemoRecord> {
  const random = randomFrom(seed, slug);
  const calendar = calendarOf({ now, time_zone });
  const count = Math.round(order_count * scale);
  const aftermath: DemoRecord[] = [];
  let number = 5_000;
  let visits = 0;
  for (const purchase of purchasesOf(random, calendar, count)) {
    const document = orderOf(random, calendar, purchase, `SK${++number}`);
    yield { type: 'order', document };
    if (purchase.link) {
      visits++;
      const visited_at_ms = purchase.at_ms - random.between(1, 14) * minute_ms;
      aftermath.push(visitOf(random, purchase.link, visited_at_ms, document.external_id));
    }
    aftermath.push(...aftermathOf(random, calendar, document));
  }
  aftermath.push(...idleVisits(random, calendar, visits_per_order * count - visits, { busyness: growing, by_hour }));
  yield* byTypeAndDate(aftermath);
}

function purchasesOf(random: Random, calendar: Calendar, count: number): Purchase[] {
  const moment = (day: number): Bought | undefined => {
    const at_ms = wallClock(calendar, day, minuteOfDay(random, by_hour));
    return at_ms <= calendar.known_until_ms ? { at_ms } : undefined;
  };
  const arrivals = rhythmOf(calendar, growing);
  const returns = rhythmOf(calendar, busyness);
  const people = peopleOf(random, 'GH');
  const lives = livesOf(
    random,
    { habits, arrivals, returns, first_day: calendar.first, last_day: calendar.today, moment },
    count,
  );

  const purchases = lives.flatMap((life) => {
    const { kind, worth, moments } = life;
    const firm =
      kind === 'office' ? firmName(random, 'GH', ['Logistics', 'School', 'Microfinance', 'Clinic']) : undefined;
    const person = people.meet({
      registered_at: iso(life.came_at_ms),
      phone: 1,
      email: firm ? 1 : 0.15,
      name: firm ? 1 : 0.85,
      firm,
    });
    const network = networkOf(random);
    const link = linkOf(random, kind);
    return moments.map(({ at_ms }): Purchase => {
      const by_telephone = firm ? 0.5 : 0.06;
      return {
        at_ms,
        kind,
        worth,
        person,
        network: random.chance(0.9) ? network : networkOf(random),
        link: random.chance(by_telephone) ? undefined : random.chance(0.88) ? link : linkOf(random, kind),
      };
    });
  });
  return purchases.sort((a, b) => a.at_ms - b.at_ms);
}

const networkOf = (random: Random) => random.weighted(networks, ({ share }) => share);

function linkOf(random: Random, kind: Kind): Link {
  if (kind === 'agent' || kind === 'office') return elementAt(links, links.length - 1);
  if (kind === 'student' && random.chance(0.55)) return elementAt(links, 1);
  return random.weighted(links, ({ orders }) => orders);
}

function orderOf(random: Random, calendar: Calendar, purchase: Purchase, number: string): OrderDocument {
  const { at_ms, kind, person, network, link } = purchase;
  const amount_minor = purchase.worth * random.logNormal(1, 0.35);
  const buys_for_others = kind === 'agent' || kind === 'office';
  const bundle = bundleNear(network, buys_for_others ? random.pick([2_700, 5_000, 9_400]) : amount_minor);
  const pieces = buys_for_others
    ? Math.max(2, Math.round(amount_minor / bundle.price_minor))
    : random.chance(0.06)
      ? 2
      : 1;
  const lines = [lineOf(bundle, pieces)];
  const order: OrderDocument = {
    source,
    external_id: number,
    kind: 'sale',
    channel: link ? 'online' : 'phone',
    location: link?.shop ?? 'osu',
    customer: person,
    number,
    currency: 'GHS',
    placed_at: iso(at_ms),
    is_test: false,
    lines,
    discount_minor: buys_for_others ? Math.round(pieces * bundle.price_minor * 0.04) : 0,
    tax_minor: 0,
    shipping_minor: 0,
    tip_minor: 0,
  };
  if (link) order.slug = link.slug;
  const fate = random.next();
  const paid_at = fate < 0.013 ? undefined : isoIfKnown(calendar, at_ms + random.between(0.2, 6) * minute_ms);
  const cancelled_at = fate < 0.006 && isoIfKnown(calendar, at_ms + random.between(0.5, 5) * hour_ms);
  return { ...order, ...(paid_at && { paid_at }), ...(cancelled_at && { cancelled_at }) };
}

function* aftermathOf(random: Random, calendar: Calendar, order: OrderDocument): Generator<DemoRecord> {
  if (!order.paid_at) return;
  const paid_at_ms = Date.parse(order.paid_at);
  const within = (from_days: number, to_days: number) =>
    isoIfKnown(calendar, paid_at_ms + random.between(from_days, to_days) * day_ms);

  const failed_at = random.chance(0.018) && within(0.05, 2);
  if (failed_at) {
    const body = random.pick(['Bundle has not arrived', 'Sent to the wrong number', 'Paid twice']);
    yield* interactionOf(order, { kind: 'support', happened_at: failed_at, body });
    const refunded_at = random.chance(0.8) && within(2, 4);
    if (refunded_at) yield* refundOf(order, { refunded_at, reason: body });
    return;
  }
  const reviewed_at = random.chance(0.03) && within(0.1, 5);
  if (reviewed_at) {
    const score = stars(random);
    const body = opinion(random, score, opinions);
    yield* interactionOf(order, { kind: 'review', happened_at: reviewed_at, score, body });
  }
  const answered_at = random.chance(0.02) && within(5, 20);
  if (answered_at)
    yield* interactionOf(order, { kind: 'nps', happened_at: answered_at, score: recommendation(random) });
}

const opinions = {
  glad: ['Data came in a minute.', 'Best prices on campus.', 'Always reliable.'],
  mixed: ['Good price, waited an hour.', 'Fine, but the site is slow at night.'],
  cross: ['Had to call twice before it came.', 'Bundle was late.'],
};

/** Most at month's end, when wages come, and on Fridays and Saturdays; term time; growing fast. */
const busyness = ({ weekday, month, day_of_month }: Day) =>
  elementAt(by_weekday, weekday - 1) *
  elementAt(by_month, month - 1) *
  (day_of_month >= 25 || day_of_month <= 3 ? 1.25 : 1);

const growing = (day: Day) => busyness(day) * 1.7 ** (day.index / 365);

const by_weekday = [0.95, 0.93, 0.95, 1, 1.15, 1.12, 0.9];
const by_month = [0.95, 1, 1.05, 1.02, 1, 0.97, 0.9, 0.88, 1.02, 1.07, 1.06, 1.18];
const by_hour = [2, 1, 1, 0, 1, 3, 6, 7, 6, 5, 5, 6, 7, 6, 5, 5, 6, 8, 9, 10, 11, 10, 7, 4];
