import { readEmail, readPhone } from '../../customers/customers.ts';
import type { Reason } from '../reasons.ts';
import { readMoment, toDate, toEpoch, zoneByName } from '../values/moments.ts';
import { minorUnits } from '../values/money.ts';
import { readDecimal } from '../values/numbers.ts';
import type { FileStyle } from './file-style.ts';

/** Why a value was not taken, and where it stood. */
export interface Problem {
  reason: Reason;
  /** The place of its column; -1: the row as a whole. */
  place: number;
  value: string;
  /** It names or reaches a person: masked for who may not see that. */
  isPersonal: boolean;
}

const id_length = 200;
const name_length = 500;
/** Amounts beyond this many major units are a slip, and their sums would leave the integers that are kept exactly. */
const most_major = 1e10;
const email_length = 254;
/** What is kept of instants; a date at the edge leaves it when its zone is counted. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * The cells of one row, read as what they should be. The first value that cannot be read is the row's problem, and refuses it;
 * a phone or an e-mail that is none is left out and noted, for the sale is as true without it. One object serves a whole file.
 * A place of -1 is a column that the file does not have: nothing stands there.
 */
export class Cells {
  line = 0;
  problem: Problem | null = null;
  /** The record this row belongs to, as soon as that is known; the whole record is refused with the row. */
  record: string | null = null;
  readonly leftOut: Problem[] = [];
  readonly #style: FileStyle;
  readonly #currencySign: string | undefined;
  #cells: readonly string[] = [];

  constructor(style: FileStyle) {
    this.#style = style;
    const sign = { style: 'currency', currency: style.currency, currencyDisplay: 'narrowSymbol' } as const;
    const parts = new Intl.NumberFormat('en', sign).formatToParts(0);
    this.#currencySign = parts.find(({ type }) => type === 'currency')?.value;
  }

  start(line: number, cells: readonly string[]): void {
    this.line = line;
    this.#cells = cells;
    this.problem = null;
    this.record = null;
    if (this.leftOut.length > 0) this.leftOut.length = 0;
  }

  belongsTo(record: string | null): void {
    this.record = record;
  }

  /** How many cells the row has. */
  get width(): number {
    return this.#cells.length;
  }

  /** The row itself, to be remembered. */
  get row(): readonly string[] {
    return this.#cells;
  }

  /** Nothing stands in any cell from this place on. */
  isEmptyFrom(place: number): boolean {
    for (let at = place; at < this.#cells.length; at++) if (!this.isEmpty(at)) return false;
    return true;
  }

  /** Reads every cell as `change` makes it. */
  amend(change: (text: string) => string): void {
    this.#cells = this.#cells.map(change);
  }

  /** What is empty in these places is read as it stands in another row. */
  fill(places: readonly number[], from: readonly string[]): void {
    const cells = [...this.#cells];
    for (const place of places) if (this.isEmpty(place)) cells[place] = from[place] ?? '';
    this.#cells = cells;
  }

  /** As it stands there, trimmed; '' where there is nothing. */
  raw(place: number): string {
    return place < 0 ? '' : (this.#cells[place] ?? '').trim();
  }

  isEmpty(place: number): boolean {
    return this.raw(place) === '';
  }

  /** The whole row is wrong, for a reason that only the format knows. */
  refuse(reason: Reason, place: number, isPersonal = false, value = this.raw(place)): void {
    this.problem ??= { reason, place, value, isPersonal };
  }

  /** The record goes without this value, and the merchant is told. */
  leaveOut(reason: Reason, place: number, isPersonal = false): void {
    this.leftOut.push({ reason, place, value: this.raw(place), isPersonal });
  }

  /** Text of at most `most` characters; null where there is none. */
  text(place: number, most = name_length): string | null {
    const text = this.raw(place);
    if (text === '') return null;
    const reason = whyNotText(text, most);
    if (reason) this.refuse(reason, place);
    return text;
  }

  /** What identifies something: an apostrophe in front, by which spreadsheets are told that it is text, is no part of it. */
  id(place: number): string | null {
    const text = this.text(place, id_length + 1);
    const bare = text?.startsWith("'") ? text.slice(1) : text;
    if (bare && bare.length > id_length) this.refuse('text_too_long', place);
    return bare || null;
  }

  /** A customer's number, of which a spreadsheet or a data frame may have made `17850.0`. */
  customerId(place: number): string | null {
    const id = this.id(place);
    return id?.endsWith('.0') && /^\d+\.0$/.test(id) ? id.slice(0, -2) : id;
  }

  neededId(place: number): string {
    return this.id(place) ?? this.#missing(place);
  }

  neededText(place: number, most = name_length): string {
    return this.text(place, most) ?? this.#missing(place);
  }

  /** An exact decimal, as `-1234.5` whatever its style was; null where there is none. */
  decimal(place: number): string | null {
    return this.decimalOf(this.raw(place), place);
  }

  /** That of a text which is a part of a cell. */
  decimalOf(text: string, place: number, mark = this.#style.decimalMark): string | null {
    if (text === '') return null;
    const decimal = readDecimal(text, mark);
    if (decimal === null) this.refuse('not_a_number', place);
    else if (Math.abs(Number(decimal)) > most_major) this.refuse('number_too_large', place);
    else return decimal;
    return null;
  }

  neededDecimal(place: number): string {
    if (this.isEmpty(place)) this.refuse('value_missing', place);
    return this.decimal(place) ?? '0';
  }

  /** An amount in minor units; one with more decimals than the currency has is refused, not rounded. */
  money(place: number): number | null {
    return this.moneyOf(this.decimal(place), place);
  }

  moneyOf(decimal: string | null, place: number): number | null {
    if (decimal === null) return null;
    const minor = minorUnits(decimal, this.#style.currencyDigits);
    if (minor === null) this.refuse('too_many_decimals', place);
    return minor;
  }

  neededMoney(place: number): number {
    if (this.isEmpty(place)) this.refuse('value_missing', place);
    return this.money(place) ?? 0;
  }

  /** Refuses the row when a line of it comes to more than is kept exactly. */
  demandAmount(quantity: string, unitPrice: string, place: number): void {
    if (Math.abs(Number(quantity) * Number(unitPrice)) > most_major) this.refuse('number_too_large', place);
  }

  /** By its code or its sign. None named: that of the organization. */
  isOwnCurrency(place: number): boolean {
    const name = this.raw(place);
    return name === '' || name.toUpperCase() === this.#style.currency || name === this.#currencySign;
  }

  /** Refuses the row when it names another currency than the organization's. */
  demandCurrency(place: number): void {
    if (!this.isOwnCurrency(place)) this.refuse('other_currency', place);
  }

  /** An instant in ms; a date alone is its first moment. Times without a zone of their own are of `zone`, default the file's. */
  instant(place: number, zone = this.#style.timeZone): number | null {
    return this.instantOf(this.raw(place), place, zone);
  }

  neededInstant(place: number, zone = this.#style.timeZone): number {
    if (this.isEmpty(place)) this.refuse('value_missing', place);
    return this.instant(place, zone) ?? 0;
  }

  /** Date and time of separate columns. */
  instantOfParts(datePlace: number, timePlace: number, zone = this.#style.timeZone): number | null {
    const date = this.raw(datePlace);
    if (date === '') return null;
    const time = this.raw(timePlace);
    return this.instantOf(time === '' ? date : `${date} ${time}`, datePlace, zone);
  }

  neededInstantOfParts(datePlace: number, timePlace: number, zone = this.#style.timeZone): number {
    if (this.isEmpty(datePlace)) this.refuse('value_missing', datePlace);
    return this.instantOfParts(datePlace, timePlace, zone) ?? 0;
  }

  #lastText = '';
  #lastZone = '';
  #lastInstant = 0;

  /** That of a text which is a part of a cell, or of several. Rows of a record follow each other: their date is read once. */
  instantOf(text: string, place: number, zone = this.#style.timeZone): number | null {
    if (text === '') return null;
    if (text === this.#lastText && zone === this.#lastZone) return this.#lastInstant;
    const moment = readMoment(text, this.#style.dateOrder);
    if (typeof moment === 'string') {
      this.refuse(moment, place, false, text);
      return null;
    }
    const instant = toEpoch(moment, zone);
    if (!(instant >= earliest && instant < latest)) {
      this.refuse('date_out_of_range', place, false, text);
      return null;
    }
    this.#lastText = text;
    this.#lastZone = zone;
    this.#lastInstant = instant;
    return instant;
  }

  #lastZoneName = '';
  #lastZoneFound: string | null = null;

  /** The zone that a column names, by its own name or that of Rails and Windows; the file's where there is none. */
  zone(place: number): string {
    const name = this.raw(place);
    if (name === '') return this.#style.timeZone;
    if (name !== this.#lastZoneName) {
      this.#lastZoneName = name;
      this.#lastZoneFound = zoneByName(name);
    }
    if (this.#lastZoneFound === null) this.refuse('unknown_zone', place);
    return this.#lastZoneFound ?? this.#style.timeZone;
  }

  /** A calendar date, `YYYY-MM-DD`. */
  date(place: number): string | null {
    const text = this.raw(place);
    if (text === '') return null;
    const moment = readMoment(text, this.#style.dateOrder);
    if (typeof moment !== 'string') return toDate(moment);
    this.refuse(moment, place);
    return null;
  }

  /** E.164; numbers without a prefix are of the organization's country, or of `country`. */
  phone(place: number, country = this.#style.country): string | null {
    const text = this.raw(place).replace(/^'/, '');
    if (text === '') return null;
    try {
      return readPhone(text, country, '');
    } catch {
      this.leaveOut('unreadable_phone', place, true);
      return null;
    }
  }

  /** A country as two letters; where there is none, nothing is said. */
  country(place: number): string | undefined {
    const code = this.raw(place).toUpperCase();
    return /^[A-Z]{2}$/.test(code) ? code : undefined;
  }

  /** In lower case. */
  email(place: number): string | null {
    const text = this.raw(place);
    if (text === '') return null;
    const reason = whyNotText(text, email_length);
    if (reason) {
      this.leaveOut(reason, place, true);
      return null;
    }
    try {
      return readEmail(text, '');
    } catch {
      this.leaveOut('unreadable_email', place, true);
      return null;
    }
  }

  /** A person's name, of one or several columns. */
  name(...places: number[]): string | null {
    const parts = places.map((place) => this.raw(place)).filter((part) => part !== '');
    if (parts.length === 0) return null;
    const name = parts.join(' ');
    const reason = whyNotText(name, id_length);
    if (!reason) return name;
    this.leaveOut(reason, places.find((place) => !this.isEmpty(place)) ?? -1, true);
    return null;
  }

  #missing(place: number): string {
    this.refuse('value_missing', place);
    return '';
  }
}

function whyNotText(text: string, most: number): Reason | null {
  if (text.length > most) return 'text_too_long';
  if (text.includes('\0')) return 'text_with_nul';
  return text.isWellFormed() ? null : 'text_not_well_formed';
}
