import { expectedSeasons, probabilityAliveNext, seasonsLogLikelihood } from '../src/bg-bb.ts';
import { expectedMeanSpend, spendLogLikelihood } from '../src/gamma-gamma.ts';
import { purchaseDaysOf } from '../src/purchase-days.ts';
import { summarizePurchases } from '../src/purchase-summary.ts';
import type { SeasonsCase, SpendCase, SummaryCase } from './case-file.ts';
import { type Compare, held, type Verdict } from './verdicts.ts';

export function checkSpending(compare: Compare, cases: readonly SpendCase[]): Verdict[] {
  return cases.flatMap(({ id, params, customer, expect }) => [
    compare(id, 'log-likelihood', spendLogLikelihood(params, customer), expect.logLik, 'logLik'),
    compare(id, 'E[mean spend]', expectedMeanSpend(params, customer), expect.expectedMeanSpend),
  ]);
}

export function checkSeasons(compare: Compare, cases: readonly SeasonsCase[]): Verdict[] {
  return cases.flatMap(({ id, params, customer, expect }) => [
    compare(id, 'log-likelihood', seasonsLogLikelihood(params, customer), expect.logLik, 'logLik'),
    compare(id, 'P(alive next)', probabilityAliveNext(params, customer), expect.pAliveNext),
    ...expect.expectedPurchases.map(({ n, value }) =>
      compare(id, `E[purchases in ${n}]`, expectedSeasons(params, customer, n), value),
    ),
  ]);
}

/** Frequency, recency, age and mean spend out of transactions. */
export function checkSummaries(compare: Compare, cases: readonly SummaryCase[]): Verdict[] {
  return cases.flatMap((one) => {
    const summary = summaryOf(one);
    const customers = Object.entries(one.expect).flatMap(([who, { frequency, recency, T, monetary }]) => {
      const got = summary.get(who);
      return [
        compare(one.id, `${who}: frequency`, got?.x ?? null, frequency),
        compare(one.id, `${who}: recency`, got?.t_x ?? null, recency),
        compare(one.id, `${who}: T`, got?.T ?? null, T),
        compare(one.id, `${who}: mean spend`, got?.m ?? null, monetary),
      ];
    });
    return [...customers, held(one.id, 'nobody else', summary.size === Object.keys(one.expect).length)];
  });
}

const day_ms = 86_400_000;

function summaryOf(one: SummaryCase): Map<string, { x: number; t_x: number; T: number; m: number }> {
  const ids = [...new Set(one.transactions.map(([who]) => who))];
  // A date alone is a day already; an instant belongs to the day that it was there.
  const dayOf = (text: string) =>
    Math.floor((Date.parse(text) + (text.length > 10 ? one.utcOffsetMinutes * 60_000 : 0)) / day_ms);
  const days = purchaseDaysOf(
    {
      customer: Int32Array.from(one.transactions, ([who]) => ids.indexOf(who)),
      day: Int32Array.from(one.transactions, ([, when]) => dayOf(when)),
      amount: Float64Array.from(one.transactions, ([, , amount]) => amount),
    },
    one.nonPositivePolicy === 'exclude' ? 'exclude' : 'net_same_day',
  );
  const { customer, x, t_x, T, m } = summarizePurchases(days, {
    until: dayOf(one.observationEnd.slice(0, 10)),
    unitDays: one.timeUnitDays,
  });
  return new Map(
    Array.from(customer, (who, row) => [
      ids[who] ?? '',
      { x: x[row] ?? 0, t_x: t_x[row] ?? 0, T: T[row] ?? 0, m: m[row] ?? 0 },
    ]),
  );
}
