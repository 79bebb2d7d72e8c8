/** The instants told of an order, merged so that the order of telling does not matter. What follows from them the table generates. */
export interface ToldStatuses {
  confirmed_at: Date | null;
  paid_at: Date | null;
  completed_at: Date | null;
  delivered_at: Date | null;
  cancelled_at: Date | null;
  no_show_at: Date | null;
  reinstated_at: Date | null;
}

export interface StatusChange {
  status: 'confirmed' | 'paid' | 'completed' | 'delivered' | 'cancelled' | 'no_show' | 'reinstated';
  at: Date;
}

/** The earliest telling stands for what happens once; the latest for what may be taken back and happen again. */
export function mergeStatuses(told: ToldStatuses, changes: readonly StatusChange[]): ToldStatuses {
  const merged = { ...told };
  for (const { status, at } of changes) {
    const key = `${status}_at` as const;
    const kept = merged[key];
    const takesLatest = status === 'cancelled' || status === 'no_show' || status === 'reinstated';
    if (kept === null || (takesLatest ? at > kept : at < kept)) merged[key] = at;
  }
  return merged;
}
