import { isAscii } from 'node:buffer';
import { decodeBytes, type Encoding } from '../reading/decoding.ts';
import { type DetectedEncoding, detectEncoding } from '../reading/encoding.ts';

const start_bytes = 256 * 1024;
/** How far into a file of English letters others are looked for. */
const most_bytes = 64 * 1024 ** 2;

export interface Sample extends DetectedEncoding {
  /** The beginning of the file. */
  start: Buffer;
}

/** The beginning of a text file and its encoding, which shows at the first letter that is no English one. */
export async function takeSample(chunks: AsyncIterable<Buffer>): Promise<Sample> {
  const pieces: Buffer[] = [];
  let read = 0;
  for await (const chunk of chunks) {
    if (read < start_bytes) pieces.push(chunk);
    read += chunk.length;
    if (read < start_bytes) continue;
    const start = Buffer.concat(pieces);
    const found = detectEncoding(start);
    if (found.encoding !== 'utf-8' || !isAscii(start) || read > most_bytes) return { start, ...found };
    // Up to here every byte was a letter of its own, so that the piece begins with a whole one.
    if (!isAscii(chunk)) return { start, ...detectEncoding(chunk) };
  }
  const start = Buffer.concat(pieces);
  return { start, ...detectEncoding(start) };
}

/** Text for the eye: what cannot be read in it is not refused yet. */
export function readable(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
      return new TextDecoder(encoding).decode(bytes);
    case 'windows-1252':
    case 'macintosh':
      return decodeBytes(bytes, encoding);
  }
}
