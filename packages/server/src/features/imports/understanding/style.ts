import type { Question, Reading } from '@regulars/contract/imports.ts';
import type { Row } from '../reading/row.ts';
import { dateOrderOf } from '../values/date-order.ts';
import { type DateOrder, readingsOf } from '../values/dates.ts';
import type { Finding } from '../values/finding.ts';
import { type DecimalMark, decimalMarkOf, readDecimal } from '../values/numbers.ts';
import { cellsOf, holds, isDate, isNumber } from './cell-kinds.ts';

export interface Style extends Pick<Reading, 'date_order' | 'decimal_mark'> {
  questions: Question[];
}

/**
 * How the dates and numbers of a file are written, told by all its rows. What can be read in two ways is asked, never guessed.
 * @param places the columns that are taken; which of them are dates and which numbers their cells tell. Left out: all
 */
export function detectStyle(
  header: readonly string[],
  rows: readonly Row[],
  places: readonly number[] = header.map((_, place) => place),
): Style {
  const dates = places.filter((place) => holds(rows, place, isDate));
  const numbers = places.filter((place) => !dates.includes(place) && holds(rows, place, isNumber));
  const order = dateOrderOf(cellsOfAll(rows, dates));
  const mark = decimalMarkOf(cellsOfAll(rows, numbers));
  return {
    date_order: order.is === 'known' ? order.value : null,
    decimal_mark: mark.is === 'known' ? mark.value : null,
    questions: [...questionOfOrder(order), ...questionOfMark(mark)],
  };
}

function* cellsOfAll(rows: readonly Row[], places: readonly number[]): Generator<string> {
  for (const place of places) yield* cellsOf(rows, place);
}

function questionOfOrder(found: Finding<DateOrder>): Question[] {
  if (found.is === 'known' || found.is === 'unknown') return [];
  const { options, examples } = found;
  const [example = ''] = examples;
  const text =
    found.is === 'ambiguous'
      ? `The dates can be read in more than one way. What is ${example}?`
      : `The dates contradict each other: ${examples.join(' and ')}. How are they written? Rows of the other kind are not taken.`;
  return [
    {
      about: 'date_order',
      text,
      examples,
      options: options.map((value) => ({ value, text: describeOrder(value, examples) })),
    },
  ];
}

const orderNames: Record<DateOrder, string> = {
  dmy: 'the day comes first',
  mdy: 'the month comes first',
  ymd: 'the year comes first',
};

function describeOrder(order: DateOrder, examples: readonly string[]): string {
  const date = examples.map((example) => readingsOf(example).get(order)).find((found) => found !== undefined);
  if (!date) return orderNames[order];
  const month = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2000, date.month - 1, 1),
  );
  return `${date.day} ${month} ${date.year}: ${orderNames[order]}`;
}

const markNames: Record<DecimalMark, string> = {
  '.': 'the point is the decimal mark',
  ',': 'the comma is the decimal mark',
};

function questionOfMark(found: Finding<DecimalMark>): Question[] {
  if (found.is === 'known' || found.is === 'unknown') return [];
  const { options, examples } = found;
  const [example = ''] = examples;
  const text =
    found.is === 'ambiguous'
      ? `The numbers can be read in two ways. What is ${example}?`
      : `The numbers contradict each other: ${examples.join(', ')}. How are they written? Rows of the other kind are not taken.`;
  const describe = (mark: DecimalMark): string => {
    const number = examples.map((one) => readDecimal(one, mark)).find((decimal) => decimal !== null);
    return number ? `${number}: ${markNames[mark]}` : markNames[mark];
  };
  return [
    { about: 'decimal_mark', text, examples, options: options.map((value) => ({ value, text: describe(value) })) },
  ];
}
