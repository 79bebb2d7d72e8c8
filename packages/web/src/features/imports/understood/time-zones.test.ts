import { expect, test } from 'vitest';
import { timeZoneChoices } from './time-zones.ts';

test('time zones are found under their continent, by their city', () => {
  const known = ['Europe/London', 'America/Argentina/Buenos_Aires', 'America/New_York'];
  expect(timeZoneChoices('Europe/London', known)).toEqual([
    {
      group: 'America',
      items: [
        { value: 'America/Argentina/Buenos_Aires', label: 'Buenos Aires (Argentina)' },
        { value: 'America/New_York', label: 'New York' },
      ],
    },
    { group: 'Europe', items: [{ value: 'Europe/London', label: 'London' }] },
    { group: 'Universal', items: [{ value: 'UTC', label: 'UTC' }] },
  ]);
});

test('a zone the browser does not know stays chosen', () => {
  expect(timeZoneChoices('Mars/Olympus', []).flatMap(({ items }) => items.map(({ value }) => value))).toContain(
    'Mars/Olympus',
  );
});
