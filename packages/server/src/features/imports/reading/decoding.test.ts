import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decode, type Encoding, lineEnds } from './decoding.ts';

async function read(bytes: Buffer, encoding: Encoding, pieces = [bytes.length]): Promise<string> {
  const chunks = async function* () {
    let from = 0;
    for (const length of [...pieces, bytes.length]) {
      if (from < bytes.length) yield bytes.subarray(from, from + length);
      from += length;
    }
  };
  const texts: Buffer[] = [];
  const linesSoFar = () => 1 + lineEnds(Buffer.concat(texts).toString());
  for await (const piece of decode(chunks(), encoding, linesSoFar)) texts.push(piece);
  return Buffer.concat(texts).toString();
}

const encode: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'windows-1252': (text) => iconv.encode(text, 'windows-1252'),
  macintosh: (text) => iconv.encode(text, 'macintosh'),
};

test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
  'no character of %s is lost where the pieces of a file meet',
  async (encoding) => {
    const pieces = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.boolean(), pieces, async (text, isMarked, lengths) => {
        fc.pre(!text.startsWith('\uFEFF'));
        expect(await read(encode[encoding](isMarked ? `\uFEFF${text}` : text), encoding, lengths)).toBe(text);
      }),
    );
  },
);

test('the letters and signs of Windows and of old Macs are read as they were meant', async () => {
  expect(await read(Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x93, 0x94]), 'windows-1252')).toBe('Café €“”');
  expect(await read(Buffer.from([0x43, 0x61, 0x66, 0x8e, 0x20, 0xdb, 0xd2, 0xd3]), 'macintosh')).toBe('Café €“”');
});

test.each<[what: string, bytes: Buffer, line: string]>([
  ['a letter of Latin-1', Buffer.from('a\nb\nCaf\u00E9\nd\n', 'latin1'), 'line 3'],
  ['a letter that is cut off at the end', Buffer.from('a\né').subarray(0, -1), 'line 2'],
  ['half a surrogate pair', Buffer.from([0x61, 0x0a, 0xed, 0xa0, 0x80]), 'line 2'],
  ['old Mac lines', Buffer.from('a\rb\r\u00E9', 'latin1'), 'line 3'],
])('what is not UTF-8 is refused with its line: %s', async (_, bytes, line) => {
  await expect(read(bytes, 'utf-8')).rejects.toMatchObject({ code: 'not_utf8', where: line });
});

test.each(['utf-16le', 'utf-16be'] as const)('half a character of %s is refused', async (encoding) => {
  await expect(read(encode[encoding]('Ann\uD800,1'), encoding)).rejects.toMatchObject({ code: 'not_utf16' });
  await expect(read(encode[encoding]('Ann').subarray(0, -1), encoding)).rejects.toMatchObject({ code: 'not_utf16' });
});
