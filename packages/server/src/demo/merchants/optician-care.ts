import type { AppointmentDocument, OrderDocument, Person, QuoteDocument } from '@regulars/contract/activity.ts';
import { type Calendar, type Day, day_ms, hour_ms, iso, isoIfKnown, minute_ms, wallClock } from '../making/calendar.ts';
import { totalOf } from '../making/money.ts';
import { type DemoRecord, source } from '../making/organization.ts';
import { elementAt, type Random } from '../making/random.ts';
import { type Branch, branchHabit, openDayFrom, type Patient, type Practice, rhythms } from './optician-customers.ts';
import { isFirm, type TillVisit } from './optician-orders.ts';

/** Appointments and quotes: those that led to an order, those that led nowhere, and those still to come. */

type Meeting = { id: string; customer: Person; branch: Branch; day: Day; booked_at_ms: number };

/** Before a pair of glasses there was nearly always an eye test, and most often a quote. */
export function* careBefore(
  practice: Practice,
  { patient, visit, branch }: TillVisit,
  order: OrderDocument,
): Generator<DemoRecord> {
  const { random, calendar } = practice;
  if (isFirm(patient)) {
    yield* wonQuote(random, calendar, order, visit.at_ms - random.between(2, 15) * day_ms);
    return;
  }
  if (
    order.kind !== 'work_order' &&
    !order.lines.some(({ category }) => category === 'Eye care') &&
    !random.chance(0.12)
  ) {
    return;
  }
  const is_early = visit.at_ms < wallClock(calendar, visit.day, 630);
  const day = openDayFrom(calendar, visit.day - (is_early || random.chance(0.4) ? random.int(1, 12) : 0));
  const latest_ms = visit.at_ms - random.int(35, 70) * minute_ms;
  const starts_at_ms = Math.min(slotOn(random, calendar, day), latest_ms - (latest_ms % (5 * minute_ms)));
  const booked_at_ms = starts_at_ms - random.between(0.4, 18) * day_ms;
  const meeting = { id: order.external_id, customer: patient.person, branch, day, booked_at_ms };
  const appointment = appointmentOf(random, meeting, starts_at_ms);
  yield { type: 'appointment', document: { ...appointment, completed_at: iso(starts_at_ms + 27 * minute_ms) } };
  if (order.kind === 'work_order' && random.chance(0.8)) {
    yield* wonQuote(random, calendar, order, starts_at_ms + 30 * minute_ms);
  }
}

function* wonQuote(
  random: Random,
  calendar: Calendar,
  order: OrderDocument,
  quoted_at_ms: number,
): Generator<DemoRecord> {
  const { external_id, customer, location, placed_at, cancelled_at } = order;
  const quote: QuoteDocument = {
    source,
    external_id: `Q-${external_id}`,
    title: 'Glasses',
    amount_minor: totalOf(order),
    quoted_at: iso(quoted_at_ms),
    accepted_at: placed_at,
    expires_on: dateAfter(quoted_at_ms, 30),
  };
  if (customer) quote.customer = customer;
  if (location) quote.location = location;
  const won_at = isoIfKnown(calendar, Date.parse(placed_at) + random.between(2, 60) * minute_ms);
  if (cancelled_at) quote.lost_at = cancelled_at;
  else if (won_at) quote.won_at = won_at;
  yield { type: 'quote', document: quote };
}

/** Check-ups of those who are patients already; some are missed, some called off. */
export function* checkUps(practice: Practice, patients: readonly Patient[]): Generator<DemoRecord> {
  const { random, calendar } = practice;
  for (const patient of patients) {
    if (isFirm(patient) || !random.chance(0.45)) continue;
    const first = elementAt(patient.visits, 0).day;
    const day = openDayFrom(calendar, first + random.int(14, 400));
    if (day.index > calendar.today + booked_ahead_days) continue;
    const meeting = {
      id: `${patient.person.external_id}`,
      customer: patient.person,
      branch: patient.branchOn(day.index),
      day,
      booked_at_ms: bookedBefore(random, calendar, day),
    };
    yield* meetingOf(practice, meeting, { completed: 0.55, cancelled: 0.27 });
  }
}

const booked_ahead_days = 24;

/** People on file who never bought: they asked, were tested, got a quote, and have not come back; or are yet to come. */
export function* prospects(practice: Practice, count: number): Generator<DemoRecord> {
  const { random, calendar, people, branches } = practice;
  const { arrivals } = rhythms(calendar);
  for (let nth = 1; nth <= count; nth++) {
    const day = openDayFrom(calendar, arrivals.day(random, calendar.today + booked_ahead_days));
    const booked_at_ms = bookedBefore(random, calendar, day);
    const customer = people.meet({
      external_id: `N${String(nth).padStart(4, '0')}`,
      registered_at: iso(booked_at_ms),
      email: 0.85,
      phone: 0.7,
    });
    const branch = branchHabit(random, branches, day.index)(day.index);
    yield* meetingOf(
      practice,
      { id: `${customer.external_id}`, customer, branch, day, booked_at_ms },
      { completed: 0.56, cancelled: 0.24 },
    );
  }
}

/** An appointment that leads to no order: kept, called off, missed, or still ahead; after some that were kept, a quote. */
function* meetingOf(
  { random, calendar }: Practice,
  meeting: Meeting,
  chances: { completed: number; cancelled: number },
): Generator<DemoRecord> {
  const starts_at_ms = slotOn(random, calendar, meeting.day);
  const appointment = appointmentOf(random, meeting, starts_at_ms);
  const { booked_at_ms } = meeting;
  const outcome = random.next();
  const is_called_off = outcome >= chances.completed && outcome < chances.completed + chances.cancelled;
  const called_off_at_ms = booked_at_ms + random.between(0.1, 0.95) * (starts_at_ms - booked_at_ms);
  const confirmed_at_ms = Math.max(booked_at_ms, starts_at_ms - 2 * day_ms);
  const confirmed_at = isoIfKnown(calendar, confirmed_at_ms);
  if (confirmed_at && !(is_called_off && called_off_at_ms < confirmed_at_ms)) appointment.confirmed_at = confirmed_at;

  if (is_called_off) {
    const cancelled_at = isoIfKnown(calendar, called_off_at_ms);
    if (cancelled_at) appointment.cancelled_at = cancelled_at;
  } else if (outcome < chances.completed) {
    const completed_at = isoIfKnown(calendar, starts_at_ms + 26 * minute_ms);
    if (completed_at) appointment.completed_at = completed_at;
    if (completed_at && random.chance(0.5)) yield* idleQuote(random, calendar, meeting, starts_at_ms + 30 * minute_ms);
  } else {
    const no_show_at = isoIfKnown(calendar, starts_at_ms + 20 * minute_ms);
    if (no_show_at) appointment.no_show_at = no_show_at;
  }
  yield { type: 'appointment', document: appointment };
}

/** A quote that nothing has come of: lost after a while, a few after having been accepted; the latest still open. */
function* idleQuote(random: Random, calendar: Calendar, meeting: Meeting, quoted_at_ms: number): Generator<DemoRecord> {
  const quoted_at = isoIfKnown(calendar, quoted_at_ms);
  if (!quoted_at) return;
  const quote: QuoteDocument = {
    source,
    external_id: `Q-${meeting.id}`,
    customer: meeting.customer,
    location: meeting.branch.external_id,
    title: random.pick(['Glasses', 'Varifocals', 'Second pair', 'Sunglasses with correction']),
    amount_minor: 100 * random.int(140, 620),
    quoted_at,
    expires_on: dateAfter(quoted_at_ms, 30),
  };
  const accepted_at = random.chance(0.08) && isoIfKnown(calendar, quoted_at_ms + random.between(0.1, 3) * day_ms);
  if (accepted_at) quote.accepted_at = accepted_at;
  const lost_at = random.chance(0.85) && isoIfKnown(calendar, quoted_at_ms + random.between(4, 32) * day_ms);
  if (lost_at) quote.lost_at = lost_at;
  yield { type: 'quote', document: quote };
}

/** Up to a fortnight before the day, and never later than is known. */
const bookedBefore = (random: Random, calendar: Calendar, day: Day) =>
  Math.min(day.starts_at_ms - random.between(0.5, 14) * day_ms, calendar.known_until_ms - hour_ms);

function appointmentOf(random: Random, meeting: Meeting, starts_at_ms: number): AppointmentDocument {
  const { id, customer, branch, booked_at_ms } = meeting;
  return {
    source,
    external_id: `A-${id}`,
    kind: random.weighted(kinds, (kind) => (kind === 'eye test' ? 6 : 1)),
    customer,
    location: branch.external_id,
    booked_at: iso(booked_at_ms),
    starts_at: iso(starts_at_ms),
    ends_at: iso(starts_at_ms + 30 * minute_ms),
  };
}

const kinds = ['eye test', 'contact lens check', 'frame fitting'];

/** Every twenty minutes from nine to twenty past five. */
const slotOn = (random: Random, calendar: Calendar, day: Day) =>
  wallClock(calendar, day.index, 540 + 20 * random.int(0, 25));

const dateAfter = (instant_ms: number, days: number) => iso(instant_ms + days * day_ms).slice(0, 10);
