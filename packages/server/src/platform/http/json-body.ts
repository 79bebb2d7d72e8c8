import { Refusal } from '../errors.ts';

const most_bytes = 1024 * 1024;
const deepest = 32;

/**
 * The text of a JSON body, bounded in size and depth before anything parses it. Null for a request without one.
 * @throws Refusal `body_too_large` (413), `json_expected` (400), `malformed_json`, `json_too_deep`
 */
export async function readJsonText(request: Request): Promise<string | null> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return null;
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal('json_expected', 'The body is to be JSON, with content-type: application/json', { status: 400 });
  }
  const text = decode(bytes);
  assertShallow(text);
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new Refusal('malformed_json', 'The body is not JSON', { status: 400, cause });
  }
  return text;
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most_bytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > most_bytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(): Refusal {
  return new Refusal('body_too_large', `A body has at most ${most_bytes} bytes`, { status: 413 });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal('malformed_json', 'The body is not UTF-8', { status: 400, cause });
  }
}

/** Counts brackets outside of strings. Whether they match is the parser's to say. */
export function assertShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > deepest)
      throw new Refusal('json_too_deep', `JSON is nested at most ${deepest} deep here`, { status: 400 });
  }
}
