import type { Likelihood } from '../purchase-model.ts';
import { inverseOfPositive, secondDerivatives } from './curvature.ts';
import { largest, type Minimum, minimize, type Objective, type Search } from './minimize.ts';

/** What is to be found: the logarithms of positive parameters, where a likelihood is greatest. */
export interface Question {
  likelihood: Likelihood;
  /** How many customers it sums over. */
  customers: number;
  /** ln of the parameters to begin with. */
  start: Float64Array;
  /** The same for a part of the customers that stands for all of them: where there are many, most of the way is gone with these. */
  sketch?: Pick<Question, 'likelihood' | 'customers'>;
}

export interface Answer {
  logParameters: Float64Array;
  logLikelihood: number;
  /** Of the logarithms, row by row; null where the likelihood is flat or no maximum. */
  covariance: Float64Array | null;
  /** The largest slope of the log-likelihood per customer. */
  slope: number;
  isConverged: boolean;
  /** A parameter ran to 0 or to infinity, and was stopped. */
  isAtEdge: boolean;
  evaluations: number;
}

/** ln of the parameters is kept within ± this (times and money in units of their mean): beyond it nothing changes but the rounding. */
const edge = 14;

const search: Search = { slope: 1e-10, evaluations: 300 };

/** The best of several searches: one, where that one ends well. Deterministic, and bounded in time. */
export function maximize(question: Question): Answer {
  let best = climb(question, question.start);
  if (isSound(best)) return best;
  let evaluations = best.evaluations;
  for (const factor of [3, 1 / 3]) {
    const answer = climb(
      question,
      question.start.map((value) => value + Math.log(factor)),
    );
    evaluations += answer.evaluations;
    const gain = answer.logLikelihood - best.logLikelihood;
    if (gain > 1e-6 || (gain > -1e-6 && isSound(answer))) best = answer;
    if (isSound(best)) break;
  }
  return { ...best, evaluations };
}

const isSound = ({ covariance, isConverged, isAtEdge }: Answer): boolean =>
  covariance !== null && isConverged && !isAtEdge;

function climb(question: Question, start: Float64Array): Answer {
  const sketch = question.sketch && minimize(meanLoss(question.sketch), start, { ...search, slope: 1e-6 });
  const loss = meanLoss(question);
  const found = sketch
    ? minimize(loss, sketch.point, { ...search, inverseHessian: sketch.inverseHessian })
    : minimize(loss, start, search);
  const polished = polish(loss, found);
  const { likelihood, customers } = question;
  return {
    logParameters: polished.point,
    logLikelihood: likelihood(polished.point, new Float64Array(start.length)),
    covariance: polished.inverse?.map((value) => value / customers) ?? null,
    slope: largest(polished.gradient),
    isConverged: found.isConverged,
    isAtEdge: largest(polished.point) > edge - 0.1,
    evaluations: polished.evaluations + 1 + (sketch?.evaluations ?? 0),
  };
}

/** Minus the log-likelihood per customer, with walls where parameters run away. */
function meanLoss({ likelihood, customers }: Pick<Question, 'likelihood' | 'customers'>): Objective {
  return (point, gradient) => {
    let loss = -likelihood(point, gradient) / customers;
    for (let nth = 0; nth < point.length; nth++) {
      gradient[nth] = -(gradient[nth] ?? 0) / customers;
      const at = point[nth] ?? 0;
      const beyond = Math.abs(at) - edge;
      if (beyond <= 0) continue;
      loss += beyond * beyond;
      gradient[nth] = (gradient[nth] ?? 0) + 2 * beyond * Math.sign(at);
    }
    return Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY;
  };
}

interface Polished extends Pick<Minimum, 'point' | 'value' | 'gradient' | 'evaluations'> {
  /** Of the second derivatives; null where they are not those of a minimum. */
  inverse: Float64Array | null;
}

/** Newton's last step, where the search was led by estimates; and the second derivatives, which tell how sure the result is. */
function polish(loss: Objective, { point, value, gradient, evaluations }: Minimum): Polished {
  const size = point.length;
  const inverse = inverseOfPositive(secondDerivatives(loss, point, 1e-4));
  const spent = evaluations + 2 * size;
  if (!inverse) return { point, value, gradient, inverse, evaluations: spent };
  const next = point.map((at, row) => {
    let step = 0;
    for (let column = 0; column < size; column++) step += (inverse[row * size + column] ?? 0) * (gradient[column] ?? 0);
    return at - step;
  });
  const nextGradient = new Float64Array(size);
  const nextValue = loss(next, nextGradient);
  const isBetter = nextValue <= value && largest(nextGradient) <= largest(gradient);
  return isBetter
    ? { point: next, value: nextValue, gradient: nextGradient, inverse, evaluations: spent + 1 }
    : { point, value, gradient, inverse, evaluations: spent + 1 };
}
