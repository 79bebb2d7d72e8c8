import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type PurchaseDays, purchaseDaysOf } from '../src/purchase-days.ts';

/** A shop whose past is known, cut where nothing later may be looked at. Days are counted from 1970-01-01. */
export interface KnownShop {
  name: string;
  days: PurchaseDays;
  until: number;
  horizonDays: number;
}

/** Weeks 40 to 78 after 39 weeks of customers who all came within the first twelve (Fader and Hardie 2001). */
export function cdnow(data: string): KnownShop {
  const lines = readFileSync(join(data, '../models/data/cdnow_sample.txt'), 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line) => {
    const [who = '', , when = '', , amount = ''] = line.trim().split(/\s+/);
    return { who, day: dayOf(`${when.slice(0, 4)}-${when.slice(4, 6)}-${when.slice(6)}`), amount: Number(amount) };
  });
  return { name: 'CDNOW', days: daysOf(rows), until: dayOf('1997-09-30'), horizonDays: 273 };
}

/** The last 90 days of a wholesaler's year, which lie before Christmas. Sales to customers that are known, no credit notes. */
export function onlineRetail(data: string): KnownShop {
  const text = gunzipSync(readFileSync(join(data, 'online_retail/online_retail.csv.gz'))).toString('utf8');
  const rows = text
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      // The description alone may hold commas: what we need stands before and after it.
      const [invoice = ''] = line.split(',', 1);
      const [quantity = '', when = '', price = '', customer = ''] = line.split(',').slice(-5);
      const amount = Number(quantity) * Number(price);
      if (!customer || invoice.startsWith('C') || !(Number(quantity) > 0) || !(amount > 0)) return [];
      return [{ who: customer, day: dayOf(when.slice(0, 10)), amount }];
    });
  return { name: 'Online Retail', days: daysOf(rows), until: dayOf('2011-09-10'), horizonDays: 90 };
}

function daysOf(rows: readonly { who: string; day: number; amount: number }[]): PurchaseDays {
  const numbers = new Map<string, number>();
  for (const { who } of rows) numbers.set(who, numbers.get(who) ?? numbers.size);
  return purchaseDaysOf(
    {
      customer: Int32Array.from(rows, ({ who }) => numbers.get(who) ?? 0),
      day: Int32Array.from(rows, ({ day }) => day),
      amount: Float64Array.from(rows, ({ amount }) => amount),
    },
    'keep', // CDs that cost nothing are purchases to the literature
  );
}

const dayOf = (date: string): number => Math.round(Date.parse(date) / 86_400_000);
