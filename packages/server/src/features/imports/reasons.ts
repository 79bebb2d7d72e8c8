/**
 * Why a row was not taken, or a value of it. Two kinds: rows that say nothing we record (the file is right to have them), and
 * mistakes, which somebody may want to mend in the file.
 */
export const reasons = {
  stock_write_off: {
    isMistake: false,
    meaning: 'negative quantity outside a credit note: goods written off, sold to nobody',
  },
  zero_price: { isMistake: false, meaning: 'price of zero: nothing was paid' },
  bad_debt: { isMistake: false, meaning: 'negative price without a customer: an adjustment of bad debt, not a sale' },
  no_money_moved: { isMistake: false, meaning: 'a payment that failed or was not captured: no money moved' },
  not_a_sale: { isMistake: false, meaning: 'neither a sale nor a refund' },
  nothing_recorded: { isMistake: false, meaning: 'says nothing that is recorded' },
  row_is_empty: { isMistake: false, meaning: 'all its columns are empty' },
  columns_missing_or_extra: { isMistake: true, meaning: 'the row has not as many columns as the header' },
  value_missing: { isMistake: true, meaning: 'a value that is needed is empty' },
  not_a_number: { isMistake: true, meaning: 'not a number as this file writes them, with at most nine decimals' },
  number_too_large: { isMistake: true, meaning: 'larger than is kept exactly' },
  too_many_decimals: { isMistake: true, meaning: 'has more decimals than the currency' },
  other_currency: {
    isMistake: true,
    meaning: 'in another currency than the organization counts in, and without a rate for it',
  },
  amount_negative: { isMistake: true, meaning: 'below zero where that cannot be' },
  not_a_date: { isMistake: true, meaning: 'not a date and time that exists, as this file writes them' },
  date_out_of_range: { isMistake: true, meaning: 'outside the years 1900 to 2199' },
  in_the_future: { isMistake: true, meaning: 'lies in the future; what happened has happened' },
  ends_before_start: { isMistake: true, meaning: 'ends before it starts' },
  unknown_zone: { isMistake: true, meaning: 'names a time zone that is not known' },
  unknown_status: { isMistake: true, meaning: 'a status that is not known' },
  text_too_long: { isMistake: true, meaning: 'longer than is kept' },
  text_with_nul: { isMistake: true, meaning: 'holds a NUL character, which cannot be kept as text' },
  text_not_well_formed: { isMistake: true, meaning: 'holds half of a character' },
  unreadable_phone: { isMistake: true, meaning: 'not a phone number' },
  unreadable_email: { isMistake: true, meaning: 'not an e-mail address' },
  nobody: { isMistake: true, meaning: 'names nobody: no id, no phone, no e-mail' },
  order_not_in_file: { isMistake: true, meaning: 'a line of an order that the file does not tell' },
  other_row_refused: {
    isMistake: true,
    meaning: 'another row of the same record could not be read, and a part of it would be a wrong amount',
  },
  two_customers: { isMistake: true, meaning: 'the rows of this record name different customers' },
  two_versions: { isMistake: true, meaning: 'the file tells this record twice, and differently' },
  credit_not_positive: { isMistake: true, meaning: 'a refund that gives nothing back' },
} as const satisfies Record<string, { isMistake: boolean; meaning: string }>;

export type Reason = keyof typeof reasons;
