import { importDetail, importStates } from '@regulars/contract/imports.ts';
import { expect, test } from 'vitest';
import { rowSums } from '../../features/imports/account/row-sums.ts';
import { anImport, nothingNew, nothingTaken, retail, retailPreview, workbook } from './an-import.ts';
import { everyState } from './every-state.ts';

test('the imports the page is tried with are as the contract says', () => {
  for (const one of [...Object.values(everyState), anImport({}), anImport(workbook), anImport(retail)]) {
    expect(importDetail.safeParse(one).error?.issues ?? [], one.file_name).toEqual([]);
  }
});

test('each is in the state it stands under', () => {
  expect(importStates.map((state) => everyState[state].state)).toEqual([...importStates]);
});

test('their accounts add up', () => {
  for (const account of [retailPreview, nothingNew, nothingTaken]) expect(rowSums(account).addsUp).toBe(true);
});
