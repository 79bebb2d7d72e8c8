import { RangeLabel } from '../../../../ui/charts/columns.tsx';
import { bucketBounds, type LtvBucket } from './ltv-position.ts';

/** "100–250" */
export function BucketLabel({ bucket }: { bucket: LtvBucket }) {
  const { from, to } = bucketBounds(bucket);
  return <RangeLabel from={short(from)} to={to === null ? null : short(to)} />;
}

/** 2500 → 2.5k: eight of them stand side by side on a phone. */
function short(major: number): string {
  return major >= 1000 ? `${major / 1000}k` : String(major);
}
