import type { Reason } from './reasons.ts';

/** Reads the values of cells. Each returns the reason why a text is not one, or null when it is fine. */

const decimal = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** Amounts beyond this many major units are a slip, and their sums would leave the integers that are kept exactly. */
const most_major = 1e10;

/** Quantity and unit price stay the texts they are: the exact arithmetic is the database's. */
export function whyNotDecimal(text: string): Reason | null {
  if (text === '') return 'value_missing';
  if (!decimal.test(text)) return 'not_a_number';
  return Math.abs(Number(text)) > most_major ? 'number_too_large' : null;
}

export function whyNotAmount(quantity: string, unitPrice: string): Reason | null {
  return Math.abs(Number(quantity) * Number(unitPrice)) > most_major ? 'number_too_large' : null;
}

const localTime = /^(\d{4,5})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?$/;

/** A local date and time without a zone, as ISO 8601 writes it. Other orders of day and month are ambiguous and not guessed. */
export function whyNotLocalTime(text: string): Reason | null {
  if (text === '') return 'value_missing';
  const found = localTime.exec(text);
  if (!found) return 'not_a_date';
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const exists =
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
  if (!exists) return 'not_a_date';
  return year < 1900 || year >= 2200 ? 'date_out_of_range' : null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function whyNotText(text: string, most: number): Reason | null {
  if (text.length > most) return 'text_too_long';
  return text.includes('\0') ? 'text_with_nul' : null;
}
