import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes, type Encoding, wholeCharacters } from './decoding.ts';

export interface DetectedEncoding {
  encoding: Encoding;
  /** Nothing in the file says so; it was told by which letters make words. */
  is_guess: boolean;
}

/** Enough to tell by, and to go through twice in no time. */
const most_bytes = 256 * 1024;

/** How the letters of a file are kept, from its beginning, or from a part of it that has letters beyond English ones. */
export function detectEncoding(sample: Buffer): DetectedEncoding {
  const bytes = sample.subarray(0, most_bytes);
  const marked = byMark(bytes) ?? byNuls(bytes);
  if (marked) return { encoding: marked, is_guess: false };
  if (isAscii(bytes) || isMostlyUtf8(bytes)) return { encoding: 'utf-8', is_guess: false };
  return { encoding: plausible(bytes), is_guess: true };
}

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** In UTF-16 every other byte of most texts is zero; a NUL here and there is a damaged cell. */
function byNuls(bytes: Buffer): Encoding | null {
  const looked = bytes.subarray(0, 4096);
  const nuls = [0, 0];
  for (const [place, byte] of looked.entries()) if (byte === 0) nuls[place % 2] = (nuls[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const many = looked.length / 2 / 3;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : null;
}

/**
 * One broken byte among many good characters is a damaged UTF-8 file, which is refused with its line; read as another encoding all
 * its other letters would be wrong.
 */
function isMostlyUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes.subarray(0, wholeCharacters(bytes, bytes.length)))) return true;
  const text = bytes.toString('utf8');
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const good = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return good > 4 * broken;
}

function plausible(bytes: Buffer): Encoding {
  const windows = likelihood(decodeBytes(bytes, 'windows-1252'));
  const mac = likelihood(decodeBytes(bytes, 'macintosh')) + (hasOldMacLines(bytes) ? 3 : 0);
  return mac > windows ? 'macintosh' : 'windows-1252';
}

/** Excel for Mac ends the lines of such files with a CR alone. */
function hasOldMacLines(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return text.includes('\r') && !text.includes('\r\n');
}

const frequent = /[éèêëàâáäãåçñíìîïóòôöõøúùûüßæœÉÈÀÁÄÅÇÑÖØÜÆ€£’“”„–…]/u;
const words = /[àáèéêòóôÀÁÈÉÓ]/u;
const inWords = /(\p{L}?)([^\0-\x7f])(\p{L}?)/gu;

/** How much a text is like words: letters that belong between their neighbours, signs that stand between words. */
function likelihood(text: string): number {
  let sum = 0;
  for (const [, before = '', character = '', after = ''] of text.matchAll(inWords)) {
    sum += fits(before, character, after) ? (frequent.test(character) ? 2 : 0.5) : -2;
  }
  return sum;
}

function fits(before: string, character: string, after: string): boolean {
  if (character === '\uFFFD' || /\p{Cc}/u.test(character)) return false;
  if (before === '' && after === '' && /\p{L}/u.test(character)) return words.test(character);
  if (/\p{Lu}/u.test(character)) return !/\p{Ll}/u.test(before) && !(/\p{Lu}/u.test(before) && /\p{Ll}/u.test(after));
  if (/\p{L}/u.test(character)) return true;
  // Only an apostrophe stands within a word.
  return character === '’' || before === '' || after === '';
}
