import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Row, readingOf, type Told } from './testing/reading.ts';

const header =
  'hotel,is_canceled,lead_time,arrival_date_year,arrival_date_month,arrival_date_week_number,arrival_date_day_of_month,stays_in_weekend_nights,stays_in_week_nights,adults,children,babies,meal,country,market_segment,distribution_channel,is_repeated_guest,previous_cancellations,previous_bookings_not_canceled,reserved_room_type,assigned_room_type,booking_changes,deposit_type,agent,company,days_in_waiting_list,customer_type,adr,required_car_parking_spaces,total_of_special_requests,reservation_status,reservation_status_date';

const lisbon = () => readingOf(header, { timeZone: 'Europe/Lisbon', currency: 'EUR' });

const stay: Row = {
  hotel: 'City Hotel',
  lead_time: '30',
  arrival_date_year: '2016',
  arrival_date_month: 'February',
  arrival_date_day_of_month: '28',
  stays_in_weekend_nights: '1',
  stays_in_week_nights: '2',
  market_segment: 'Online TA',
  distribution_channel: 'TA/TO',
  reserved_room_type: 'A',
  days_in_waiting_list: '2',
  adr: '75.50',
  agent: 'NULL',
  children: 'NA',
  reservation_status: 'Check-Out',
  reservation_status_date: '2016-03-02',
};
const booking = {
  is: 'order',
  kind: 'booking',
  channel: 'marketplace',
  location: 'City Hotel',
  at: '2016-01-29',
  slotStartsAt: '2016-02-28',
  slotEndsAt: '2016-03-02',
  confirmedAt: '2016-01-31',
};
const room = {
  is: 'line',
  product: 'Online TA/A',
  name: 'Room type A (Online TA)',
  category: 'Online TA',
  quantity: '3',
};

test('a stay is a booking from arrival to departure, paid when the guest checks out', () => {
  expect(lisbon().told(stay)).toEqual([
    { ...booking, paidAt: '2016-03-02', completedAt: '2016-03-02' },
    { ...room, of: 'order', unitPrice: '75.50' },
  ]);
});

test('a booking that was cancelled, or to which nobody came, was never paid', () => {
  const cancelled = { ...stay, reservation_status: 'Canceled', reservation_status_date: '2016-02-01' };
  expect(lisbon().told(cancelled)[0]).toEqual({ ...booking, cancelledAt: '2016-02-01' });
  const noShow = { ...stay, reservation_status: 'No-Show', reservation_status_date: '2016-02-28' };
  expect(lisbon().told(noShow)[0]).toEqual({ ...booking, noShowAt: '2016-02-28' });
});

test('nothing became of a booking before it was made', () => {
  const early = { ...stay, reservation_status: 'Canceled', reservation_status_date: '2015-01-01' };
  expect(lisbon().told(early)[0]).toMatchObject({
    at: '2016-01-29',
    confirmedAt: '2016-01-29',
    cancelledAt: '2016-01-29',
  });
});

test('a stay without a night or a rate is kept, and comes to nothing', () => {
  const none = { ...stay, stays_in_weekend_nights: '0', stays_in_week_nights: '0' };
  expect(lisbon().told(none)).toMatchObject([
    { slotStartsAt: '2016-02-28', slotEndsAt: '2016-02-28' },
    { is: 'line', quantity: '0' },
  ]);
});

test('a rate below zero is money given back', () => {
  expect(lisbon().told({ ...stay, adr: '-6.38' })).toEqual([
    { is: 'refund', channel: 'marketplace', location: 'City Hotel', at: '2016-03-02' },
    { ...room, of: 'refund', unitPrice: '6.38' },
  ]);
});

test('a day that does not exist, nights that are none and a status of another system are refused', () => {
  const refused = (change: Row) => lisbon().row({ ...stay, ...change }).refused;
  expect(refused({ arrival_date_day_of_month: '30' })).toBe('not_a_date arrival_date_day_of_month');
  expect(refused({ arrival_date_month: 'Fevereiro' })).toBe('not_a_date arrival_date_month');
  expect(refused({ stays_in_week_nights: '-1' })).toBe('not_a_number stays_in_week_nights');
  expect(refused({ stays_in_week_nights: '9999999' })).toBe('date_out_of_range stays_in_week_nights');
  expect(refused({ lead_time: '99999' })).toBe('date_out_of_range lead_time');
  expect(refused({ reservation_status: 'Invited' })).toBe('unknown_status reservation_status');
});

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const folder = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), 'hotel_bookings');
const file = join(folder, 'hotel_bookings.csv.gz');

describe.skipIf(!existsSync(file))('the real file', () => {
  test('holds the bookings that its truth names', () => {
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    const [names = '', ...rows] = gunzipSync(readFileSync(file)).toString().trimEnd().split(/\r?\n/);
    const { cells } = readingOf(names, { timeZone: 'Europe/Lisbon', currency: 'EUR' });
    const count = { rows: 0, refused: 0, refunds: 0, refundedMinor: 0 };
    const ended = { paidAt: 0, cancelledAt: 0, noShowAt: 0 };
    const worth = { paidAt: 0, cancelledAt: 0, noShowAt: 0 };
    const months = new Map<string, number>();
    let [first, last] = ['9', '0'];
    for (const text of rows) {
      const { refused, told } = cells(text.split(','));
      count.rows += 1;
      if (refused) count.refused += 1;
      const [head, line] = told as [Told, Told];
      const valueMinor = Math.round(Number(line.quantity) * Number(line.unitPrice) * 100);
      if (head.is === 'refund') {
        count.refunds += 1;
        count.refundedMinor += valueMinor;
        continue;
      }
      const ending = (['paidAt', 'cancelledAt', 'noShowAt'] as const).find((name) => name in head)!;
      ended[ending] += 1;
      worth[ending] += valueMinor;
      const day = localDay(String(head.slotStartsAt));
      months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + 1);
      if (String(head.at) < first) first = String(head.at);
      if (String(head.at) > last) last = String(head.at);
    }
    const { raw, figures } = truth;
    const status = raw.reservation_status;
    expect(count).toEqual({ rows: raw.rows, refused: 0, refunds: 1, refundedMinor: 6380 });
    // The negative stay is counted among the rest there.
    expect(ended).toEqual({
      paidAt: status['Check-Out'] - 1,
      cancelledAt: status.Canceled,
      noShowAt: status['No-Show'],
    });
    expect(worth).toEqual({
      paidAt: Math.round(figures.realised_revenue * 100) + 6380,
      cancelledAt: Math.round(figures.lost_to_cancellation * 100),
      noShowAt: Math.round(figures.lost_to_no_show * 100),
    });
    expect([localDay(first), localDay(last)]).toEqual([raw.first_booked, raw.last_booked]);
    const monthly: Record<string, { bookings: number }> = figures.monthly_by_arrival;
    const expected = Object.entries(monthly).map(([month, { bookings }]) => [
      month,
      bookings - (month === '2017-03' ? 1 : 0),
    ]);
    expect(Object.fromEntries(months)).toEqual(Object.fromEntries(expected));
  });
});

/** The day in Lisbon, an hour ahead of UTC in summer. */
function localDay(instant: string): string {
  return new Date(Date.parse(instant.includes('T') ? `${instant}Z` : instant) + 3_600_000).toISOString().slice(0, 10);
}
