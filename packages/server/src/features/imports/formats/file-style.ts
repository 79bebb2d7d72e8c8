/** How the values of a file are written, and what the organization adds. */
export interface FileStyle {
  /** Null where no date or number of the file needs it. */
  dateOrder: 'ymd' | 'dmy' | 'mdy' | null;
  decimalMark: '.' | ',' | null;
  timeZone: string;
  /** The organization's. */
  currency: string;
  currencyDigits: number;
  country: string | null;
}
