import { expect, test } from 'vitest';
import { retailReport } from '../../../testing/imports/an-import.ts';
import { undoWords } from './undo-words.ts';

test('before an import is undone, it says what goes and what comes back', () => {
  expect(undoWords(retailReport, 'en-GB')).toEqual([
    'Taken back: 18,532 orders, 3,684 refunds, 4,372 customers, 3,941 products and 1 place.',
    'As before again: 64 orders and 12 customers.',
    'Your net revenue moves by -\u2060£9,514,120.90.',
  ]);
});
