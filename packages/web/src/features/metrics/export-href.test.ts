import { expect, test } from 'vitest';
import { exportHref } from './export-href.ts';

test('an export carries the filters and the day of the page', () => {
  expect(
    exportHref('churn-candidates', {
      organization: 'bean-there',
      filters: { period: 90, channel: 'pos', segment: 'At Risk' },
      on: '2011-12-09',
    }),
  ).toBe(
    '/api/v1/exports/churn-candidates.csv?organization=bean-there&period=90&channel=pos&segment=At+Risk&as_of=2011-12-09',
  );
});

test('without filters it names the organization alone', () => {
  expect(exportHref('segments', { organization: 'bean-there', filters: {}, on: undefined })).toBe(
    '/api/v1/exports/segments.csv?organization=bean-there',
  );
});
