/** Gaps between purchases of one length, in days: how many ended with the next purchase, and how many were still open. */
export interface Gaps {
  days: number;
  closed: number;
  open: number;
}

/** S(d): the share of gaps that is longer than d days, for d from 0 on; after the longest nothing changes any more. */
export type SurvivalCurve = Float64Array;

/**
 * S(d) = Π over lengths t ≤ d of (1 − gaps that closed at t ÷ gaps, closed or open, of t or longer). Kaplan and Meier (1958),
 * Nonparametric estimation from incomplete observations.
 */
export function survivalOf(gaps: readonly Gaps[]): SurvivalCurve {
  const longest = gaps.reduce((most, { days }) => Math.max(most, days), 0);
  const [closed, ended] = [new Float64Array(longest + 1), new Float64Array(longest + 1)];
  for (const gap of gaps) {
    closed[gap.days] = (closed[gap.days] ?? 0) + gap.closed;
    ended[gap.days] = (ended[gap.days] ?? 0) + gap.closed + gap.open;
  }
  const curve = new Float64Array(longest + 1);
  let atRisk = ended.reduce((sum, count) => sum + count, 0);
  let survival = 1;
  for (let day = 0; day <= longest; day++) {
    if (atRisk > 0) survival *= 1 - (closed[day] ?? 0) / atRisk;
    curve[day] = survival;
    atRisk -= ended[day] ?? 0;
  }
  return curve;
}

/**
 * The risk of no purchase within `horizonDays`, d days after the last one: S(d + H) ÷ S(d), and never less than on an earlier day.
 * Where S(d) is 0 the ratio says nothing, and the risk of the day before stays. After the curve's end it is the last value.
 */
export function riskByDaysInactive(curve: SurvivalCurve, horizonDays: number): Float64Array {
  const last = curve.at(-1) ?? 1;
  let highest = 0;
  return curve.map((survival, day) => {
    if (survival > 0) highest = Math.max(highest, (curve[day + horizonDays] ?? last) / survival);
    return highest;
  });
}
