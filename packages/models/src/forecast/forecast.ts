import { totalsOf } from '../histories.ts';
import { InvalidInput } from '../invalid-input.ts';
import type { PurchaseDays } from '../purchase-days.ts';
import { summarizePurchases } from '../purchase-summary.ts';
import type { Interval } from './intervals.ts';
import { chooseMethod, type Method, type Prophecy, prophesy } from './method.ts';
import { type ReportCard, reportCard, totalOf } from './report-card.ts';

/** Why a shop's future is not told, or only with doubt. */
export type ForecastReason =
  | { code: 'too_few_customers'; found: number; needed: number }
  | { code: 'too_few_repeaters'; found: number; needed: number }
  | { code: 'too_short'; found: number; needed: number }
  | { code: 'uncertain_parameters' }
  | { code: 'no_model_fits' }
  | { code: 'no_better_than'; rule: string };

export type Forecast =
  | {
      /** `weak`: to be shown as bands rather than as figures. */
      status: 'ok' | 'weak';
      reasons: readonly ForecastReason[];
      method: Method;
      told: Prophecy;
      /** What the whole shop is expected to buy within the horizon. */
      total: Interval;
      /** How the same way would have told the last horizon, chosen and learned before it. */
      report: ReportCard;
    }
  | { status: 'insufficient'; reasons: readonly ForecastReason[]; report: ReportCard | null };

/** With fewer nothing is told; with fewer than the second it is told with doubt, as simulated shops of each size show. */
const customers_needed = [100, 500] as const;
const repeaters_needed = [40, 200] as const;
const horizons_needed = [2, 3] as const;

/**
 * The future of a shop's customers from `until` on, told by the way that would have told its own past best; or plainly that there is
 * too little to tell it from, or that no model tells it better than a rule without one.
 * @throws InvalidInput for a day or a horizon that is none
 */
export function forecast(days: PurchaseDays, { until, horizonDays }: { until: number; horizonDays: number }): Forecast {
  if (!Number.isInteger(until)) throw new InvalidInput(`until is ${until}, and is a day`);
  if (!Number.isInteger(horizonDays) || horizonDays < 1) throw new InvalidInput(`horizonDays is ${horizonDays}`);
  const missing = tooLittle(days, until, horizonDays, 0);
  if (missing.length > 0) return { status: 'insufficient', reasons: missing, report: null };
  const past = lookBack(days, until - horizonDays, horizonDays);
  const method = chooseMethod(days, until, horizonDays);
  const told = method && prophesy(days, method, { until, horizonDays });
  if (!past || !told) return { status: 'insufficient', reasons: [{ code: 'no_model_fits' }], report: past };
  const better = betterRule(past);
  if (better) return { status: 'insufficient', reasons: [{ code: 'no_better_than', rule: better }], report: past };
  const doubts: ForecastReason[] = [
    ...tooLittle(days, until, horizonDays, 1),
    ...(told.fit.status === 'ok' ? [] : [{ code: 'uncertain_parameters' } as const]),
  ];
  return {
    status: doubts.length > 0 ? 'weak' : 'ok',
    reasons: doubts,
    method,
    told,
    total: totalOf(days, method, told),
    report: past,
  };
}

/** What the whole shop is expected to buy within each of these numbers of days, told by the same way. */
export function totalsWithin(
  days: PurchaseDays,
  method: Method,
  { fit, habits, summary }: Prophecy,
  horizons: readonly number[],
): Interval[] {
  const { until } = summary.options;
  // A correction that was learned for one horizon says nothing of another.
  const bare = { ...method, correction: null };
  return horizons.map((horizonDays) => {
    const told = prophesy(days, bare, { until, horizonDays, known: { fit, habits } });
    return told ? totalOf(days, bare, told) : { value: 0, low: 0, high: 0 };
  });
}

/** Chooses a way at an earlier day, tells what comes then, and holds it to what came. Null where no model can be fitted. */
export function lookBack(days: PurchaseDays, until: number, horizonDays: number): ReportCard | null {
  const method = chooseMethod(days, until, horizonDays);
  const told = method && prophesy(days, method, { until, horizonDays });
  return told && reportCard(days, method, told);
}

/** The rule without a model that ranked silence better, if one did. */
function betterRule({ risk, naive }: ReportCard): string | null {
  const ours = risk.areaUnderCurve ?? 0.5;
  return naive.find(({ areaUnderCurve }) => (areaUnderCurve ?? 0) > ours)?.rule ?? null;
}

function tooLittle(days: PurchaseDays, until: number, horizonDays: number, level: 0 | 1): ForecastReason[] {
  const { customers, repeaters, longestAge } = totalsOf(summarizePurchases(days, { until, unitDays: 1 }));
  const reasons: ForecastReason[] = [
    { code: 'too_few_customers', found: customers, needed: customers_needed[level] },
    { code: 'too_few_repeaters', found: repeaters, needed: repeaters_needed[level] },
    { code: 'too_short', found: longestAge, needed: horizons_needed[level] * horizonDays },
  ];
  return reasons.filter((reason) => 'needed' in reason && reason.found < reason.needed);
}
