/** All candidates by how long they have been away: stretches of 30 days from where "at risk" begins. */
export function churnBands(
  rows: readonly { days_inactive: number; customer_count: number; value_at_risk_minor: number | null }[],
  thresholds: { active_within_days: number; candidate_within_days: number },
) {
  const first = thresholds.active_within_days + 1;
  const last = Math.max(thresholds.candidate_within_days, ...rows.map((row) => row.days_inactive));
  const bands = [];
  for (let from = first; from <= last; from += 30) {
    const to = Math.min(from + 29, last);
    const within = rows.filter((row) => row.days_inactive >= from && row.days_inactive <= to);
    const known = within.filter((row) => row.value_at_risk_minor !== null);
    bands.push({
      from_days: from,
      to_days: to,
      count: within.reduce((sum, row) => sum + row.customer_count, 0),
      value_at_risk_minor:
        known.length === 0 ? null : Math.round(known.reduce((sum, row) => sum + (row.value_at_risk_minor ?? 0), 0)),
    });
  }
  return bands;
}
