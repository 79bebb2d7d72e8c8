import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PurchaseDays } from '../src/purchase-days.ts';
import { dayOf, daysOf, purchaseDaysIn, type Transaction } from './transactions.ts';

/** A shop whose past is known, cut where nothing later may be looked at. Days are counted from 1970-01-01. */
export interface KnownShop {
  name: string;
  days: PurchaseDays;
  until: number;
  horizonDays: number;
}

/** Weeks 40 to 78 after 39 weeks of customers who all came within the first twelve (Fader and Hardie 2001). */
export function cdnow(data: string): KnownShop {
  const days = purchaseDaysIn(join(data, '../models/data/cdnow_sample.txt'));
  return { name: 'CDNOW', days, until: dayOf('1997-09-30'), horizonDays: 273 };
}

/** The last 90 days of a wholesaler's year, which lie before Christmas. Sales to customers that are known, no credit notes. */
export function onlineRetail(data: string): KnownShop {
  const paid = onlineRetailSales(data).filter(({ amount }) => amount > 0);
  return { name: 'Online Retail', days: daysOf(paid), until: dayOf('2011-09-10'), horizonDays: 90 };
}

/** Its sales to customers that are known, no credit notes; what was given away is among them. */
export function onlineRetailSales(data: string): Transaction[] {
  const text = gunzipSync(readFileSync(join(data, 'online_retail/online_retail.csv.gz'))).toString('utf8');
  return text
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      // The description alone may hold commas: what we need stands before and after it.
      const [invoice = ''] = line.split(',', 1);
      const [quantity = '', when = '', price = '', customer = ''] = line.split(',').slice(-5);
      if (!customer || invoice.startsWith('C') || !(Number(quantity) > 0)) return [];
      return [{ who: customer, day: dayOf(when.slice(0, 10)), amount: Number(quantity) * Number(price) }];
    });
}
