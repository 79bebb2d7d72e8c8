import { demandHistories, emptyHistories, type Histories, totalsOf } from '../histories.ts';
import type { PurchaseModel } from '../purchase-model.ts';
import { type Fit, fitFrom, noFit } from './fit.ts';
import { maximize } from './maximum-likelihood.ts';

/** From so many rows on, the way to the top is gone with a part of them first. */
const many_rows = 20_000;
const sketch_rows = 5_000;

/**
 * The maximum-likelihood fit of a model to histories. Never throws for histories that customers can have, and always ends: what
 * cannot be told is said in `status` and `reasons`. Equal histories should stand in one row (tally.ts): the fit takes as long as
 * there are rows.
 * @throws InvalidInput naming a row that no customer can have
 */
export function fitPurchases<Name extends string, Future>(
  model: PurchaseModel<Name, Future>,
  histories: Histories,
): Fit<Name> {
  demandHistories(histories);
  const totals = totalsOf(histories);
  const { customers, meanAge, repeatPurchases } = totals;
  if (repeatPurchases === 0) return noFit(customers, [customers > 0 ? 'no_repeat_purchase' : 'too_few_customers']);
  if (meanAge === 0) return noFit(customers, ['no_time_has_passed']);
  const scaled = scale(histories, meanAge);
  const rows = histories.x.length;
  const sketch = rows > many_rows ? everyNth(scaled, Math.ceil(rows / sketch_rows)) : null;
  const answer = maximize({
    likelihood: model.likelihoodOf(scaled),
    customers,
    start: Float64Array.from(model.parameters, (name) => Math.log(model.start[name])),
    ...(sketch && { sketch: { likelihood: model.likelihoodOf(sketch), customers: totalsOf(sketch).customers } }),
  });
  return fitFrom(model.parameters, answer, totals, {
    units: model.parameters.map((name) => (model.times.includes(name) ? meanAge : 1)),
    logUnit: repeatPurchases * Math.log(meanAge),
  });
}

function scale({ x, t_x, T, count }: Histories, unit: number): Histories {
  return { x, t_x: t_x.map((time) => time / unit), T: T.map((time) => time / unit), count };
}

/** Every nth row, in their order: tallied rows are sorted, so that it is a fair part of all of them. */
function everyNth(histories: Histories, nth: number): Histories {
  const part = emptyHistories(Math.ceil(histories.x.length / nth));
  for (let row = 0; row < part.x.length; row++) {
    part.x[row] = histories.x[row * nth] ?? 0;
    part.t_x[row] = histories.t_x[row * nth] ?? 0;
    part.T[row] = histories.T[row * nth] ?? 0;
    part.count[row] = histories.count[row * nth] ?? 0;
  }
  return part;
}
