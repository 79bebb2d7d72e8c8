import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { Columns, Format, RowReader } from './format.ts';

const needs = {
  ours: ['customer_id'],
  externalId: ['external_id'],
  name: ['name'],
  email: ['email'],
};

const takes = {
  source: ['external_source'],
  phone: ['phone'],
  registered: ['registered_on'],
};

/**
 * Our own lists of customers. An id belongs to the system it is from: a list that does not name that system is read by its e-mails
 * and phones, since the same id under another source would be a second customer.
 */
export const regularsCustomers: Format = {
  name: 'regulars_customers',
  title: 'Regulars: customers',
  source: 'regulars',
  needs: [needs.name, needs.email],
  marks: [needs.ours, needs.externalId, ['registered_on', 'segment', 'stage']],
  takes: [needs.externalId, ...Object.values(takes)],
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });

  return (cells, tell) => {
    cells.amend(withoutGuard);
    const source = cells.text(at.source, 64);
    // Masked, for who exported the list may not reach people.
    const isMasked = cells.raw(at.email).includes('•');
    tell.customer({
      ...(source === null ? {} : { source, externalId: cells.id(at.externalId) }),
      email: isMasked ? null : cells.email(at.email),
      phone: cells.raw(at.phone).includes('•') ? null : cells.phone(at.phone),
      name: cells.name(at.name),
      registeredBy: endOfDay(cells, at.registered),
    });
  };
}

/** The list tells the day. */
function endOfDay(cells: Cells, place: number): number | null {
  const day = cells.raw(place).slice(0, 10);
  return day === '' ? null : cells.instantOf(`${day} 23:59:59`, place);
}

/** Spaces of every kind, then what a spreadsheet takes for the start of a formula: what csv.ts guards by a `'`. */
const guarded = /^'(?=[\p{White_Space}\u180e\u200b-\u200d\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠])/u;
const line_starts =
  /(?<=[\n\r\v\f\u0085\u2028\u2029])'(?=[\p{White_Space}\u180e\u200b-\u200d\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠])/gu;

/** The text as it was before the export kept spreadsheets from reading it as a formula. */
function withoutGuard(text: string): string {
  if (!text.includes("'")) return text;
  const inner = text.replace(line_starts, '');
  // The first line is guarded as well where only a later one begins like a formula.
  return inner !== text && inner.startsWith("'") ? inner.slice(1) : inner.replace(guarded, '');
}
