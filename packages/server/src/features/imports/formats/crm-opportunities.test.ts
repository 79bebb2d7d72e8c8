import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Row, readingOf } from './testing/reading.ts';

const header = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value';

const won: Row = {
  opportunity_id: 'OPP1',
  sales_agent: 'Cleo',
  product: 'GTX Basic',
  account: 'Harbour Bakery',
  deal_stage: 'Won',
  engage_date: '2017-01-10',
  close_date: '2017-03-01',
  close_value: '550',
};

test('an opportunity is a quote from the day somebody engaged to the day it was won or lost', () => {
  const quote = {
    is: 'quote',
    record: 'OPP1',
    title: 'GTX Basic',
    at: '2017-01-10',
    person: { externalId: 'Harbour Bakery', name: 'Harbour Bakery' },
  };
  const { told } = readingOf(header);
  expect(told(won)).toEqual([{ ...quote, amountMinor: 55000, acceptedAt: '2017-03-01', wonAt: '2017-03-01' }]);
  expect(told({ ...won, deal_stage: 'Lost', close_value: '0' })).toEqual([
    { ...quote, amountMinor: 0, lostAt: '2017-03-01' },
  ]);
  expect(told({ ...won, deal_stage: 'Engaging', close_date: '', close_value: '' })).toEqual([
    { ...quote, amountMinor: 0 },
  ]);
});

test('where nobody has engaged yet there is nothing to record, which is no mistake', () => {
  const row = readingOf(header).row({ ...won, deal_stage: 'Prospecting', engage_date: '', close_date: '' });
  expect(row).toEqual({ told: [], refused: null, passedOver: 'nothing_recorded engage_date', leftOut: [] });
});

test('a deal that was won on no day, or came to no end that is known, is refused', () => {
  const { row } = readingOf(header);
  expect(row({ ...won, close_date: '' }).refused).toBe('value_missing close_date');
  expect(row({ ...won, close_value: '' }).refused).toBe('value_missing close_value');
  expect(row({ ...won, engage_date: '' }).refused).toBe('value_missing engage_date');
  expect(row({ ...won, deal_stage: 'Dreaming' }).refused).toBe('unknown_status deal_stage');
});

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const file = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), 'crm_opportunities/sales_pipeline.csv');

describe.skipIf(!existsSync(file))('the real file', () => {
  test('every row is a quote or has not begun', () => {
    const [names = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
    const { cells } = readingOf(names);
    const rows = lines.map((text) => cells(text.split(',')));
    const quotes = rows.flatMap(({ told }) => told);
    const count = (is: (quote: (typeof quotes)[number]) => boolean) => quotes.filter(is).length;
    expect(rows.filter(({ refused }) => refused)).toEqual([]);
    expect(rows.filter(({ passedOver }) => passedOver)).toHaveLength(500);
    expect({ quotes: quotes.length, won: count((q) => 'wonAt' in q), lost: count((q) => 'lostAt' in q) }).toEqual({
      quotes: 8300,
      won: 4238,
      lost: 2473,
    });
    const wonMinor = quotes.reduce((sum, quote) => sum + ('wonAt' in quote ? Number(quote.amountMinor) : 0), 0);
    expect(wonMinor).toBe(1000553400);
    expect(new Set(quotes.flatMap(({ person }) => (person ? [JSON.stringify(person)] : []))).size).toBe(85);
  });
});
