import { describe, expect, test } from 'vitest';
import { Cells } from './cells.ts';

function row(...cells: string[]): Cells {
  const read = new Cells({
    dateOrder: 'dmy',
    decimalMark: ',',
    timeZone: 'Asia/Tokyo',
    currency: 'EUR',
    currencyDigits: 2,
    country: 'GB',
  });
  read.start(2, cells);
  return read;
}

test('values are read as the file writes them', () => {
  const cells = row(' 1.234,50 €', '2.5.2024', '17850.0', "'7210448301122", 'eur', '€', '$');
  expect(cells.money(0)).toBe(123450);
  expect(cells.date(1)).toBe('2024-05-02');
  expect([cells.customerId(2), cells.id(2), cells.id(3)]).toEqual(['17850', '17850.0', '7210448301122']);
  expect([4, 5, -1, 6].map((place) => cells.isOwnCurrency(place))).toEqual([true, true, true, false]);
  expect(cells.problem).toBeNull();
});

test('a column that the file does not have is empty', () => {
  const cells = row();
  expect([cells.raw(-1), cells.text(-1), cells.money(-1), cells.instant(-1), cells.email(-1)]).toEqual([
    '',
    null,
    null,
    null,
    null,
  ]);
  expect(cells.problem).toBeNull();
  expect(cells.neededMoney(-1)).toBe(0);
  expect(cells.problem).toMatchObject({ reason: 'value_missing' });
});

test('the first value that cannot be read refuses the row', () => {
  const cells = row('x', 'y');
  cells.decimal(1);
  cells.instant(0);
  expect(cells.problem).toEqual({ reason: 'not_a_number', place: 1, value: 'y', isPersonal: false });
});

describe('values of a person are left out, and the merchant is told', () => {
  test.each([
    ['email', 'ann at example', 'unreadable_email'],
    ['email', 'a\0@example.com', 'text_with_nul'],
    ['email', 'a\uD800@example.com', 'text_not_well_formed'],
    ['email', `${'a'.repeat(250)}@example.com`, 'text_too_long'],
    ['phone', '4,47E+11', 'unreadable_phone'],
    ['name', 'A\0nn', 'text_with_nul'],
  ] as const)('%s %j', (what, value, reason) => {
    const cells = row(value);
    expect(cells[what](0)).toBeNull();
    expect(cells.leftOut).toMatchObject([{ reason, place: 0, isPersonal: true }]);
    expect(cells.problem).toBeNull();
  });
});

test('a day whose first moment lies outside of what is kept is refused', () => {
  const cells = row('1.1.1900');
  expect(cells.instant(0)).toBeNull();
  expect(cells.problem).toMatchObject({ reason: 'date_out_of_range' });
});

test('what is empty can be read from another row, and every cell be read otherwise', () => {
  const cells = row('1001', '', 'MUG');
  cells.fill([1, 3], ['1001', 'ann', 'CUP', 'paid']);
  expect([cells.raw(1), cells.raw(2), cells.raw(3)]).toEqual(['ann', 'MUG', 'paid']);
  cells.amend((text) => text.toLowerCase());
  expect(cells.raw(2)).toBe('mug');
});

test('a line beyond what is kept exactly refuses the row', () => {
  const cells = row('x');
  cells.demandAmount('9999999', '9999999', 0);
  expect(cells.problem).toMatchObject({ reason: 'number_too_large' });
});

test('zones have their own names and those of other systems', () => {
  expect(row('Eastern Time (US & Canada)').zone(0)).toBe('America/New_York');
  expect(row('Europe/Berlin').zone(0)).toBe('Europe/Berlin');
  expect(row('').zone(0)).toBe('Asia/Tokyo');
  const unknown = row('Middle Earth');
  unknown.zone(0);
  expect(unknown.problem).toMatchObject({ reason: 'unknown_zone', value: 'Middle Earth' });
});
