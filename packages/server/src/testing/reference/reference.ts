import { churnModel } from './churn.ts';
import { customerFacts, dayFacts, monthFacts, placeFacts, productFacts } from './facts.ts';
import { churnCandidates, lifecycle, ltvDistribution, overview, repeatRatio, rfmCells, segments } from './figures.ts';
import { gapFacts } from './gaps.ts';
import { readings } from './readings.ts';
import type { Instant, World } from './world.ts';

/**
 * What the database must say of this world at that instant: DESIGN 3 in the plainest TypeScript there is, by filtering
 * and summing whole lists, from an own reading of the definitions. It shares nothing with the SQL, on purpose: where
 * the two differ, one of them is wrong.
 *
 * Rows in which nothing counts are left out; a database that keeps rows of zeros must drop them before it compares.
 * Means, ratios and risks are doubles that nobody has rounded.
 */
export const reference = (world: World, as_of: Instant) => ({
  ...factsOf(world, as_of),
  readings: readings(world, as_of),
  churn_model: churnModel(world, as_of),
  segments: segments(world, as_of),
  ltv_distribution: ltvDistribution(world, as_of),
  repeat_ratio: repeatRatio(world, as_of),
  rfm_cells: rfmCells(world, as_of),
  lifecycle: lifecycle(world, as_of),
  churn_candidates: churnCandidates(world, as_of),
  overview: overview(world, as_of),
});

/** Only the facts, one list for each facts table. */
export const factsOf = (world: World, as_of: Instant) => ({
  customer_facts: customerFacts(world, as_of),
  customer_place_facts: placeFacts(world, as_of),
  customer_product_facts: productFacts(world, as_of),
  customer_month_facts: monthFacts(world, as_of),
  day_facts: dayFacts(world, as_of),
  gap_facts: gapFacts(world, as_of),
});
