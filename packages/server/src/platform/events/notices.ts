import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database.ts';

/**
 * What every server process on this database is told at once, through NOTIFY. A notice may be lost with a connection:
 * nothing may depend on it but freshness.
 */
export const noticeChannels = {
  /** Recorded events of an organization were delivered: `{ organization_id, at }`. */
  changed: 'regulars_changed',
  /** Who may do what in an organization has changed: its id. */
  access: 'regulars_access',
  /** Somebody asked for work that goes on beside the requests, in an organization: its id. */
  work: 'regulars_work',
} as const;
export type NoticeChannel = keyof typeof noticeChannels;

/** Sent when the transaction commits, as a statement of its own. */
export async function notify(db: Kysely<Tables>, channel: NoticeChannel, payload: string): Promise<void> {
  await sql`select pg_notify(${noticeChannels[channel]}, ${payload})`.execute(db);
}
