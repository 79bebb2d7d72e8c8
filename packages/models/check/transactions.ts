import { readFileSync } from 'node:fs';
import { type PurchaseDays, purchaseDaysOf } from '../src/purchase-days.ts';

export interface Transaction {
  who: string;
  /** Since 1970-01-01. */
  day: number;
  amount: number;
}

/** Customer, date and amount: with a head and commas, or the CDNOW sample's columns (who, which of the sample, date, CDs, dollars). */
export function purchaseDaysIn(path: string): PurchaseDays {
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const cells = path.endsWith('.csv')
    ? lines.slice(1).map((line) => line.split(','))
    : lines
        .map((line) => line.trim().split(/\s+/))
        .map(([who = '', , when = '', , amount = '']) => [who, when, amount]);
  return daysOf(cells.map(([who = '', when = '', amount]) => ({ who, day: dayOf(when), amount: Number(amount) })));
}

/** Numbered in the order in which they come. What costs nothing is a purchase too: so the literature counts these files. */
export function daysOf(transactions: readonly Transaction[]): PurchaseDays {
  const numbers = new Map<string, number>();
  for (const { who } of transactions) numbers.set(who, numbers.get(who) ?? numbers.size);
  return purchaseDaysOf(
    {
      customer: Int32Array.from(transactions, ({ who }) => numbers.get(who) ?? 0),
      day: Int32Array.from(transactions, ({ day }) => day),
      amount: Float64Array.from(transactions, ({ amount }) => amount),
    },
    'keep',
  );
}

/** 1997-09-30 or 19970930, as a number of days. */
export function dayOf(text: string): number {
  const date = text.includes('-') ? text.slice(0, 10) : `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return Math.round(Date.parse(date) / 86_400_000);
}
