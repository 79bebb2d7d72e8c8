import type { FileLook, ImportReport } from '@regulars/server/features/imports/imports.ts';
import { columns, count, money } from './terminal.ts';

/** What a look into a file says, before anything is changed. */
export function lookText(fileName: string, look: FileLook, into: string): string {
  const rows: [string, string][] = [
    ['File', `${fileName} (${count(look.size_bytes / 1024)} kB)`],
    ['Recognised as', look.title],
    ['Into', into],
    [look.is_whole ? 'Rows' : 'First rows', count(look.rows)],
    ['  orders', count(look.orders)],
    ['  credit notes', count(look.refunds)],
    ['  customers', count(look.customers)],
  ];
  if (look.first_at && look.last_at) rows.push(['  from, to', `${look.first_at}, ${look.last_at} (local time)`]);
  for (const { rows: notTaken, meaning } of look.not_taken)
    rows.push(['  not taken', `${count(notTaken)}: ${meaning}`]);
  return columns(rows);
}

/** The account of an import for a person. */
export function reportText(report: ImportReport): string {
  const { currency, currency_digits } = report;
  const amount = (minor: number) => money(minor, currency_digits, currency);
  const changes = ({ created, changed, unchanged }: ImportReport['orders']) =>
    `${count(created)} new, ${count(changed)} changed, ${count(unchanged)} as before`;
  return [
    columns([
      [
        'Rows',
        `${count(report.rows_read)} read, ${count(report.rows_taken)} taken, ${count(report.rows_not_taken)} not taken`,
      ],
      ['Orders', changes(report.orders)],
      ['Refunds', changes(report.refunds)],
      ['Customers', changes(report.customers)],
      ['Products', changes(report.products)],
      [
        'Gross',
        `${amount(report.gross_minor)}, of it ${amount(report.guest_gross_minor)} by ${count(report.guest_orders)} orders without a customer`,
      ],
      ['Refunded', `${amount(report.refunded_minor)}, of it ${amount(report.guest_refunded_minor)} without a customer`],
      ['Time', `${(report.duration_ms / 1000).toFixed(1)} s, ${count(report.rows_per_s)} rows a second`],
    ]),
    ...report.not_taken.map(notTakenText),
  ].join('\n');
}

function notTakenText({ rows, meaning, is_mistake, examples }: ImportReport['not_taken'][number]): string {
  const head = `\n  ${count(rows)} ${rows === 1 ? 'row' : 'rows'} not taken: ${meaning}`;
  // Rows that are as they should be need no mending, and so no list.
  const shown = is_mistake ? examples : examples.slice(0, 1);
  return [
    head,
    ...shown.map(({ line, field, value }) => `    line ${line}: ${field ? `${field} ` : ''}${JSON.stringify(value)}`),
  ].join('\n');
}
