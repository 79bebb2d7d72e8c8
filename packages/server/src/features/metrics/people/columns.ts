import { type CustomerColumn, type CustomerRow, customerColumns } from '@regulars/contract/customers.ts';
import { type CsvColumn, decimal, money, number, text } from '../../../platform/http/csv.ts';
import type { XlsxCell, XlsxColumn } from '../../../platform/http/xlsx.ts';
import { demand, type Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';

type Words = (row: CustomerRow) => string | null;
type Figure = (row: CustomerRow) => number | null;
type Cell =
  | { kind: 'text'; value: Words }
  | { kind: 'date'; value: Words }
  | { kind: 'number'; value: Figure }
  | { kind: 'money'; value: Figure };

const cells: Readonly<Record<CustomerColumn, Cell>> = {
  customer_id: { kind: 'text', value: (row) => row.customer_id },
  external_id: { kind: 'text', value: (row) => row.external_id },
  external_source: { kind: 'text', value: (row) => row.external_source },
  name: { kind: 'text', value: (row) => row.name },
  email: { kind: 'text', value: (row) => row.email },
  phone: { kind: 'text', value: (row) => row.phone },
  registered_on: { kind: 'date', value: (row) => row.registered_on },
  orders: { kind: 'number', value: (row) => row.order_count },
  gross: { kind: 'money', value: (row) => row.gross_minor },
  refunded: { kind: 'money', value: (row) => row.refunded_minor },
  net: { kind: 'money', value: (row) => row.net_minor },
  average_order_value: { kind: 'money', value: (row) => row.average_order_value_minor },
  first_order_on: { kind: 'date', value: (row) => row.first_order_on },
  last_order_on: { kind: 'date', value: (row) => row.last_order_on },
  days_inactive: { kind: 'number', value: (row) => row.days_inactive },
  stage: { kind: 'text', value: (row) => row.stage },
  rfm_segment: { kind: 'text', value: (row) => row.rfm_segment },
  r_score: { kind: 'number', value: (row) => row.r_score },
  f_score: { kind: 'number', value: (row) => row.f_score },
  m_score: { kind: 'number', value: (row) => row.m_score },
  spending_tier: { kind: 'text', value: (row) => row.spending_tier },
  frequency_tier: { kind: 'text', value: (row) => row.frequency_tier },
  crm_status: { kind: 'text', value: (row) => row.crm_status },
  upcoming_bookings: { kind: 'number', value: (row) => row.upcoming_count },
  upcoming: { kind: 'money', value: (row) => row.upcoming_minor },
  churn_risk: { kind: 'number', value: (row) => row.churn_risk },
  expected_spend: { kind: 'money', value: (row) => row.expected_spend_minor },
};

const contacts: ReadonlySet<CustomerColumn> = new Set(['email', 'phone']);

/**
 * The columns of a file, in the order of all of them: those that were asked for, else every one that may be seen. Masked ones are no
 * column: a file of dots helps nobody.
 * @throws Refusal `not_permitted` when one was asked for that may not be seen
 */
export function columnsFor(scope: Scope, asked: readonly CustomerColumn[] | undefined): CustomerColumn[] {
  if (asked?.some((column) => contacts.has(column))) demand(scope, 'customers:contact');
  const may = customerColumns.filter((column) => !contacts.has(column) || scope.permissions.has('customers:contact'));
  return asked === undefined ? may : may.filter((column) => column === 'customer_id' || asked.includes(column));
}

export function csvColumns(
  columns: readonly CustomerColumn[],
  { currency, currencyDigits }: Settings,
): CsvColumn<CustomerRow>[] {
  return columns.map((column) => {
    const cell = cells[column];
    if (cell.kind === 'money') return money(`${column}_${currency}`, currencyDigits, cell.value);
    return cell.kind === 'number' ? number(column, cell.value) : text(column, cell.value);
  });
}

export function xlsxColumns(
  columns: readonly CustomerColumn[],
  { currency, currencyDigits }: Settings,
): XlsxColumn<CustomerRow>[] {
  return columns.map((column) => {
    const cell = cells[column];
    const name = cell.kind === 'money' ? `${column}_${currency}` : column;
    return { name, cell: (row) => xlsxCell(cell, row, currencyDigits) };
  });
}

function xlsxCell(cell: Cell, row: CustomerRow, digits: number): XlsxCell {
  const value = cell.value(row);
  if (value === null) return null;
  if (typeof value === 'string') return cell.kind === 'date' ? { date: value } : { text: value };
  return { number: cell.kind === 'money' ? decimal(value, digits) : String(value) };
}
