import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';

/** The account of the person at this machine, until they give themselves a name and a password. */
export const localOwner = { email: 'owner@localhost.localdomain', name: 'Owner' };

/**
 * Gives that account an address, a name and a password, all in one statement: of many who try at once one is it, and whatever breaks
 * leaves nothing half done. False for everybody after the first, and for an address that somebody has.
 */
export async function claimLocalOwner(
  pool: pg.Pool,
  owner: { email: string; name: string; passwordHash: string },
): Promise<boolean> {
  try {
    const { rowCount } = await pool.query(
      `with claimed as (
         update "user" set email = $1, name = $2, "isLocalOwner" = true, "updatedAt" = now() where email = $3 returning id
       )
       insert into account (id, "userId", "accountId", "providerId", password, "createdAt", "updatedAt")
       select $4, id, id, 'credential', $5, now(), now() from claimed`,
      [owner.email.toLowerCase(), owner.name, localOwner.email, randomUUIDv7(), owner.passwordHash],
    );
    return rowCount === 1;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') return false;
    throw error;
  }
}
