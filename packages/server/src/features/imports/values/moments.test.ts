import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOrder, Moment } from './dates.ts';
import { isTimeZone, readMoment, toDate, toEpoch, zoneByName } from './moments.ts';

const read = (text: string, order: DateOrder | null = null): string => {
  const moment = readMoment(text, order);
  return typeof moment === 'string' ? moment : written(moment);
};

function written(moment: Moment): string {
  const { hour, minute, second, ms, offset_minutes, has_time } = moment;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = has_time
    ? ` ${two(hour)}:${two(minute)}:${two(second)}${ms ? `.${String(ms).padStart(3, '0')}` : ''}`
    : '';
  return `${toDate(moment)}${time}${offset_minutes === null ? '' : ` ${offset_minutes}`}`;
}

describe('a date is read as it is written', () => {
  const plain: [text: string, moment: string][] = [
    ['2010-12-01', '2010-12-01'],
    ['2010-12-01 08:26', '2010-12-01 08:26:00'],
    ['2010-12-01 8:26', '2010-12-01 08:26:00'],
    ['2010-12-01T08:26:01', '2010-12-01 08:26:01'],
    ['2010-12-01T08:26:01Z', '2010-12-01 08:26:01 0'],
    ['2010-12-01T08:26:01.250Z', '2010-12-01 08:26:01.250 0'],
    ['2010-12-01T08:26:01.57Z', '2010-12-01 08:26:01.570 0'],
    ['2010-12-01T08:26:01.123456+01:00', '2010-12-01 08:26:01.123 60'],
    ['2010-12-01 08:26:01 UTC', '2010-12-01 08:26:01 0'],
    ['2010-12-01 08:26:01 +0000', '2010-12-01 08:26:01 0'],
    ['2010-12-01 08:26:01 -0500', '2010-12-01 08:26:01 -300'],
    ['2010-12-01 08:26:01 \u22120330', '2010-12-01 08:26:01 -210'],
    ['2010-12-01 08:26:01+00', '2010-12-01 08:26:01 0'],
    ['2010-12-01 08:26:01 +0000 UTC', '2010-12-01 08:26:01 0'],
    ['2010-12-01T08:26:01+01:00[Europe/Berlin]', '2010-12-01 08:26:01 60'],
    ['2010-12-01 08:26 EST', '2010-12-01 08:26:00 -300'],
    ['2010/12/01', '2010-12-01'],
    ['2010. 12. 1.', '2010-12-01'],
    ['20101201', '2010-12-01'],
    ['201012010826', '2010-12-01 08:26:00'],
    ['20101201082601', '2010-12-01 08:26:01'],
    ['1291191960', '2010-12-01 08:26:00 0'],
    ['1291191960123', '2010-12-01 08:26:00.123 0'],
    ['40513', '2010-12-01'],
    ['40513.3513888889', '2010-12-01 08:26:00'],
    ['40513,351388888889', '2010-12-01 08:26:00'],
    ['40513.0', '2010-12-01'],
    ['40513.999999', '2010-12-02 00:00:00'],
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['12/1/2010, 8:26:00 AM', 'not_a_date'],
    ['25/12/2010', '2010-12-25'],
    ['12/25/2010', '2010-12-25'],
    ['05/05/2010', '2010-05-05'],
    ['1 Dec 2010', '2010-12-01'],
    ['Dec 1, 2010', '2010-12-01'],
    ['December 1st, 2010 at 8:26 PM', '2010-12-01 20:26:00'],
    ['01-Dec-10', '2010-12-01'],
    ['01-Dec-99', '1999-12-01'],
    ['2010-Dec-01', '2010-12-01'],
    ['1. Dezember 2010', '2010-12-01'],
    ['1. Dez. 2010 um 8:26 Uhr', '2010-12-01 08:26:00'],
    ['Mi., 1. Dez. 2010', '2010-12-01'],
    ['3. März 2010', '2010-03-03'],
    ['1er décembre 2010', '2010-12-01'],
    ['mar. 3 août 2010 à 14h30', '2010-08-03 14:30:00'],
    ['1 de diciembre de 2010', '2010-12-01'],
    ['15 ene 2010', '2010-01-15'],
    ['1 gennaio 2010', '2010-01-01'],
    ['1 de março de 2010', '2010-03-01'],
    ['3 mrt 2010', '2010-03-03'],
    ['3 maart 2010 14:30', '2010-03-03 14:30:00'],
    ['Wed, 01 Dec 2010 08:26:00 GMT', '2010-12-01 08:26:00 0'],
    ['Wed Dec 01 2010 08:26:00 GMT+0100 (Central European Standard Time)', '2010-12-01 08:26:00 60'],
    ['Wed Dec  1 08:26:00 2010', '2010-12-01 08:26:00'],
    ['Wed Dec 01 08:26:00 +0000 2010', '2010-12-01 08:26:00 0'],
    ['01/Dec/2010:08:26:00 +0000', '2010-12-01 08:26:00 0'],
    ['  2010-12-01  ', '2010-12-01'],
  ];
  test.each(plain)('%s', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  const ordered: [order: DateOrder, text: string, moment: string][] = [
    ['dmy', '01/02/2026', '2026-02-01'],
    ['mdy', '01/02/2026', '2026-01-02'],
    ['dmy', '1.2.26', '2026-02-01'],
    ['mdy', '1-2-26 8:26', '2026-01-02 08:26:00'],
    ['ymd', '26/02/01', '2026-02-01'],
    ['dmy', '1. 2. 2026', '2026-02-01'],
    ['mdy', '12/1/2010, 8:26:00\u202FAM', '2010-12-01 08:26:00'],
    ['mdy', '12/1/2010 8:26 p.m.', '2010-12-01 20:26:00'],
    ['mdy', '12/1/2010 8:26 p. m.', '2010-12-01 20:26:00'],
    ['mdy', '12/1/2010 8pm', '2010-12-01 20:00:00'],
    ['mdy', '12/1/2010 8 PM', '2010-12-01 20:00:00'],
    ['mdy', '12/1/2010 12:05 AM', '2010-12-01 00:05:00'],
    ['mdy', '12/1/2010 12:05 PM', '2010-12-01 12:05:00'],
    ['dmy', '2010-12-01', '2010-12-01'],
    ['ymd', '25/12/2010', '2010-12-25'],
  ];
  test.each(ordered)('in a file of order %s: %s', (order, text, moment) => {
    expect(read(text, order)).toBe(moment);
  });
});

const none: [text: string, order: DateOrder | null][] = [
  ['', null],
  ['   ', null],
  ['ann', null],
  ['-', null],
  ['0', null],
  ['0.5', null],
  ['-1', null],
  ['60', null],
  ['2010', null],
  ['1234567890123456', null],
  ['12345678', null],
  ['3000000', null],
  ['2024-02-30', null],
  ['2023-02-29', null],
  ['0000-00-00', null],
  ['0000-00-00 00:00:00', null],
  ['2024-13-01', null],
  ['31/02/2024', 'dmy'],
  ['31/04/2024', null],
  ['12/25/2010', 'dmy'],
  ['25/12/2010', 'mdy'],
  ['01/02/2026', null],
  ['01/02/2026', 'ymd'],
  ['25/12/10', null],
  ['1/2/3', 'dmy'],
  ['1/2-2010', 'dmy'],
  ['2010-12', null],
  ['Dec 2010', null],
  ['1 Foo 2010', null],
  ['1 Jui 2010', null],
  ['32 Dec 2010', null],
  ['2010-12-01 24:00', null],
  ['2010-12-01 08:60', null],
  ['2010-12-01 13:05 PM', null],
  ['2010-12-01 00:05 PM', null],
  ['2010-12-01 08:26 Europe/London', null],
  ['2010-12-01 08:26 +25:00', null],
  ['2010-12-01 08:26:00 +2500', null],
  ['2010-12-01 -0500', null],
  ['08:26', null],
  ['2010-12-01 ann', null],
  ['+010000-01-01T00:00:00Z', null],
  ['2010-12-01\n'.repeat(50), null],
];
test.each(none)('"%s" is no date of a file of order %s', (text, order) => {
  expect(read(text, order)).toBe('not_a_date');
});

test.each(['9999-12-31', '12026-01-01 00:00:00', '1899-12-31', '2200-01-01', '0001-01-01', '2958465', '99991231'])(
  '%s is out of range',
  (text) => {
    expect(read(text)).toBe('date_out_of_range');
  },
);

test('a date that is written is read back, in every order and with every mark', () => {
  const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom('ymd', 'dmy', 'mdy'), fc.constantFrom('/', '.', '-'), (day, order, mark) => {
      const [y = '', m = '', d = ''] = day.toISOString().slice(0, 10).split('-');
      const parts = { ymd: [y, m, d], dmy: [d, m, y], mdy: [m, d, y] }[order];
      expect(read(parts.join(mark), order)).toBe(`${y}-${m}-${d}`);
      const short = { ymd: [y.slice(2), m, d], dmy: [d, m, y.slice(2)], mdy: [m, d, y.slice(2)] }[order];
      expect(read(short.join(mark), order)).toBe(`${y}-${m}-${d}`);
    }),
  );
});

test('a date by its name is read back in seven languages', () => {
  const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true });
  const languages = fc.constantFrom('en-US', 'en-GB', 'de', 'fr', 'es', 'it', 'pt', 'nl');
  fc.assert(
    fc.property(days, languages, fc.constantFrom('full', 'long', 'medium'), (day, language, dateStyle) => {
      const text = new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(day);
      // German writes the medium style in figures.
      fc.pre(/\p{L}/u.test(text));
      expect([text, read(text)]).toEqual([text, day.toISOString().slice(0, 10)]);
    }),
  );
});

test('whatever stands in a cell, it is a date of 1900 to 2199 or a reason', () => {
  const cells = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789/-.: TZ+APMamdec') }));
  fc.assert(
    fc.property(cells, fc.constantFrom('ymd', 'dmy', 'mdy', null), (text, order) => {
      const moment = readMoment(text, order);
      if (typeof moment === 'string') expect(['not_a_date', 'date_out_of_range']).toContain(moment);
      else expect(moment.year >= 1900 && moment.year < 2200 && Number.isFinite(toEpoch(moment, 'UTC'))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('a time becomes an instant', () => {
  const at = (text: string, zone: string) => {
    const moment = readMoment(text, null);
    if (typeof moment === 'string') throw new Error(moment);
    return new Date(toEpoch(moment, zone)).toISOString();
  };

  test('of the zone of the file, unless it has its own', () => {
    expect(at('2010-12-01 08:26', 'Europe/London')).toBe('2010-12-01T08:26:00.000Z');
    expect(at('2010-07-01 08:26', 'Europe/London')).toBe('2010-07-01T07:26:00.000Z');
    expect(at('2010-07-01 08:26 -0500', 'Europe/London')).toBe('2010-07-01T13:26:00.000Z');
    expect(at('2010-07-01', 'America/New_York')).toBe('2010-07-01T04:00:00.000Z');
  });

  test('on the days on which the clocks are changed', () => {
    expect(at('2026-03-29 02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2018-11-04 00:30', 'America/Sao_Paulo')).toBe('2018-11-04T03:30:00.000Z');
    expect(at('2011-12-30 12:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
  });

  test('as Temporal does it, anywhere and on any day', () => {
    const zones = ['Europe/London', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia'];
    zones.push('Australia/Lord_Howe', 'Africa/Casablanca', 'Europe/Amsterdam', 'Asia/Kathmandu', 'Europe/Dublin');
    const times = fc.integer({ min: Date.UTC(1900, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 - 1 });
    // Every other time is near a change of the clocks.
    const near = fc.tuple(
      fc.integer({ min: 1990, max: 2030 }),
      fc.constantFrom(2, 3, 9, 10, 11),
      fc.integer({ min: 0, max: 44_639 }),
    );
    const walls = fc.oneof(
      times.map((minutes) => minutes * 60_000),
      near.map(([year, month, minutes]) => Date.UTC(year, month, 1) + minutes * 60_000),
    );
    fc.assert(
      fc.property(walls, fc.constantFrom(...zones), (wall, zone) => {
        const text = new Date(wall).toISOString().slice(0, 19);
        const expected = Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
        expect([text, zone, toEpoch(readMoment(text, null) as Moment, zone)]).toEqual([text, zone, expected]);
      }),
      { numRuns: 3000 },
    );
  });

  test('of an unknown zone is a fault', () => {
    expect(() => at('2010-12-01 08:26', 'Nowhere/Land')).toThrow(RangeError);
  });
});

describe('a time zone', () => {
  test.each<[name: string, zone: string]>([
    ['Europe/London', 'Europe/London'],
    ['europe/london', 'Europe/London'],
    ['US/Eastern', 'US/Eastern'],
    ['UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/UTC', 'Etc/UTC'],
    ['Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['London', 'Europe/London'],
    ['Buenos Aires', 'America/Buenos_Aires'],
    ['Sydney', 'Australia/Sydney'],
    ['New Delhi', 'Asia/Kolkata'],
    ['GMT Standard Time', 'Europe/London'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Central European Time', 'Europe/Berlin'],
    ['PDT', 'America/Los_Angeles'],
  ])('%s is %s', (name, zone) => {
    const found = zoneByName(name);
    // Unicode's list has some zones under older names than the IANA's.
    const old = { 'America/Argentina/Buenos_Aires': 'America/Buenos_Aires' };
    expect(old[found as keyof typeof old] ?? found).toBe(zone);
    expect(isTimeZone(found ?? '')).toBe(true);
  });

  test.each(['', 'x', 'Nowhere', '+01:00', '-05', 'UTC+1', "Europe/London'; drop", 'constructor', '__proto__'])(
    '"%s" is none',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
      expect(zoneByName(name)).toBeNull();
    },
  );
});
