import { describe, expect, test } from 'vitest';
import { dateOrderOf } from './date-order.ts';

describe('the order of day and month in a file', () => {
  test('is seen where one day is later than the 12th', () => {
    expect(dateOrderOf(['01/02/2026', '25/12/2025 10:00', ''])).toEqual({ is: 'known', value: 'dmy' });
    expect(dateOrderOf(['01/02/2026', '12/25/2025, 8:26 PM', 'n/a'])).toEqual({ is: 'known', value: 'mdy' });
  });

  test('is of no matter where every date has its year in front, its month by name, or is a number', () => {
    expect(dateOrderOf(['2026-02-01', '2026/02/03', '1 Feb 2026', '40513', '', 'ann'])).toEqual({ is: 'unknown' });
  });

  test('is asked for when every date can be read both ways', () => {
    expect(dateOrderOf(['01/02/2026', '03/04/2026 10:00', '03/04/2026 11:00'])).toEqual({
      is: 'ambiguous',
      options: ['dmy', 'mdy'],
      examples: ['01/02/2026', '03/04/2026'],
    });
  });

  test('is asked for when the dates contradict each other', () => {
    expect(dateOrderOf(['01/02/2026', '25/12/2025', '12/31/2025'])).toEqual({
      is: 'contradictory',
      options: ['dmy', 'mdy'],
      examples: ['25/12/2025', '12/31/2025'],
    });
  });

  test('begins with the day where points stand between: no country writes the month first that way', () => {
    expect(dateOrderOf(['01.02.2026', '03.04.2026'])).toEqual({ is: 'known', value: 'dmy' });
    expect(dateOrderOf(['01.02.2026', '12.25.2025'])).toEqual({ is: 'known', value: 'mdy' });
  });

  test('may begin with a year of two figures, unless what stands in front varies as only days do', () => {
    expect(dateOrderOf(['25/12/10', '26/12/10'])).toMatchObject({ is: 'ambiguous', options: ['ymd', 'dmy'] });
    const december = Array.from({ length: 31 }, (_, index) => `${String(index + 1).padStart(2, '0')}/12/10`);
    expect(dateOrderOf(december)).toEqual({ is: 'known', value: 'dmy' });
    expect(dateOrderOf(['99-12-31', '00-01-15'])).toEqual({ is: 'known', value: 'ymd' });
  });
});
