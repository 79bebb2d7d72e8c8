import type { Cells } from './cells.ts';

/** A phone number, and the country it is of where it has no prefix. */
export interface PhonePlace {
  phone: number;
  /** Two letters. */
  country: number;
}

/** The first of these numbers that is one. */
export function firstPhone(cells: Cells, places: readonly PhonePlace[]): string | null {
  for (const { phone, country } of places) {
    const found = cells.phone(phone, cells.country(country));
    if (found) return found;
  }
  return null;
}

/** The first of these addresses that is one. */
export function firstEmail(cells: Cells, ...places: number[]): string | null {
  for (const place of places) {
    const found = cells.email(place);
    if (found) return found;
  }
  return null;
}
