import { Refusal } from '../../../platform/errors.ts';

/** Where a page ended: the last row's key and id. A list may come in stretches, one after the other, each in an order of its own. */
export interface Cursor {
  stretch: number;
  /** Null in a stretch that goes by the id alone. */
  key: string | null;
  id: string;
}

/** Opaque to callers. It holds nothing that the page did not show, so a made-up one shows nothing that may not be seen. */
export function writeCursor(of: string, { stretch, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([of, stretch, key, id])).toString('base64url');
}

/**
 * @param of what it was made for: the sort and its direction
 * @param isKey for each stretch what its keys look like; null: it has none
 * @throws Refusal `wrong_cursor` when it was made for another, or by somebody else
 */
export function readCursor(of: string, text: string, isKey: readonly (((key: string) => boolean) | null)[]): Cursor {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 4) throw wrong();
  const [madeFor, stretch, key, id] = parts as unknown[];
  if (madeFor !== of || typeof stretch !== 'number' || typeof id !== 'string' || !uuid.test(id)) throw wrong();
  const fits = isKey[stretch];
  if (fits === null && key === null) return { stretch, key, id };
  if (!fits || typeof key !== 'string' || !fits(key)) throw wrong();
  return { stretch, key, id };
}

/** An instant as PostgreSQL writes it into JSON, to the microsecond. */
export function isInstantKey(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/.test(text) &&
    isDateKey(text.slice(0, 10))
  );
}

/** A day that exists, in the years of the records and a little around them: PostgreSQL would fault on others. */
export function isDateKey(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return (
    /^(1[89]|2[0-2])\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function wrong(): Refusal {
  return new Refusal('wrong_cursor', 'Give the next_cursor of the page before, with the same sort and direction', {
    status: 400,
    where: 'cursor',
  });
}
