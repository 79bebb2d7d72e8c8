import { expect, test } from 'vitest';
import { activeFilters, cleared } from './active-filters.ts';
import { columnsAtFirst, columnsChosen, columnsShown } from './columns.ts';
import { listExportHref } from './list-export.ts';
import { parseListState } from './list-state.ts';
import { filterOf } from './use-customers.ts';

test('a list can be written down and come back to', () => {
  expect(
    parseListState({
      q: 'ann',
      stage: 'at_risk',
      order_count_from: 2,
      net_to_minor: '50000',
      registered_from: '2026-01-01',
      has_email: true,
      sort: 'name',
      direction: 'asc',
      columns: 'net,orders,net',
    }),
  ).toEqual({
    q: 'ann',
    stage: 'at_risk',
    order_count_from: 2,
    net_to_minor: 50_000,
    registered_from: '2026-01-01',
    has_email: true,
    sort: 'name',
    direction: 'asc',
    columns: 'net,orders',
  });
});

test('a number that is typed into the address is searched for as it stands', () => {
  expect(parseListState({ q: 12346 })).toEqual({ q: '12346' });
});

test('what makes no sense is left out', () => {
  expect(
    parseListState({
      q: '',
      stage: 'friend',
      order_count_from: -1,
      registered_from: '2026-02-30',
      sort: 'email',
      columns: 'password',
      limit: 9,
    }),
  ).toEqual({});
});

test('the address says what the API is asked, and what belongs to the page alone is left out', () => {
  const state = {
    q: 'ann',
    segment: 'At Risk',
    period: 90,
    sort: 'name',
    direction: 'asc',
    columns: 'net',
    as_of: 'today',
  } as const;
  expect(filterOf(state, undefined)).toEqual({ q: 'ann', rfm_segment: 'At Risk', period: 90, as_of: undefined });
  expect(filterOf({ period: 3650 }, '2026-03-01')).toEqual({
    period: undefined,
    rfm_segment: undefined,
    as_of: '2026-03-01',
  });
});

test('columns come in their own order, and how to reach people only to who may', () => {
  expect(columnsShown(undefined, true)).toEqual(columnsAtFirst);
  expect(columnsShown('net,email,stage', true)).toEqual(['email', 'stage', 'net']);
  expect(columnsShown('net,email,stage', false)).toEqual(['stage', 'net']);
});

test('the address holds no columns where they are those of the beginning', () => {
  expect(columnsChosen([...columnsAtFirst].reverse())).toBeUndefined();
  expect(columnsChosen([])).toBeUndefined();
  expect(columnsChosen(['net', 'email'])).toBe('email,net');
});

test('what narrows the list can be read, and taken back', () => {
  const given = {
    currency: { code: 'GBP', digits: 2 },
    locations: [{ location_id: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4', name: 'Harbour' }],
  };
  const told = activeFilters(
    {
      q: 'ann',
      stage: 'at_risk',
      segment: 'Lost',
      location_id: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4',
      order_count_from: 2,
      order_count_to: 2,
      net_from_minor: 10_000,
      has_phone: false,
      period: 3650,
    },
    given,
  );
  expect(told.map(({ text }) => text)).toEqual([
    'Stage: At risk',
    'RFM: Lost',
    'At: Harbour',
    'Orders: 2',
    'Net: from £100.00',
    'No phone number',
  ]);
  expect(cleared(told)).toMatchObject({ stage: undefined, order_count_to: undefined, has_phone: undefined });
  expect(Object.keys(cleared(told))).not.toContain('q');
});

test('a file has the filters of the page, who it is, and the columns that are shown', () => {
  const filter = filterOf({ stage: 'at_risk', has_email: true }, '2026-03-01');
  expect(listExportHref('xlsx', { organization: 'tea', filter, columns: ['net', 'scores'] })).toBe(
    '/api/v1/exports/customers.xlsx?organization=tea&stage=at_risk&has_email=true&as_of=2026-03-01&columns=customer_id%2Cexternal_id%2Cexternal_source%2Cname%2Cnet%2Cr_score%2Cf_score%2Cm_score',
  );
  expect(listExportHref('csv', { organization: 'tea', filter: filterOf({}, undefined) })).toBe(
    '/api/v1/exports/customers.csv?organization=tea',
  );
});
