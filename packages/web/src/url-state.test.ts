import { expect, test } from 'vitest';
import { changeUrlState, parseUrlState } from './url-state.ts';

test('a view can be written down and come back to', () => {
  expect(parseUrlState({ as_of: '2011-12-09', period: 90, channel: 'pos', segment: 'At Risk' })).toEqual({
    as_of: '2011-12-09',
    period: 90,
    channel: 'pos',
    segment: 'At Risk',
  });
  expect(parseUrlState({ as_of: 'today', period: '365' })).toEqual({ as_of: 'today', period: 365 });
});

test('what makes no sense is left out', () => {
  expect(parseUrlState({ as_of: '2026-02-30', period: 12, channel: 'pigeon', segment: 'Friends', else: 1 })).toEqual(
    {},
  );
  expect(parseUrlState({ as_of: ['2026-02-20'], period: null })).toEqual({});
});

test('a choice can be taken back', () => {
  expect(changeUrlState({ period: 90, channel: 'pos' }, { channel: undefined })).toEqual({ period: 90 });
  expect(changeUrlState({ period: 90 }, { period: 7 })).toEqual({ period: 7 });
});
