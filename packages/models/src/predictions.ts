import { type Histories, type History, historyAt } from './histories.ts';
import { InvalidInput } from './invalid-input.ts';
import type { Parameters, PurchaseModel } from './purchase-model.ts';

/** A model with the parameters that were found for a shop. */
export interface Fitted<Name extends string = string, Future = unknown> {
  model: PurchaseModel<Name, Future>;
  parameters: Parameters<Name>;
}

/** E[purchases in (T, T + t] | history]. For somebody new: `newcomer`. */
export function expectedPurchases<N extends string, F>(fitted: Fitted<N, F>, history: History, t: number): number {
  const { alive, future } = statusOf(fitted, history);
  return alive === 0 ? 0 : alive * fitted.model.whileAlive.expectedPurchases(future, demandTime(t));
}

/** The same of all rows together. `every`: of so many rows one stands for all. */
export function expectedPurchasesOfAll<N extends string, F>(
  fitted: Fitted<N, F>,
  histories: Histories,
  t: number,
  every = 1,
): number {
  let sum = 0;
  for (let row = 0; row < histories.x.length; row += every) {
    sum += (histories.count[row] ?? 0) * expectedPurchases(fitted, historyAt(histories, row), t);
  }
  return sum;
}

/** P(they are still a customer at T). */
export function probabilityAlive<N extends string, F>({ model, parameters }: Fitted<N, F>, history: History): number {
  return model.probabilityAlive(parameters, history);
}

/** P(no purchase in (T, T + t] | history): they have stopped, or are alive and do not buy. This, and not 1 − P(alive), is a risk. */
export function probabilityOfNone<N extends string, F>(fitted: Fitted<N, F>, history: History, t: number): number {
  const { alive, future } = statusOf(fitted, history);
  return 1 - alive + alive * fitted.model.whileAlive.probabilityOfNone(future, demandTime(t));
}

/** P(exactly n purchases in (T, T + t] | history). */
export function probabilityOf<N extends string, F>(
  fitted: Fitted<N, F>,
  history: History,
  n: number,
  t: number,
): number {
  if (!Number.isInteger(n) || n < 0) throw new InvalidInput(`n is ${n}, and counts purchases: 0, 1, 2, …`);
  if (n === 0) return probabilityOfNone(fitted, history, t);
  const { alive, future } = statusOf(fitted, history);
  return alive * fitted.model.whileAlive.probabilityOf(future, n, demandTime(t));
}

/** P(n purchases or more in (T, T + t] | history). */
export function probabilityOfAtLeast<N extends string, F>(
  fitted: Fitted<N, F>,
  history: History,
  n: number,
  t: number,
): number {
  let fewer = 0;
  for (let purchases = 0; purchases < n; purchases++) fewer += probabilityOf(fitted, history, purchases, t);
  return Math.max(0, 1 - fewer);
}

/**
 * The time from T within which they buy again with probability q, if they are alive and stay so until then: 0.5 gives the
 * median. Not a promise for somebody who is probably gone.
 */
export function timeToNextPurchase<N extends string, F>(fitted: Fitted<N, F>, history: History, q: number): number {
  if (!(q > 0 && q < 1)) throw new InvalidInput(`q is ${q}, and lies between 0 and 1`);
  return fitted.model.whileAlive.timeToNextPurchase(statusOf(fitted, history).future, q);
}

/**
 * Discounted expected residual transactions: ∫ e^(−δt) dE[Y(t)] over all the future, δ > 0 the continuous rate per unit of time
 * (Fader, Hardie and Lee 2005, RFM and CLV).
 */
export function discountedResidualPurchases<N extends string, F>(
  fitted: Fitted<N, F>,
  history: History,
  rate: number,
): number {
  if (!(rate > 0 && rate < Infinity)) throw new InvalidInput(`The discount rate is ${rate}, and is above 0`);
  const { alive, future } = statusOf(fitted, history);
  return alive === 0 ? 0 : alive * fitted.model.whileAlive.discountedPurchases(future, rate);
}

/** So far a value looks ahead. */
export interface Horizon {
  /** The length of a step, in the model's unit of time. */
  step: number;
  /** How many steps. */
  periods: number;
  /** What is lost per step: purchases of step k count 1 ÷ (1 + rate)^k. */
  rate: number;
}

/** Σ over the steps of what is expected within each, discounted to now. Times the expected mean spend it is a lifetime value. */
export function discountedPurchases<N extends string, F>(
  fitted: Fitted<N, F>,
  history: History,
  { step, periods, rate }: Horizon,
): number {
  const { alive, future } = statusOf(fitted, history);
  if (alive === 0) return 0;
  let [sum, before] = [0, 0];
  for (let period = 1; period <= periods; period++) {
    const until = fitted.model.whileAlive.expectedPurchases(future, demandTime(period * step));
    sum += (until - before) / (1 + rate) ** period;
    before = until;
  }
  return alive * sum;
}

function statusOf<N extends string, F>(
  { model, parameters }: Fitted<N, F>,
  history: History,
): { alive: number; future: F } {
  return { alive: model.probabilityAlive(parameters, history), future: model.futureOf(parameters, history) };
}

function demandTime(t: number): number {
  if (!(t >= 0 && t < Infinity)) throw new InvalidInput(`t is ${t}, and is a time from 0 up`);
  return t;
}
