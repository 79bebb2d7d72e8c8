import { logRising } from './special/gamma.ts';

/** One chance to buy (or to give) each season; they take it or not, and may have gone before the next. */
export interface Seasons {
  /** How many of the chances were taken … */
  x: number;
  /** … the last of them at which; 0 where none was. */
  t_x: number;
  /** … of how many. */
  n: number;
}

export interface BgBbParameters {
  alpha: number;
  beta: number;
  gamma: number;
  delta: number;
}

/**
 * BG/BB, for what can happen once a season at most. Fader, Hardie and Shang (2010), Customer-Base Analysis in a Discrete-Time
 * Noncontractual Setting, Marketing Science 29(6). @returns ln of the probability of this course of seasons
 */
export function seasonsLogLikelihood(parameters: BgBbParameters, seasons: Seasons): number {
  let sum = Math.exp(logAliveAt(parameters, seasons, 0));
  // Or they had gone before season t_x + i + 1.
  for (let i = 0; i < seasons.n - seasons.t_x; i++) {
    sum += Math.exp(
      logTaken(parameters, seasons.x, seasons.t_x + i - seasons.x) + logGoneBefore(parameters, seasons.t_x + i),
    );
  }
  return Math.log(sum);
}

/** P(alive at the next season). */
export function probabilityAliveNext(parameters: BgBbParameters, seasons: Seasons): number {
  return Math.exp(logAliveAt(parameters, seasons, 1) - seasonsLogLikelihood(parameters, seasons));
}

/** E[chances taken in the next `ahead` seasons]. */
export function expectedSeasons(parameters: BgBbParameters, seasons: Seasons, ahead: number): number {
  const { alpha, beta } = parameters;
  const chance = (alpha + seasons.x) / (alpha + beta + seasons.n);
  const whole = seasonsLogLikelihood(parameters, seasons);
  let sum = 0;
  for (let season = 1; season <= ahead; season++) sum += Math.exp(logAliveAt(parameters, seasons, season) - whole);
  return chance * sum;
}

/** ln P(this course, and alive at season n + `ahead`). */
function logAliveAt(parameters: BgBbParameters, { x, n }: Seasons, ahead: number): number {
  const { gamma, delta } = parameters;
  return logTaken(parameters, x, n - x) + logRising(delta, n + ahead) - logRising(gamma + delta, n + ahead);
}

/** ln B(α + x, β + rest) ÷ B(α, β). */
function logTaken({ alpha, beta }: BgBbParameters, x: number, rest: number): number {
  return logRising(alpha, x) + logRising(beta, rest) - logRising(alpha + beta, x + rest);
}

/** ln B(γ + 1, δ + at) ÷ B(γ, δ). */
function logGoneBefore({ gamma, delta }: BgBbParameters, at: number): number {
  return Math.log(gamma) + logRising(delta, at) - logRising(gamma + delta, at + 1);
}
