import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { expect, test } from 'vitest';
import { firmName, peopleOf } from './people.ts';
import { randomFrom } from './random.ts';

test.each(['GB', 'IE', 'US', 'GH'] as const)('%s: a thousand people share neither address nor number', (country) => {
  const people = peopleOf(randomFrom(1, country), country);
  const met = Array.from({ length: 1_000 }, () => people.meet({ phone: 1 }));
  expect(new Set(met.map(({ email }) => email)).size).toBe(1_000);
  expect(new Set(met.map(({ phone }) => phone)).size).toBe(1_000);
  expect(met.every(({ phone = '' }) => parsePhoneNumberFromString(phone)?.country === country)).toBe(true);
  expect(met.every(({ phone = '' }) => parsePhoneNumberFromString(phone)?.isValid())).toBe(true);
});

test('when the reserved numbers are used up, people have none', () => {
  const people = peopleOf(randomFrom(1, 'many'), 'US');
  const phones = Array.from({ length: 4_000 }, () => people.meet({ phone: 1 }).phone).filter(
    (phone) => phone !== undefined,
  );
  expect(phones).toHaveLength(2_600);
  expect(new Set(phones).size).toBe(2_600);
});

test('a name with accents has an address without', () => {
  const people = peopleOf(randomFrom(1, 'firm'), 'IE');
  expect(people.meet({ firm: 'Mac Rúadhcha & Síle' }).email).toMatch(
    /^(mac\.ruadhcha\.sile|mruadhchasile)@example\.com$/,
  );
  expect(firmName(randomFrom(1, 'x'), 'IE', ['Foods'])).toMatch(/ Foods$/);
});
