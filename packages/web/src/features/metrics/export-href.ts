import type { UrlState } from '../../url-state.ts';

export const exportNames = ['segments', 'ltv-distribution', 'churn-candidates', 'best-customers'] as const;
export type ExportName = (typeof exportNames)[number];

/** Where the rows of a widget are had as CSV, under the same filters. */
export function exportHref(
  name: ExportName,
  asked: { organization: string; filters: Omit<UrlState, 'as_of'>; on: string | undefined },
): string {
  const { organization, filters, on } = asked;
  const search = new URLSearchParams({ organization });
  if (filters.period) search.set('period', String(filters.period));
  if (filters.channel) search.set('channel', filters.channel);
  if (filters.segment) search.set('segment', filters.segment);
  if (on) search.set('as_of', on);
  return `/api/v1/exports/${name}.csv?${search}`;
}
