import { createHash } from 'node:crypto';

/** Which telling of a record this is. */
export interface Version {
  source_updated_at: Date | null;
  content_hash: string;
}

/** The content alone, whoever tells it and when: the same content has the same hash. */
export function contentHash(document: { source_updated_at?: string | undefined }): string {
  const { source_updated_at: _, ...content } = document;
  return createHash('sha256').update(JSON.stringify(content, sortedKeys)).digest('hex').slice(0, 32);
}

/** The newer version stands; at the same instant the greater hash, so that every order of arrival ends alike. */
export function isNewer(told: Version, kept: Version): boolean {
  const toldAt = told.source_updated_at?.getTime() ?? Number.NEGATIVE_INFINITY;
  const keptAt = kept.source_updated_at?.getTime() ?? Number.NEGATIVE_INFINITY;
  return toldAt === keptAt ? told.content_hash > kept.content_hash : toldAt > keptAt;
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
