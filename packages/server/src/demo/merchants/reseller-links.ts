import type { VisitDocument } from '@regulars/contract/activity.ts';
import { type Calendar, iso, minuteOfDay, rhythmOf, wallClock } from '../making/calendar.ts';
import { type DemoLocation, type DemoRecord, source } from '../making/organization.ts';
import type { Random } from '../making/random.ts';

/** The shop links of Sankwa Data Hub, and where they are handed around. Sites that send visitors are all made up. */
export type Link = {
  slug: string;
  shop: string;
  /** Of the orders by link. */
  orders: number;
  /** Of the visits that end in nothing: many for a link that is shown to everybody. */
  idle_visits: number;
  sources: readonly Origin[];
};

type Origin = Pick<VisitDocument, 'referrer' | 'utm_source' | 'utm_medium' | 'utm_campaign'> & { weight: number };

const direct: Origin = { weight: 4 };
const search: Origin = { weight: 2, referrer: 'https://search.example/' };
const status: Origin = { weight: 5, referrer: 'https://chat.example/', utm_source: 'chat', utm_medium: 'status' };
const group: Origin = { weight: 3, referrer: 'https://chat.example/', utm_source: 'chat', utm_medium: 'group' };
const flyer: Origin = { weight: 4, utm_source: 'flyer', utm_medium: 'print', utm_campaign: 'campus-week' };
const clip: Origin = {
  weight: 6,
  referrer: 'https://clips.example/',
  utm_source: 'clips',
  utm_medium: 'social',
  utm_campaign: 'weekend-deals',
};
const radio: Origin = { weight: 2, utm_source: 'radio', utm_medium: 'offline', utm_campaign: 'market-morning' };

export const links: readonly Link[] = [
  { slug: 'sankwa-data', shop: 'osu', orders: 9, idle_visits: 8, sources: [direct, search, status] },
  { slug: 'sankwa-campus', shop: 'legon', orders: 6, idle_visits: 5, sources: [direct, flyer, group, status] },
  { slug: 'sankwa-market', shop: 'osu', orders: 3, idle_visits: 2, sources: [direct, radio, group] },
  { slug: 'sankwa-deals', shop: 'osu', orders: 2, idle_visits: 6, sources: [clip, status, search] },
  { slug: 'sankwa-agents', shop: 'legon', orders: 0, idle_visits: 0.4, sources: [direct, group] },
];

export const shops: DemoLocation[] = [
  { external_id: 'osu', kind: 'shop', name: 'Osu', slugs: slugsOf('osu') },
  { external_id: 'legon', kind: 'shop', name: 'Legon Campus', slugs: slugsOf('legon') },
];

function slugsOf(shop: string) {
  return links.filter((link) => link.shop === shop).map(({ slug }) => slug);
}

/** The visit that ended in an order. */
export const visitOf = (random: Random, link: Link, visited_at_ms: number, order: string): DemoRecord => ({
  type: 'visit',
  document: {
    source,
    external_id: `V-${order}`,
    slug: link.slug,
    visited_at: iso(visited_at_ms),
    ...origin(random, link),
    order,
  },
});

/** Visits of people who only looked. */
export function* idleVisits(
  random: Random,
  calendar: Calendar,
  count: number,
  { busyness, by_hour }: { busyness: Parameters<typeof rhythmOf>[1]; by_hour: readonly number[] },
): Generator<DemoRecord> {
  const rhythm = rhythmOf(calendar, busyness);
  for (let nth = 1; nth <= count; nth++) {
    const link = random.weighted(links, (each) => each.idle_visits);
    const drawn_ms = wallClock(calendar, rhythm.day(random, calendar.today), minuteOfDay(random, by_hour));
    // Later today is not known yet: those visits were a day earlier.
    const visited_at_ms = drawn_ms <= calendar.known_until_ms ? drawn_ms : drawn_ms - 86_400_000;
    const document = {
      source,
      external_id: `V-${nth}`,
      slug: link.slug,
      visited_at: iso(visited_at_ms),
      ...origin(random, link),
    };
    yield { type: 'visit', document };
  }
}

function origin(random: Random, link: Link): Omit<Origin, 'weight'> {
  const { weight: _, ...told } = random.weighted(link.sources, (each) => each.weight);
  return told;
}
