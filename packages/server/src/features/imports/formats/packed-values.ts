/**
 * The values of a cell that packs several, as `name:Mug|quantity:2|total:10.00`. Names may hold the marks themselves: a new value
 * begins only where one of `keys` does, and what else stands there (`meta:…`) is no part of the value before it.
 */
export function unpack<Key extends string>(text: string, keys: readonly Key[]): Partial<Record<Key, string>> {
  const parts = new Map<Key, string[]>();
  let open: string[] | null = null;
  for (const part of text.split('|')) {
    const mark = part.indexOf(':');
    const word = part.slice(0, Math.max(mark, 0)).trim();
    const key = keys.find((known) => known === word);
    if (key && !parts.has(key)) {
      open = [part.slice(mark + 1)];
      parts.set(key, open);
    } else if (key || /^(_.*|meta)$/.test(word)) open = null;
    else open?.push(part);
  }
  const values: Partial<Record<Key, string>> = {};
  for (const [key, pieces] of parts) values[key] = pieces.join('|').trim();
  return values;
}
