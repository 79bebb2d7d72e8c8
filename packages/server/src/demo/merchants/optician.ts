import type { OrderDocument } from '@regulars/contract/activity.ts';
import { interactionOf, opinion, recommendation, refundOf, stars } from '../making/aftermath.ts';
import { type Calendar, calendarOf, day_ms, isoIfKnown } from '../making/calendar.ts';
import { byTypeAndDate, type DemoOrganization, type DemoRecord, type Setting } from '../making/organization.ts';
import { peopleOf } from '../making/people.ts';
import { type Random, randomFrom } from '../making/random.ts';
import { careBefore, checkUps, prospects } from './optician-care.ts';
import { articles } from './optician-catalogue.ts';
import { branchesOf, type Practice, patientsOf } from './optician-customers.ts';
import { orderOf, type TillVisit } from './optician-orders.ts';

const order_count = 7_000;
const slug = 'larkmere-opticians';
const time_zone = 'Europe/Dublin';

/** Three branches, one of them new: eye tests, glasses from the workshop, contact lenses over the counter. */
export const optician = (setting: Setting): DemoOrganization => ({
  slug,
  name: 'Larkmere Opticians',
  country: 'IE',
  currency: 'EUR',
  time_zone,
  locations: branchesOf(calendarOf({ now: setting.now, time_zone })).map(({ external_id, name }) => ({
    external_id,
    kind: 'branch',
    name,
    slugs: [],
  })),
  products: articles.map(({ external_id, name, kind, category }) => ({ external_id, name, kind, category })),
  bookings_complete_themselves: true,
  records: () => recordsOf(setting),
});

function* recordsOf({ now, seed, scale }: Setting): Generator<DemoRecord> {
  const random = randomFrom(seed, slug);
  const calendar = calendarOf({ now, time_zone });
  const practice: Practice = { random, calendar, people: peopleOf(random, 'IE'), branches: branchesOf(calendar) };
  const patients = patientsOf(practice, Math.round(order_count * scale));
  const tills = patients.flatMap((patient) =>
    patient.visits.map((visit): TillVisit => {
      const is_first = visit.at_ms === patient.came_at_ms;
      return { patient, visit, branch: patient.branchOn(visit.day), is_first };
    }),
  );
  tills.sort((a, b) => a.visit.at_ms - b.visit.at_ms);

  const aftermath: DemoRecord[] = [];
  let number = 20_000;
  for (const till of tills) {
    const document = orderOf(random, calendar, till, ++number);
    yield { type: 'order', document };
    aftermath.push(...careBefore(practice, till, document), ...aftermathOf(random, calendar, document));
  }
  aftermath.push(...checkUps(practice, patients), ...prospects(practice, Math.round(patients.length * 0.12)));
  yield* byTypeAndDate(aftermath);
}

function* aftermathOf(random: Random, calendar: Calendar, order: OrderDocument): Generator<DemoRecord> {
  if (!order.paid_at) return;
  if (order.cancelled_at) {
    yield* refundOf(order, { refunded_at: order.cancelled_at, reason: 'Called off before it was made' });
    return;
  }
  const paid_at_ms = Date.parse(order.delivered_at ?? order.paid_at);
  const within = (from_days: number, to_days: number) =>
    isoIfKnown(calendar, paid_at_ms + random.between(from_days, to_days) * day_ms);

  const refunded_at = random.chance(0.022) && within(2, 28);
  if (refunded_at) {
    const reason = random.pick(order.kind === 'work_order' ? glasses_reasons : other_reasons);
    yield* refundOf(order, { refunded_at, reason, ...(random.chance(0.7) && { line: random.pick(order.lines) }) });
  }
  const reviewed_at = random.chance(0.07) && within(2, 20);
  if (reviewed_at) {
    const score = stars(random);
    const body = opinion(random, score, opinions);
    yield* interactionOf(order, { kind: 'review', happened_at: reviewed_at, score, body });
  }
  const asked_at = random.chance(0.03) && within(1, 40);
  if (asked_at) yield* interactionOf(order, { kind: 'support', happened_at: asked_at, body: 'Frame needs adjusting' });
  const answered_at = random.chance(0.1) && within(10, 30);
  if (answered_at)
    yield* interactionOf(order, { kind: 'nps', happened_at: answered_at, score: recommendation(random) });
}

const glasses_reasons = ['Could not get used to the lenses', 'Frame broke', 'Wrong strength'];
const other_reasons = ['Wrong product', 'Not needed any more'];

const opinions = {
  glad: ['Took their time over the test.', 'I can read the menu again!', 'Very patient with the children.'],
  mixed: ['Friendly, but the glasses were late.', 'Good test, pricey frames.'],
  cross: ['Waited forty minutes past my appointment.', 'Had to come back three times.'],
};
