import type { Cells } from '../cells.ts';
import { roundedMinor, times } from '../decimals.ts';
import type { FileStyle } from '../file-style.ts';
import type { Places } from './places.ts';

/** The amounts of a row in the organization's currency: those in another are multiplied by the row's own rate. */
export interface Amounts {
  /** An exact decimal of major units; null where there is none. */
  decimal: (place: number) => string | null;
  /** In minor units. */
  minorOf: (decimal: string | null, place: number) => number | null;
  money: (place: number) => number | null;
}

export function amountsOf(cells: Cells, at: Places, file: FileStyle): Amounts {
  if (cells.isOwnCurrency(at.currency)) {
    return {
      decimal: (place) => cells.decimal(place),
      minorOf: (decimal, place) => cells.moneyOf(decimal, place),
      money: (place) => cells.money(place),
    };
  }
  const rate = cells.decimal(at.exchange_rate);
  if (rate === null || Number(rate) <= 0) {
    cells.refuse('other_currency', at.currency);
    return { decimal: () => null, minorOf: () => null, money: () => null };
  }
  const decimal: Amounts['decimal'] = (place) => {
    const amount = cells.decimal(place);
    if (amount === null) return null;
    cells.demandAmount(amount, rate, place);
    return times(amount, rate);
  };
  // What a rate makes has more decimals than any currency: it is rounded, where a price would be refused.
  const minorOf: Amounts['minorOf'] = (amount) => (amount === null ? null : roundedMinor(amount, file.currencyDigits));
  return { decimal, minorOf, money: (place) => minorOf(decimal(place), place) };
}
