import { Refusal } from '../../../platform/errors.ts';

export function tooLarge(): Refusal {
  return new Refusal('workbook_too_large', 'The workbook is too large to be read: save it as CSV and send that', {
    status: 413,
  });
}

export function damaged(cause: unknown): Refusal {
  return new Refusal('workbook_damaged', 'The workbook is damaged or cut off; nothing was taken from it', {
    status: 400,
    cause,
  });
}

export function rowTooLong(line: number): Refusal {
  return new Refusal('row_too_long', `Row ${line} of the sheet has more characters than a row can have`, {
    status: 400,
    where: `line ${line}`,
  });
}
