import { expect, test } from 'vitest';
import { riskByDaysInactive, survivalOf } from './survival.ts';

test('of four gaps one closed after a day, one is open after two, two closed after three', () => {
  const curve = survivalOf([
    { days: 1, closed: 1, open: 0 },
    { days: 2, closed: 0, open: 1 },
    { days: 3, closed: 2, open: 0 },
  ]);
  expect([...curve]).toEqual([1, 0.75, 0.75, 0]);
});

test('remission times of Freireich (1963), the example of the textbooks', () => {
  const closed = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((days) => ({ days, closed: 1, open: 0 }));
  const open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((days) => ({ days, closed: 0, open: 1 }));
  const curve = survivalOf([...closed, ...open]);
  expect([6, 7, 10, 13, 16, 22, 23, 35].map((day) => Number(curve[day]?.toFixed(3)))).toEqual([
    0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448, 0.448,
  ]);
});

test('the risk never falls with the days of silence', () => {
  const curve = survivalOf([
    { days: 2, closed: 5, open: 0 },
    { days: 40, closed: 1, open: 0 },
    { days: 60, closed: 0, open: 4 },
  ]);
  const risks = riskByDaysInactive(curve, 10);
  expect(risks[0]).toBe(0.5);
  expect(risks[3]).toBe(1);
  for (let day = 1; day < risks.length; day++) expect(risks[day]).toBeGreaterThanOrEqual(risks[day - 1] ?? 0);
});
