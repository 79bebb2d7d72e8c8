import type { StandingMerge } from './queries.ts';

export type { StandingMerge } from './queries.ts';

/** Whom each merged customer stands for: always the last of its chain. Null when the merges go in a circle. */
export function redirectsOf(merges: readonly StandingMerge[]): Map<string, string> | null {
  const next = new Map(merges.map((merge) => [merge.from_customer_id, merge.into_customer_id]));
  const redirects = new Map<string, string>();
  for (const from of next.keys()) {
    let last = from;
    for (let steps = 0; next.has(last); steps++) {
      if (steps > next.size) return null;
      last = next.get(last) as string;
    }
    redirects.set(from, last);
  }
  return redirects;
}
