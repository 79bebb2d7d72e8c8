import { sql } from 'kysely';
import { request } from './plan-keeper.ts';
import type { Scope } from './scope.ts';

/**
 * Plans the statements of this transaction once for each connection, for any values. A checkout is thirty statements, always the same, each
 * of which takes longer to plan than to do (docs/decisions/0009).
 *
 * For statements that find their rows by key only: what a plan for any values costs, the planner cannot know.
 */
export async function keepPlans(scope: Scope): Promise<void> {
  await sql.raw(request).execute(scope.db);
}
