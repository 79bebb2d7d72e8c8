import { expect, test } from 'vitest';
import { englishLocale } from './locale.ts';

test('figures follow the reader’s own English, whatever else they read', () => {
  expect(englishLocale(['de-DE', 'en-US', 'en-GB'])).toBe('en-US');
  expect(englishLocale(['de-DE'])).toBe('en-GB');
  expect(englishLocale([])).toBe('en-GB');
});

test('what a system calls a language and Intl does not is passed over', () => {
  expect(englishLocale(['en-US@posix', 'en-AU'])).toBe('en-AU');
  expect(englishLocale(['en-US@posix'])).toBe('en-GB');
});
