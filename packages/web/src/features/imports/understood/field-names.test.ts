import { fieldsOfKind, mappedFields, mappedKinds } from '@regulars/contract/imports.ts';
import { expect, test } from 'vitest';
import { fieldChoices, fieldName } from './field-names.ts';

test('every field can be told by some kind of file, and every one that a kind knows is offered once', () => {
  const known = new Set(mappedKinds.flatMap((kind) => fieldsOfKind[kind] as readonly string[]));
  expect(mappedFields.filter((field) => !known.has(field))).toEqual([]);
  for (const kind of mappedKinds) {
    const offered = fieldChoices(kind, null).flatMap(({ items }) => items.map(({ value }) => value));
    expect(offered.toSorted()).toEqual(fieldsOfKind[kind].toSorted());
  }
});

test('no two choices of a kind read the same', () => {
  for (const kind of mappedKinds) {
    const labels = fieldChoices(kind, null).flatMap(({ items }) => items.map(({ label }) => label));
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test('a field means what the kind of file means by it', () => {
  expect(fieldName('placed_at', 'bookings')).toBe('Booked on');
  expect(fieldName('placed_at', 'quotes')).toBe('Quoted on');
  expect(fieldName('email', null)).toBe('E-mail');
});

test('what was chosen under another kind can still be seen, and taken away', () => {
  expect(fieldChoices('customers', 'shipping').flatMap(({ items }) => items.map(({ value }) => value))).toContain(
    'shipping',
  );
});
