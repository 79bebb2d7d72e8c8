import { bgNbd } from '../bg-nbd.ts';
import type { Fit } from '../fitting/fit.ts';
import { fitPurchases } from '../fitting/fit-purchases.ts';
import { historyAt } from '../histories.ts';
import { fitLogistic, type LogisticFit, probabilityBy } from '../logistic-regression.ts';
import { mbgNbd } from '../mbg-nbd.ts';
import { paretoNbd } from '../pareto-nbd.ts';
import { expectedPurchases, probabilityAlive, probabilityOfNone } from '../predictions.ts';
import type { PurchaseDays } from '../purchase-days.ts';
import type { PurchaseModel } from '../purchase-model.ts';
import { type Afterwards, type PurchaseSummary, purchasesAfter, summarizePurchases } from '../purchase-summary.ts';
import { logLoss } from '../ranking.ts';
import { type Tally, tally } from '../tally.ts';
import { habitsOf, riskFeatures, riskFeaturesOf, type ShopHabits } from './risk-features.ts';

/** The purchase models that are tried. Their parameters are found and used by name: the types forget which. */
const candidates = [bgNbd, mbgNbd, paretoNbd] as unknown as readonly PurchaseModel[];

/** A way to tell the future, chosen and learned from what was known until a day. */
export interface Method {
  model: PurchaseModel;
  /** What the risk by the model becomes by what else is known of a customer; null: it stays. */
  correction: LogisticFit | null;
  /** Expected purchases are multiplied by this, for as many days as it was seen: how far the same model was off in the time before. */
  scale: number;
  /** How it was chosen: nothing later than that day was looked at. */
  chosen: {
    /** The day that was pretended to be the last, and how many days from there on were told. */
    until: number;
    horizonDays: number;
    tried: readonly Trial[];
  };
}

export interface Trial {
  model: string;
  isCorrected: boolean;
  /** Mean −ln of the probability of what happened, on customers it was not learned from. */
  logLoss: number;
}

/** What was found of a whole shop at a day: with it any of its customers can be told. */
export interface Knowledge {
  fit: Fit;
  habits: ShopHabits;
}

/** What a method says of each customer at a day. Columns by the rows of `summary`. */
export interface Prophecy extends Knowledge {
  summary: PurchaseSummary;
  horizonDays: number;
  /** P(no purchase within the horizon). */
  risk: Float64Array;
  probabilityAlive: Float64Array;
  expectedPurchases: Float64Array;
}

/** A correction is learned from so many who did and so many who did not, at least. */
const least_of_each = 100;

/** The ridge of the correction, in customers. */
const ridge = 5;

/** Of customers that are learned from a fifth at a time is left out and told. */
const folds = 5;

/**
 * Chooses how to tell the future from `until`: pretends that it is earlier, by the horizon or half of what is known, tells what
 * came then by every candidate, and takes the one that would have told it best on customers it was not learned from. Null where no
 * model can be fitted.
 */
export function chooseMethod(days: PurchaseDays, until: number, horizonDays: number): Method | null {
  const earlier = Math.min(horizonDays, Math.floor((until - firstDay(days)) / 2));
  if (earlier < 1) return null;
  const cut = until - earlier;
  const tried = candidates.flatMap((model) => {
    const seen = look(days, model, { until: cut, horizonDays: earlier });
    return seen ? trialsOf(days, seen, until) : [];
  });
  const best = tried.reduce<Tried | null>((least, one) => (!least || one.logLoss < least.logLoss ? one : least), null);
  if (!best) return null;
  return {
    model: best.model,
    correction: best.correction,
    scale: best.scale,
    chosen: {
      until: cut,
      horizonDays: earlier,
      tried: tried.map(({ model, correction, logLoss: loss }) => ({
        model: model.name,
        isCorrected: correction !== null,
        logLoss: loss,
      })),
    },
  };
}

/**
 * What the method says at a day. Null where the model cannot be fitted.
 * @param known of the whole shop, where the customers are a part of it; left out: it is found from them
 */
export function prophesy(
  days: PurchaseDays,
  method: Method,
  { until, horizonDays, known }: { until: number; horizonDays: number; known?: Knowledge },
): Prophecy | null {
  const seen = look(days, method.model, { until, horizonDays, known });
  if (!seen) return null;
  const { summary, fit, habits, alive, risk: modelRisk } = seen;
  const features = method.correction && riskFeaturesOf(days, summary, { modelRisk, habits, horizonDays });
  const risk = method.correction && features ? correctedRisk(method.correction, features) : seen.risk;
  return {
    summary,
    fit,
    habits,
    horizonDays,
    risk,
    probabilityAlive: alive,
    // Who buys at all buys once at least: lapsed heavy buyers, whom the models write off, are not written off where the risk is corrected.
    expectedPurchases: scaled(seen, method, horizonDays).map((purchases, row) =>
      Math.max(purchases, 1 - (risk[row] ?? 1)),
    ),
  };
}

/** A busy season is not a busy year: beyond the days in which the model was seen to be off it is taken as it is. */
function scaled({ expected, expectedWithin }: Seen, { scale, chosen }: Method, horizonDays: number): Float64Array {
  if (chosen.horizonDays >= horizonDays) return expected.map((purchases) => purchases * scale);
  const early = expectedWithin(chosen.horizonDays);
  return expected.map((purchases, row) => purchases + (scale - 1) * (early[row] ?? 0));
}

interface Tried {
  model: PurchaseModel;
  correction: LogisticFit | null;
  scale: number;
  logLoss: number;
}

/** The bare model, and the model corrected. */
function trialsOf(days: PurchaseDays, seen: Seen, until: number): Tried[] {
  const { model, summary, habits, risk, expected } = seen;
  const after = purchasesAfter(days, summary, until);
  const silent = after.purchases.map((purchases) => (purchases > 0 ? 0 : 1));
  const scale = scaleOf(expected, after);
  const bare = { model, correction: null, scale, logLoss: logLoss(risk, silent) };
  const were = silent.reduce((sum, was) => sum + was, 0);
  if (Math.min(were, silent.length - were) < least_of_each) return [bare];
  const horizonDays = until - summary.options.until;
  const features = riskFeaturesOf(days, summary, { modelRisk: risk, habits, horizonDays });
  const learn = (rows: Float64Array, did: Float64Array) =>
    fitLogistic(rows, did, { signs: riskFeatures.map(({ sign }) => sign), ridge });
  return [
    bare,
    { model, correction: learn(features, silent), scale, logLoss: logLossWithout(features, silent, learn) },
  ];
}

/** Off by more than twice is no scale but another shop. Where few bought it says little, and is drawn towards 1. */
function scaleOf(expected: Float64Array, { purchases }: Afterwards): number {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const few = 25;
  return Math.min(2, Math.max(0.5, (total(purchases) + few) / (total(expected) + few)));
}

/** The loss on customers that were left out while learning, a fifth at a time. */
function logLossWithout(
  features: Float64Array,
  silent: Float64Array,
  learn: (rows: Float64Array, did: Float64Array) => LogisticFit,
): number {
  const size = riskFeatures.length;
  const told = new Float64Array(silent.length);
  for (let fold = 0; fold < folds; fold++) {
    const others = [...silent.keys()].filter((row) => row % folds !== fold);
    const rows = new Float64Array(others.length * size);
    for (const [at, row] of others.entries()) rows.set(features.subarray(row * size, (row + 1) * size), at * size);
    const fit = learn(
      rows,
      Float64Array.from(others, (row) => silent[row] ?? 0),
    );
    for (let row = fold; row < silent.length; row += folds) told[row] = probabilityBy(fit, features, row * size);
  }
  return logLoss(told, silent);
}

function correctedRisk(correction: LogisticFit, features: Float64Array): Float64Array {
  const size = riskFeatures.length;
  return Float64Array.from({ length: features.length / size }, (_, row) =>
    probabilityBy(correction, features, row * size),
  );
}

interface Seen extends Knowledge {
  model: PurchaseModel;
  summary: PurchaseSummary;
  risk: Float64Array;
  alive: Float64Array;
  expected: Float64Array;
  /** The same within another number of days. */
  expectedWithin: (t: number) => Float64Array;
}

/** The model fitted at a day, and what it says of each customer: computed once for those who are alike. */
function look(
  days: PurchaseDays,
  model: PurchaseModel,
  { until, horizonDays, known }: { until: number; horizonDays: number; known?: Knowledge | undefined },
): Seen | null {
  const summary = summarizePurchases(days, { until, unitDays: 1 });
  const rows = tally(summary);
  const { fit, habits } = known ?? { fit: fitPurchases(model, rows), habits: habitsOf(days, summary) };
  if (!fit.parameters) return null;
  const fitted = { model, parameters: fit.parameters };
  const expectedWithin = (t: number) => ofEach(rows, (row) => expectedPurchases(fitted, historyAt(rows, row), t));
  return {
    model,
    summary,
    fit,
    habits,
    risk: ofEach(rows, (row) => probabilityOfNone(fitted, historyAt(rows, row), horizonDays)),
    alive: ofEach(rows, (row) => probabilityAlive(fitted, historyAt(rows, row))),
    expected: expectedWithin(horizonDays),
    expectedWithin,
  };
}

function ofEach(rows: Tally, value: (row: number) => number): Float64Array {
  const values = rows.x.map((_, row) => value(row));
  return Float64Array.from(rows.rowOf, (row) => values[row] ?? 0);
}

function firstDay({ day }: PurchaseDays): number {
  return day.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY);
}
