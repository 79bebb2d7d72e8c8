import { expectedMeanSpend, type SpendFit } from '../gamma-gamma.ts';
import { historyAt } from '../histories.ts';
import { expectedPurchases, probabilityOfNone, timeToNextPurchase } from '../predictions.ts';
import type { PurchaseDays } from '../purchase-days.ts';
import type { PurchaseSummary } from '../purchase-summary.ts';
import { type Knowledge, type Method, prophesy } from './method.ts';
import { usualGaps } from './risk-features.ts';

/** What is told of a shop's customers, each in a place of every column: those of `customer`. Times in days from `until` on. */
export interface CustomerPredictions {
  /** By the numbers of the purchases. */
  customer: Int32Array;
  /** P(no purchase within the horizon). */
  risk: Float64Array;
  probabilityAlive: Float64Array;
  /** Within 30, 90 and 365 days. */
  purchases30: Float64Array;
  purchases90: Float64Array;
  purchases365: Float64Array;
  /** What they are expected to spend at a time; NaN where nothing is known of spending. */
  meanSpend: Float64Array;
  /** Days between two of their purchases, as is usual for them. */
  usualGap: Float64Array;
  /** When the next purchase is to be expected: with 25, 50 and 75 % it has come by then. NaN for whom that says nothing. */
  nextEarly: Float64Array;
  nextMiddle: Float64Array;
  nextLate: Float64Array;
}

export interface Told {
  method: Method;
  known: Knowledge;
  /** Null: nothing is told of spending. */
  spend: SpendFit | null;
  until: number;
  horizonDays: number;
}

/** Who will be silent for a year more likely than not, or has bought but once, is told no date. */
const most_silent = 0.5;

/** Null where the method's model cannot be fitted. */
export function predictCustomers(
  days: PurchaseDays,
  { method, known, spend, until, horizonDays }: Told,
): CustomerPredictions | null {
  const told = prophesy(days, method, { until, horizonDays, known });
  const { parameters } = known.fit;
  if (!told || !parameters) return null;
  const { summary } = told;
  const fitted = { model: method.model, parameters };
  const byModel = (t: number) => ofEachRow(summary, (row) => expectedPurchases(fitted, historyAt(summary, row), t));
  const within = alongModel(told.expectedPurchases, byModel(horizonDays), horizonDays);
  const mayBeDated = ofEachRow(summary, (row) => {
    const history = historyAt(summary, row);
    return history.x > 0 && probabilityOfNone(fitted, history, 365) <= most_silent ? 1 : 0;
  });
  const next = (q: number) =>
    ofEachRow(summary, (row) =>
      mayBeDated[row] ? timeToNextPurchase(fitted, historyAt(summary, row), q) : Number.NaN,
    );
  return {
    customer: summary.customer,
    risk: told.risk,
    probabilityAlive: told.probabilityAlive,
    purchases30: within(30, byModel(30)),
    purchases90: within(90, byModel(90)),
    purchases365: within(365, byModel(365)),
    meanSpend: ofEachRow(summary, (row) => meanSpendOf(spend, summary, row)),
    usualGap: usualGaps(days, summary, known.habits),
    nextEarly: next(0.25),
    nextMiddle: next(0.5),
    nextLate: next(0.75),
  };
}

/**
 * Purchases within any time: until the horizon along the model's course to what is expected in it (evenly where the model expects nothing),
 * beyond it as the model has them.
 */
function alongModel(expected: Float64Array, byModel: Float64Array, horizonDays: number) {
  return (t: number, modelWithin: Float64Array): Float64Array =>
    expected.map((purchases, row) => {
      const [whole, part] = [byModel[row] ?? 0, modelWithin[row] ?? 0];
      if (t > horizonDays) return purchases + part - whole;
      return whole > Number.MIN_VALUE / Number.EPSILON ? (purchases * part) / whole : (purchases * t) / horizonDays;
    });
}

function meanSpendOf(spend: SpendFit | null, { x, m }: PurchaseSummary, row: number): number {
  if (!spend?.parameters) return Number.NaN;
  const [bought, mean] = [x[row] ?? 0, m[row] ?? 0];
  const own = mean > 0 ? { x: bought, m: mean } : { x: 0, m: 0 };
  return expectedMeanSpend(spend.parameters, own) ?? spend.meanSpend ?? Number.NaN;
}

function ofEachRow({ x }: PurchaseSummary, value: (row: number) => number): Float64Array {
  return x.map((_, row) => value(row));
}
