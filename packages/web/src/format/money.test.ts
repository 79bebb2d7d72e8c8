import { describe, expect, test } from 'vitest';
import { cardMoney, currencySymbol, exactMoney, exactPrice, majorUnits, shortMoney } from './money.ts';

const pounds = { code: 'GBP', digits: 2 };
const yen = { code: 'JPY', digits: 0 };
const dinars = { code: 'KWD', digits: 3 };

describe('an amount', () => {
  test('is exact to the last minor unit', () => {
    expect(exactMoney(891140790, pounds, 'en-GB')).toBe('£8,911,407.90');
    expect(exactMoney(-5, pounds, 'en-GB')).toBe('-£0.05');
    expect(exactMoney(0, pounds, 'en-GB')).toBe('£0.00');
  });

  test('keeps its last penny even at the largest amount JSON carries', () => {
    expect(exactMoney(Number.MAX_SAFE_INTEGER, pounds, 'en-GB')).toBe('£90,071,992,547,409.91');
  });

  test('has the decimals the organization says, not those Intl believes in', () => {
    expect(exactMoney(1250, yen, 'en-GB')).toBe('¥1,250');
    expect(exactMoney(1250, dinars, 'en-GB')).toMatch(/1\.250$/);
    expect(exactMoney(1250, { code: 'IDR', digits: 0 }, 'en-GB')).toMatch(/1,250$/);
  });
});

describe('an amount on a card', () => {
  test('is exact while it fits', () => {
    expect(cardMoney(189846, pounds, 'en-GB')).toBe('£1,898.46');
    expect(cardMoney(9_999_999, pounds, 'en-GB')).toBe('£99,999.99');
  });

  test('drops the pence from a hundred thousand on', () => {
    expect(cardMoney(74_532_187, pounds, 'en-GB')).toBe('£745,322');
  });

  test('is shortened from a million on', () => {
    expect(cardMoney(891140790, pounds, 'en-GB')).toBe('£8.91m');
    expect(cardMoney(-891140790, pounds, 'en-GB')).toBe('-£8.91m');
    expect(cardMoney(12_500_000, yen, 'en-GB')).toBe('¥12.50m');
  });
});

test('a price keeps what is finer than the currency', () => {
  expect(exactPrice('10.5', pounds, 'en-GB')).toBe('£10.50');
  expect(exactPrice('0.001', pounds, 'en-GB')).toBe('£0.001');
  expect(exactPrice('-3', yen, 'en-GB')).toBe('-¥3');
});

test('an axis has room for little', () => {
  expect(shortMoney(25_000, pounds, 'en-GB')).toBe('£250');
  expect(shortMoney(123_456, pounds, 'en-GB')).toBe('£1.2k');
  expect(shortMoney(-123_456, pounds, 'en-GB')).toBe('-£1.2k');
  expect(shortMoney(0, yen, 'en-GB')).toBe('¥0');
});

test('minor units become an exact decimal', () => {
  expect(majorUnits(5, 2)).toBe('0.05');
  expect(majorUnits(-1205, 3)).toBe('-1.205');
  expect(majorUnits(42, 0)).toBe('42');
});

test('a currency has its symbol', () => {
  expect(currencySymbol(pounds, 'en-GB')).toBe('£');
  expect(currencySymbol(dinars, 'en-GB')).toBe('KWD');
});
