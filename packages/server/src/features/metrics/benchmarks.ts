import type { metricsContract } from '@regulars/contract/metrics.ts';
import type { InferContractRouterOutputs } from '@orpc/contract';

type Benchmark = InferContractRouterOutputs<typeof metricsContract>['benchmarks']['benchmarks'][number];

/**
 * Published figures of the field. A figure stands here only with the public page and the year it was published in.
 * None that could be verified yet: the page then says that a comparison is not available.
 */
export const benchmarkTable: readonly Benchmark[] = [];
