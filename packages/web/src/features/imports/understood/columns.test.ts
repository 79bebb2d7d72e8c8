import { expect, test } from 'vitest';
import { fieldOf, giveColumn, valuesOf } from './columns.ts';

const columns = { placed_at: 'Datum', total: 'Betrag' };

test('a column holds what was chosen for it', () => {
  expect(fieldOf(columns, 'Datum')).toBe('placed_at');
  expect(fieldOf(columns, 'Notiz')).toBeNull();
});

test('a field given to another column leaves the one it had', () => {
  expect(giveColumn(columns, 'Notiz', 'total')).toEqual({ placed_at: 'Datum', total: 'Notiz' });
});

test('a column given something else no longer holds what it held', () => {
  expect(giveColumn(columns, 'Datum', 'paid_at')).toEqual({ paid_at: 'Datum', total: 'Betrag' });
  expect(giveColumn(columns, 'Datum', null)).toEqual({ total: 'Betrag' });
});

test('a column shows what is in it: the first different values, no blanks', () => {
  const sample = [['1', ' '], ['1', 'Ann'], ['2'], ['3', 'Bob'], ['4', 'Ann']];
  expect(valuesOf(sample, 0)).toEqual(['1', '2', '3']);
  expect(valuesOf(sample, 1)).toEqual(['Ann', 'Bob']);
});
