import { expect, test } from 'vitest';
import type { Row } from '../reading/row.ts';
import { detectStyle } from './style.ts';

const rowsOf = (...rows: string[][]): Row[] => rows.map((cells, index) => ({ line: index + 2, cells }));

test('how dates and numbers are written is told by the whole sample', () => {
  const rows = rowsOf(['01/02/2026', '1.234', 'ann'], ['03/04/2026', '7', ''], ['25/12/2025', '2,50 €', 'bob']);
  expect(detectStyle(['When', 'Total', 'Who'], rows)).toEqual({ date_order: 'dmy', decimal_mark: ',', questions: [] });
});

test('1 February or 2 January is asked, never guessed', () => {
  const rows = rowsOf(['01/02/2026', '2'], ['02/02/2026', '3']);
  expect(detectStyle(['When', 'Total'], rows)).toEqual({
    date_order: null,
    decimal_mark: null,
    questions: [
      {
        about: 'date_order',
        text: 'The dates can be read in more than one way. What is 01/02/2026?',
        examples: ['01/02/2026', '02/02/2026'],
        options: [
          { value: 'dmy', text: '1 February 2026: the day comes first' },
          { value: 'mdy', text: '2 January 2026: the month comes first' },
        ],
      },
    ],
  });
});

test('1,234 is asked too', () => {
  const rows = rowsOf(['1,234'], ['12']);
  expect(detectStyle(['Total'], rows)).toMatchObject({
    decimal_mark: null,
    questions: [
      {
        about: 'decimal_mark',
        text: 'The numbers can be read in two ways. What is 1,234?',
        options: [
          { value: '.', text: '1234: the point is the decimal mark' },
          { value: ',', text: '1.234: the comma is the decimal mark' },
        ],
      },
    ],
  });
});

test('cells that contradict each other are shown', () => {
  const rows = rowsOf(['25/12/2025', '1.50'], ['12/25/2025', '1,50']);
  const { questions } = detectStyle(['When', 'Total'], rows);
  expect(questions.map(({ about, examples }) => [about, examples])).toEqual([
    ['date_order', ['25/12/2025', '12/25/2025']],
    ['decimal_mark', ['1.50', '1,50']],
  ]);
  expect(questions[0]?.text).toMatch(/25\/12\/2025 and 12\/25\/2025.*Rows of the other kind are not taken/);
});

test('only the columns that are taken count', () => {
  const rows = rowsOf(['2026-01-31', '3', '01/02/2026', '1,234']);
  expect(detectStyle(['When', 'Total', 'Birthday', 'Distance'], rows, [0, 1])).toEqual({
    date_order: null,
    decimal_mark: null,
    questions: [],
  });
});

test('ids, names and bare numbers ask for nothing', () => {
  const rows = rowsOf(['40513', '1001', '1.2.3', '0171 123', '20260131'], ['40514', '1002', '1.2.4', '', '20260201']);
  expect(detectStyle(['Day', 'Id', 'Version', 'Phone', 'Date'], rows).questions).toEqual([]);
});
