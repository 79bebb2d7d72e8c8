import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bgNbd } from '@regulars/models/bg-nbd.ts';
import { fitPurchases } from '@regulars/models/fitting/fit-purchases.ts';
import { emptyHistories, type Histories, historyAt } from '@regulars/models/histories.ts';
import { mbgNbd } from '@regulars/models/mbg-nbd.ts';
import { paretoNbd } from '@regulars/models/pareto-nbd.ts';
import { expectedPurchases } from '@regulars/models/predictions.ts';
import { purchaseDaysOf } from '@regulars/models/purchase-days.ts';
import { summarizePurchases } from '@regulars/models/purchase-summary.ts';
import { tally } from '@regulars/models/tally.ts';
import { seeded, simulated } from '@regulars/models/testing/simulated.ts';
import type { Transactions } from '@regulars/models/transactions.ts';
import { atMost, type Finding } from '../report/findings.ts';

/** CDNOW's parameters, in days. */
const parameters = { r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426 };
const million = 1_000_000;

/**
 * The models alone, in CPU seconds of one thread. Beside them what the best known package (lifetimes 0.11.3, Python)
 * took for the same kind of data on a machine of this kind; it does not run here.
 */
export async function models(): Promise<Finding[]> {
  const shop = daily(million);
  const rows = tally(shop);
  const few = tally(daily(million / 10));
  const transactions = drawnTransactions(5 * million, 1_750_000);
  const bg = { model: bgNbd, parameters };
  return [
    finding('the purchase summary of 5 M transactions', 0.6, 7.2, () =>
      summarizePurchases(purchaseDaysOf(transactions), { until: 730, unitDays: 1 }),
    ),
    finding('putting a million customers who are alike into rows', null, null, () => tally(shop)),
    finding('BG/NBD: fit of a million customers', 1, 9.2, () => fitPurchases(bgNbd, rows)),
    finding('MBG/NBD: fit of a million customers', 1, 9.3, () => fitPurchases(mbgNbd, rows)),
    finding('Pareto/NBD: fit of 100 000 customers', 5, 791, () => fitPurchases(paretoNbd, few)),
    finding('BG/NBD: what a million will buy in 39 weeks', 0.25, 0.37, () => {
      for (let row = 0; row < rows.x.length; row++) expectedPurchases(bg, historyAt(rows, row), 39 * 7);
    }),
    ...ofCdnow(),
  ];
}

/** The CDNOW sample, where it lies beside the data. */
function ofCdnow(): Finding[] {
  const path = join(process.env.REGULARS_DATA ?? '../shared/data', '../models/data/cdnow_cbs_btyd.csv');
  if (!existsSync(path)) return [];
  const cells = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (nth: number) => Float64Array.from(cells, (row) => row[nth] ?? 0);
  const rows = tally({ x: column(1), t_x: column(2), T: column(3), count: new Float64Array(cells.length).fill(1) });
  return [
    finding('BG/NBD: fit of CDNOW, 2 357 customers', 0.01, 0.074, () => fitPurchases(bgNbd, rows)),
    finding('MBG/NBD: fit of CDNOW', 0.01, 0.075, () => fitPurchases(mbgNbd, rows)),
    finding('Pareto/NBD: fit of CDNOW', null, 0.48, () => fitPurchases(paretoNbd, rows)),
  ];
}

function finding(what: string, most_s: number | null, lifetimes_s: number | null, work: () => unknown): Finding {
  const value = leastCpuSeconds(work);
  return {
    part: 'models',
    what,
    value,
    unit: 's',
    ...(lifetimes_s !== null && { baselines: { 'lifetimes, elsewhere': lifetimes_s } }),
    ...(most_s !== null && { target: atMost(value, most_s, 's of CPU') }),
  };
}

/** The best of three: the first one pays for the compiler and for memory that the next find made. */
function leastCpuSeconds(work: () => unknown): number {
  return Math.min(cpuSeconds(work), cpuSeconds(work), cpuSeconds(work));
}

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Customers on file for one to two years, in whole days. */
function daily(customers: number): Histories {
  const drawn = simulated('BG/NBD', parameters, customers, { from: 365, to: 730 });
  return { ...emptyHistories(customers), x: drawn.x, t_x: drawn.t_x.map(Math.ceil), T: drawn.T };
}

function drawnTransactions(count: number, customers: number): Transactions {
  const random = seeded(7);
  return {
    customer: Int32Array.from({ length: count }, () => Math.floor(random() * customers)),
    day: Int32Array.from({ length: count }, () => Math.floor(random() * 730)),
    amount: Float64Array.from({ length: count }, () => 5 + 100 * random()),
  };
}
