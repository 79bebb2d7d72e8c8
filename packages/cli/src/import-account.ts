import type { Changes, ImportPreview, ImportReport, NotTaken } from '@regulars/contract/imports.ts';
import type { Understood } from '@regulars/server/features/imports/imports.ts';
import { columns, count, money } from './terminal.ts';

/** What a look into a file says, before anything is changed. */
export function lookText(fileName: string, look: Understood, into: string): string {
  const { reading, understanding } = look;
  const rows: [string, string][] = [
    ['File', `${fileName} (${count(look.size_bytes / 1024)} kB)`],
    ['Recognised as', understanding.title],
    ['Into', `${into}, as of the source ${reading.source}`],
    ['Read as', readAs(look)],
    [look.is_whole ? 'Rows' : 'First rows', count(look.rows)],
  ];
  if (reading.format === 'mapped') rows.push(['Columns', mapping(reading.columns)]);
  if (understanding.left_out.length > 0) rows.push(['Left out', shortList(understanding.left_out)]);
  for (const note of understanding.notes) rows.push(['Note', note]);
  return columns(rows);
}

function readAs({ reading, understanding }: Understood): string {
  const separator = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }[reading.separator];
  const text = understanding.is_workbook ? `sheet ${reading.sheet}` : `${reading.encoding}, ${separator}`;
  const dates = reading.date_order ? `, dates ${reading.date_order}` : '';
  const numbers = reading.decimal_mark ? `, decimals ${reading.decimal_mark}` : '';
  return `${text}${dates}${numbers}, times of ${reading.time_zone}`;
}

/** `total = Amount, placed_at = Date` */
export const mapping = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([field, column]) => `${field} = ${column}`)
    .join(', ');

const shortList = (names: readonly string[]) =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ');

/** What a file would do. */
export function previewText(preview: ImportPreview): string {
  return [
    columns([...accountRows(preview), ['Net would move by', amountOf(preview)(preview.net_change_minor)]]),
    ...groupsText(preview),
  ].join('\n');
}

/** The account of an import for a person. */
export function reportText(report: ImportReport): string {
  return [
    columns([
      ...accountRows(report),
      ['Net moved by', amountOf(report)(report.net_change_minor)],
      ['Time', `${(report.duration_ms / 1000).toFixed(1)} s, ${count(report.rows_per_s)} rows a second`],
    ]),
    ...groupsText(report),
  ].join('\n');
}

type Account = Omit<ImportPreview, 'records' | 'previewed_at'>;

const amountOf =
  ({ currency, currency_digits }: Account) =>
  (minor: number) =>
    money(minor, currency_digits, currency);

const kinds = ['orders', 'refunds', 'quotes', 'appointments', 'customers', 'products', 'locations'] as const;
const states: Readonly<Record<string, string>> = {
  counts: 'counted',
  unpaid: 'not paid',
  upcoming: 'ahead',
  cancelled: 'cancelled',
  no_show: 'not shown up',
  nothing_paid: 'free of charge',
  test: 'for a test',
  void: 'void',
};

function accountRows(account: Account): [string, string][] {
  const amount = amountOf(account);
  const rows: [string, string][] = [
    [
      'Rows',
      `${count(account.rows_read)} read, ${count(account.rows_taken)} taken, ${count(account.rows_not_taken)} not taken`,
    ],
  ];
  for (const kind of kinds) if (total(account[kind]) > 0) rows.push([capital(kind), changesText(account[kind])]);
  for (const { state, orders, value_minor } of account.order_states)
    rows.push(['  of the orders', `${count(orders)} ${states[state] ?? state}: ${amount(value_minor)}`]);
  if (account.guest_orders > 0)
    rows.push([
      '  without a customer',
      `${counted(account.guest_orders, 'order')}: ${amount(account.guest_gross_minor)}`,
    ]);
  if (account.refunded_minor > 0) {
    const guests =
      account.guest_refunds > 0 ? `, of it ${amount(account.guest_refunded_minor)} without a customer` : '';
    rows.push(['Refunded', `${amount(account.refunded_minor)}${guests}`]);
  }
  if (account.first_at && account.last_at)
    rows.push(['From, to', `${minute(account.first_at)}, ${minute(account.last_at)}`]);
  return rows;
}

const counted = (n: number, what: string) => `${count(n)} ${what}${n === 1 ? '' : 's'}`;
/** `2026-01-05 10:00 UTC` */
const minute = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const total = ({ created, changed, unchanged }: Changes) => created + changed + unchanged;
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const changesText = ({ created, changed, unchanged }: Changes) =>
  `${count(created)} new, ${count(changed)} changed, ${count(unchanged)} as before`;

function groupsText({ not_taken, left_out }: Account): string[] {
  return [
    ...not_taken.map((group) => groupText(group, group.rows === 1 ? 'row not taken' : 'rows not taken')),
    ...left_out.map((group) => groupText(group, group.rows === 1 ? 'value left out' : 'values left out')),
  ];
}

function groupText({ rows, meaning, is_mistake, examples }: NotTaken, what: string): string {
  const head = `\n  ${count(rows)} ${what}: ${meaning}`;
  // Rows that are as they should be need no mending, and so no list.
  const shown = is_mistake ? examples : examples.slice(0, 1);
  return [
    head,
    ...shown.map(({ line, field, value }) => `    line ${line}: ${field ? `${field} ` : ''}${JSON.stringify(value)}`),
  ].join('\n');
}
