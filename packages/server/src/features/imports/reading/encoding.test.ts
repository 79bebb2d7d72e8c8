import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { detectEncoding } from './encoding.ts';

const shop = 'Name;Straße;Betrag\nMüller;Königsallee 5;12,00 €\nJosé Nuñez;Curaçao;3,00\nZoë Äpfel;Café «Ré»;1,00\n';

describe('the encoding of a file is told from its beginning', () => {
  test.each<[name: string, bytes: Buffer, encoding: string, isGuess: boolean]>([
    ['plain English', Buffer.from('Name,Total\nAnn,1\n'), 'utf-8', false],
    ['UTF-8', Buffer.from(shop), 'utf-8', false],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${shop}`), 'utf-8', false],
    ['UTF-8, cut within a letter', Buffer.from(`${shop}é`).subarray(0, -1), 'utf-8', false],
    ['UTF-16 as Excel writes it', Buffer.from(`\uFEFF${shop}`, 'utf16le'), 'utf-16le', false],
    ['UTF-16 without its mark', Buffer.from(shop, 'utf16le'), 'utf-16le', false],
    ['UTF-16 the other way round', Buffer.from(shop, 'utf16le').swap16(), 'utf-16be', false],
    ['Windows', iconv.encode(shop, 'windows-1252'), 'windows-1252', true],
    ['an old Mac', iconv.encode(shop.replaceAll('€', '¤'), 'macintosh'), 'macintosh', true],
    ['an old Mac, with its line ends', iconv.encode('Name,Total\rRené,1\r', 'macintosh'), 'macintosh', true],
    ['a single letter of Windows', iconv.encode('Name,Total\nRené,1\n', 'windows-1252'), 'windows-1252', true],
    ['a single letter of a Mac', iconv.encode('Name,Total\nMüller,1\n', 'macintosh'), 'macintosh', true],
    ['curly quotes of Windows', iconv.encode('Name,Note\nAnn,“it’s” – fine\n', 'windows-1252'), 'windows-1252', true],
    ['capitals of Windows', iconv.encode('NAME\nMÜLLER ÄÖÜ\nÉTÉ\n', 'windows-1252'), 'windows-1252', true],
    ['capitals of a Mac', iconv.encode('NAME\nMÜLLER ÄÖÜ\nÉTÉ\n', 'macintosh'), 'macintosh', true],
    ['nothing at all', Buffer.alloc(0), 'utf-8', false],
    ['a NUL in a cell', Buffer.from('Name,Total\nA\0nn,1\n'), 'utf-8', false],
  ])('%s', (_, bytes, encoding, isGuess) => {
    expect(detectEncoding(bytes)).toEqual({ encoding, is_guess: isGuess });
  });

  test('a UTF-8 file with one broken byte stays one, to be refused with its line rather than garbled', () => {
    expect(detectEncoding(Buffer.concat([Buffer.from(shop), Buffer.from([0xe9, 0x0a])]))).toMatchObject({
      encoding: 'utf-8',
    });
  });
});
