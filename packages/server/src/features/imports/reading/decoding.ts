import { isUtf8 } from 'node:buffer';
import type { Reading } from '@regulars/contract/imports.ts';
import iconv from 'iconv-lite';
import { Refusal } from '../../../platform/errors.ts';

export type Encoding = Reading['encoding'];

/**
 * The text of a file as UTF-8 without a byte order mark, piece by piece, no character cut in two.
 * @param lineNow the line that the text before has come to, for what cannot be read
 * @throws Refusal `not_utf8`, `not_utf16`
 */
export async function* decode(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  lineNow: () => number = () => 1,
): AsyncGenerator<Buffer> {
  const pieces = decoders[encoding](chunks, encoding, lineNow);
  let isStart = true;
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    yield isStart && piece.subarray(0, 3).equals(mark) ? piece.subarray(3) : piece;
    isStart = false;
  }
}

const mark = Buffer.from('\uFEFF');

type Decoder = (chunks: AsyncIterable<Buffer>, encoding: Encoding, lineNow: () => number) => AsyncGenerator<Buffer>;

const decoders: Record<Encoding, Decoder> = {
  'utf-8': utf8,
  'utf-16le': utf16,
  'utf-16be': utf16,
  'windows-1252': singleBytes,
  macintosh: singleBytes,
};

/** The bytes as they are, only looked at: a tenth of the time that decoding takes. */
async function* utf8(chunks: AsyncIterable<Buffer>, _: Encoding, lineNow: () => number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes, bytes.length);
    if (!isUtf8(bytes.subarray(0, whole))) throw notUtf8(bytes, lineNow());
    rest = bytes.subarray(whole);
    yield bytes.subarray(0, whole);
  }
  if (rest.length > 0) throw notUtf8(rest, lineNow());
}

/** How many of the first `end` bytes are whole characters: the last may need up to three more bytes. */
export function wholeCharacters(bytes: Buffer, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? end - back : end;
  }
  return end;
}

function notUtf8(bytes: Buffer, line: number): Refusal {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, wholeCharacters(bytes, middle)))) good = middle;
    else bad = middle;
  }
  return broken('not_utf8', 'UTF-8', line + lineEnds(bytes.toString('latin1', 0, good)));
}

function broken(code: string, name: string, line: number, cause?: unknown): Refusal {
  return new Refusal(code, `The file is not ${name}, from about line ${line} on. Save it as UTF-8.`, {
    status: 400,
    where: `line ${line}`,
    cause,
  });
}

/** As an editor counts them. */
export function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

async function* utf16(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  lineNow: () => number,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const text = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw broken('not_utf16', 'UTF-16', lineNow(), cause);
    }
  };
  for await (const chunk of chunks) yield Buffer.from(text(chunk));
  yield Buffer.from(text());
}

async function* singleBytes(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(decodeBytes(chunk, encoding));
}

/**
 * Text of an encoding of one byte a character. Node's own decoder takes windows-1252 for Latin-1 (no euro sign, no quotation
 * marks), and the table at hand has the Macintosh of before the euro.
 */
export function decodeBytes(bytes: Buffer, encoding: Encoding): string {
  const text = iconv.decode(bytes, encoding, { stripBOM: false });
  return encoding === 'macintosh' ? text.replaceAll('\u00A4', '\u20AC') : text;
}
