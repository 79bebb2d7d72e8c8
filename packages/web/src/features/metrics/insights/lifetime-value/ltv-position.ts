import { ltvBuckets } from '@regulars/contract/metrics.ts';

export type LtvBucket = (typeof ltvBuckets)[number];

/** The bounds of a bucket in major units; the last one has no upper bound. */
export function bucketBounds(bucket: LtvBucket): { from: number; to: number | null } {
  const [from = 0, to] = bucket.replace('+', '').split('-').map(Number);
  return { from, to: to ?? null };
}

/**
 * Where an amount (major units) lies on a chart whose columns are the buckets, all equally wide: within its column by
 * its share of the bucket; in the open last one, at a third.
 */
export function ltvPosition(major: number, buckets: readonly LtvBucket[] = ltvBuckets): number {
  const index = buckets.findLastIndex((bucket) => major >= bucketBounds(bucket).from);
  const bucket = buckets[index];
  if (bucket === undefined) return 0;
  const { from, to } = bucketBounds(bucket);
  return (index + (to === null ? 1 / 3 : (major - from) / (to - from))) / buckets.length;
}
