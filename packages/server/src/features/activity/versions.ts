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

/** What becomes of a record that is told, beside what is kept of it. */
export function outcomeOf(told: Version, kept: Version | undefined): 'created' | 'changed' | 'unchanged' {
  if (!kept) return 'created';
  return told.content_hash !== kept.content_hash && isNewer(told, kept) ? 'changed' : 'unchanged';
}

/** The same content told again at a later time: nothing changes, but what was told in between is now the older version. */
export function isConfirmation(told: Version, kept: Version | undefined): boolean {
  if (!kept || !told.source_updated_at || told.content_hash !== kept.content_hash) return false;
  return told.source_updated_at > (kept.source_updated_at ?? new Date(0));
}

/** Of several tellings of one record in a batch only the newest matters. */
export function newestOf<Told extends { key: string; version: Version }>(tellings: readonly Told[]): Told[] {
  const newest = new Map<string, Told>();
  for (const told of tellings) {
    const known = newest.get(told.key);
    if (!known || isNewer(told.version, known.version)) newest.set(told.key, told);
  }
  return [...newest.values()];
}

/** A record's name within its organization. */
export const recordKey = (record: { source: string; external_id: string }) =>
  JSON.stringify([record.source, record.external_id]);

/** Which telling a document is. */
export function versionOf(document: { source_updated_at?: string | undefined }): Version {
  return {
    source_updated_at: document.source_updated_at ? new Date(document.source_updated_at) : null,
    content_hash: contentHash(document),
  };
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
