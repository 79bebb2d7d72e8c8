/** Purchases in columns of equal length, in any order. */
export interface Transactions {
  /** Whose, by numbers from 0 up. */
  customer: Int32Array;
  /** The local calendar day, as a number of days. */
  day: Int32Array;
  amount: Float64Array;
}
