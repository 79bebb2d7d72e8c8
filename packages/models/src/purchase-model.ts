import type { Histories, History } from './histories.ts';

/** Parameters by their names; all are positive. */
export type Parameters<Name extends string = string> = Readonly<Record<Name, number>>;

/**
 * A model of when customers buy and when they stop. All of them share one shape: while alive, a customer's future is that of
 * somebody new whose parameters their past has moved. So each needs only its likelihood, the chance of being alive, that move,
 * and the future of somebody who is alive; every prediction follows from these (predictions.ts).
 */
export interface PurchaseModel<Name extends string = string, Future = unknown> {
  readonly name: string;
  /** The parameters, in the literature's order and letters. */
  readonly parameters: readonly Name[];
  /** Those of them that are times: they grow with the unit. */
  readonly times: readonly Name[];
  /** Where a fit begins, with the mean age as the unit of time. */
  readonly start: Parameters<Name>;
  /** ln of the probability density of this history. */
  logLikelihood(parameters: Parameters<Name>, history: History): number;
  /** The sum over many histories and its gradient, for a fit. */
  likelihoodOf(histories: Histories): Likelihood;
  /** The chance that they are still a customer at T. */
  probabilityAlive(parameters: Parameters<Name>, history: History): number;
  /** What their past says of the future, if they are alive at T. */
  futureOf(parameters: Parameters<Name>, history: History): Future;
  readonly whileAlive: FutureOfTheLiving<Future>;
}

/** @returns the log-likelihood at the parameters' natural logarithms; writes its derivatives by these into `gradient` */
export type Likelihood = (logParameters: ArrayLike<number>, gradient: Float64Array) => number;

/** Of somebody who is alive now; t is time from now. */
export interface FutureOfTheLiving<Future> {
  /** E[purchases in (0, t]]. */
  expectedPurchases(future: Future, t: number): number;
  /** P(no purchase in (0, t]). */
  probabilityOfNone(future: Future, t: number): number;
  /** P(exactly n purchases in (0, t]). */
  probabilityOf(future: Future, n: number, t: number): number;
  /** ∫ e^(−δt) dE[purchases in (0, t]], t to infinity: δ > 0 is the continuous discount rate per unit of time. */
  discountedPurchases(future: Future, rate: number): number;
  /** The time within which they buy again with probability q, if they stay alive until then. */
  timeToNextPurchase(future: Future, q: number): number;
}
