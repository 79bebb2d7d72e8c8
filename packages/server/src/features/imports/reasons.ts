/**
 * Why a row was not taken. Two kinds: rows that say nothing we record (the file is right to have them), and mistakes,
 * which somebody may want to mend in the file.
 */
export const reasons = {
  stock_write_off: {
    isMistake: false,
    meaning: 'negative quantity outside a credit note: goods written off, sold to nobody',
  },
  zero_price: { isMistake: false, meaning: 'price of zero: nothing was paid' },
  bad_debt: { isMistake: false, meaning: 'negative price: an adjustment of bad debt, not a sale' },
  columns_missing_or_extra: { isMistake: true, meaning: 'the row has not as many columns as the header' },
  value_missing: { isMistake: true, meaning: 'a value that is needed is empty' },
  not_a_number: {
    isMistake: true,
    meaning: 'not a plain decimal number such as -3 or 2.55, with at most nine decimals',
  },
  number_too_large: { isMistake: true, meaning: 'larger than is kept exactly' },
  not_a_date: { isMistake: true, meaning: 'not a date and time that exists, written like 2010-12-01 08:26:00' },
  date_out_of_range: { isMistake: true, meaning: 'outside the years 1900 to 2199' },
  in_the_future: { isMistake: true, meaning: 'lies in the future; what happened has happened' },
  text_too_long: { isMistake: true, meaning: 'longer than is kept' },
  text_with_nul: { isMistake: true, meaning: 'holds a NUL character, which cannot be kept as text' },
  other_row_refused: {
    isMistake: true,
    meaning: 'another row of the same document could not be read, and a part of it would be a wrong amount',
  },
  two_customers: { isMistake: true, meaning: 'the rows of this document name different customers' },
  credit_not_positive: { isMistake: true, meaning: 'a credit note that gives nothing back' },
} as const satisfies Record<string, { isMistake: boolean; meaning: string }>;

export type Reason = keyof typeof reasons;
