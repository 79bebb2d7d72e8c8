/** How good a forecast was, once it is known what happened. Columns of equal length, a customer in each place. */

/**
 * The chance that somebody who did has a higher score than somebody who did not, a tie as half: the area under the ROC curve.
 * Null where all did, or none.
 */
export function areaUnderCurve(scores: ArrayLike<number>, did: ArrayLike<number>): number | null {
  const order = Uint32Array.from({ length: scores.length }, (_, nth) => nth).sort(
    (one, other) => (scores[one] ?? 0) - (scores[other] ?? 0),
  );
  let [positives, rankSum] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tied = 0;
    const score = scores[order[from] ?? 0];
    for (; to < order.length && scores[order[to] ?? 0] === score; to++) tied += (did[order[to] ?? 0] ?? 0) > 0 ? 1 : 0;
    positives += tied;
    rankSum += tied * ((from + to + 1) / 2);
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * How well the scores order the amounts, 1 as well as can be and 0 by chance: the Gini coefficient of the amounts in the order of the
 * scores ÷ that in their own order. Those who tie share what they have. Null where nobody has any.
 */
export function normalizedGini(scores: ArrayLike<number>, amounts: ArrayLike<number>): number | null {
  const best = concentration(amounts, amounts);
  const ours = concentration(scores, amounts);
  return best === null || ours === null || best === 0 ? null : ours / best;
}

/** The share of all that the tenth with the highest scores has. Null where nobody has any. */
export function topDecileShare(scores: ArrayLike<number>, amounts: ArrayLike<number>): number | null {
  const groups = tiedFromTop(scores, amounts);
  const wanted = scores.length / 10;
  let [taken, sum, total] = [0, 0, 0];
  for (const { customers, amount } of groups) {
    const part = Math.min(1, Math.max(0, (wanted - taken) / customers));
    sum += part * amount;
    taken += customers;
    total += amount;
  }
  return total > 0 ? sum / total : null;
}

/** A tenth of the customers: what was said of them and what happened. */
export interface Decile {
  customers: number;
  /** Mean of what was predicted. */
  predicted: number;
  /** Mean of what happened. */
  actual: number;
}

/** Ten tenths from the lowest prediction to the highest. Equal predictions may fall into two of them. */
export function deciles(predictions: ArrayLike<number>, actual: ArrayLike<number>): Decile[] {
  const order = Uint32Array.from({ length: predictions.length }, (_, nth) => nth).sort(
    (one, other) => (predictions[one] ?? 0) - (predictions[other] ?? 0) || one - other,
  );
  return Array.from({ length: 10 }, (_, nth) => {
    const part = order.subarray(Math.floor((nth * order.length) / 10), Math.floor(((nth + 1) * order.length) / 10));
    const mean = (values: ArrayLike<number>) =>
      part.reduce((sum, at) => sum + (values[at] ?? 0), 0) / (part.length || 1);
    return { customers: part.length, predicted: mean(predictions), actual: mean(actual) };
  });
}

/** Mean of (probability − what happened)². */
export function brierScore(probabilities: ArrayLike<number>, did: ArrayLike<number>): number {
  return meanOf(probabilities, did, (p, happened) => (p - (happened > 0 ? 1 : 0)) ** 2);
}

/** Mean of −ln of the probability of what happened; a probability of 0 or 1 counts as one in a million off it. */
export function logLoss(probabilities: ArrayLike<number>, did: ArrayLike<number>): number {
  return meanOf(probabilities, did, (p, happened) => {
    const said = Math.min(Math.max(happened > 0 ? p : 1 - p, 1e-6), 1);
    return -Math.log(said);
  });
}

export function meanAbsoluteError(predictions: ArrayLike<number>, actual: ArrayLike<number>): number {
  return meanOf(predictions, actual, (predicted, happened) => Math.abs(predicted - happened));
}

function meanOf(one: ArrayLike<number>, other: ArrayLike<number>, value: (a: number, b: number) => number): number {
  let sum = 0;
  for (let nth = 0; nth < one.length; nth++) sum += value(one[nth] ?? 0, other[nth] ?? 0);
  return one.length > 0 ? sum / one.length : 0;
}

/** The Gini coefficient of amounts in the order of the scores. */
function concentration(scores: ArrayLike<number>, amounts: ArrayLike<number>): number | null {
  const groups = tiedFromTop(scores, amounts);
  const total = groups.reduce((sum, { amount }) => sum + amount, 0);
  if (!(total > 0)) return null;
  let [under, held] = [0, 0];
  for (const { customers, amount } of groups) {
    under += customers * (held + amount / 2);
    held += amount;
  }
  return (2 * under) / (scores.length * total) - 1;
}

/** From the highest score down, those who tie together. */
function tiedFromTop(scores: ArrayLike<number>, amounts: ArrayLike<number>): { customers: number; amount: number }[] {
  const order = Uint32Array.from({ length: scores.length }, (_, nth) => nth).sort(
    (one, other) => (scores[other] ?? 0) - (scores[one] ?? 0),
  );
  const groups: { customers: number; amount: number }[] = [];
  let latest: number | undefined;
  for (const at of order) {
    const group = groups.at(-1);
    if (group && scores[at] === latest) {
      group.customers += 1;
      group.amount += amounts[at] ?? 0;
    } else groups.push({ customers: 1, amount: amounts[at] ?? 0 });
    latest = scores[at];
  }
  return groups;
}
