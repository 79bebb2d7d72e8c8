import type { CustomerColumn, CustomerSort } from '@regulars/contract/customers.ts';

/** What the list can show beside the name, in this order. */
export const columns = {
  email: { title: 'E-mail', exported: ['email'], needsContact: true },
  phone: { title: 'Phone', exported: ['phone'], needsContact: true },
  stage: { title: 'Stage', exported: ['stage'] },
  segment: { title: 'RFM segment', exported: ['rfm_segment'] },
  scores: { title: 'RFM scores', exported: ['r_score', 'f_score', 'm_score'] },
  crm_status: { title: 'CRM status', exported: ['crm_status'] },
  spending_tier: { title: 'Spending', exported: ['spending_tier'] },
  frequency_tier: { title: 'Frequency', exported: ['frequency_tier'] },
  orders: { title: 'Orders', exported: ['orders'], sort: 'orders', isFigure: true },
  net: { title: 'Net', exported: ['net'], sort: 'net', isFigure: true },
  average_order_value: {
    title: 'Avg. order',
    exported: ['average_order_value'],
    sort: 'average_order_value',
    isFigure: true,
  },
  gross: { title: 'Gross', exported: ['gross'], isFigure: true },
  refunded: { title: 'Refunded', exported: ['refunded'], isFigure: true },
  last_order: { title: 'Last order', exported: ['last_order_on'], sort: 'last_order', isFigure: true },
  days_inactive: { title: 'Days quiet', exported: ['days_inactive'], sort: 'days_inactive', isFigure: true },
  first_order: { title: 'First order', exported: ['first_order_on'], sort: 'first_order', isFigure: true },
  registered: { title: 'Registered', exported: ['registered_on'], sort: 'registered', isFigure: true },
  churn_risk: { title: 'Churn risk', exported: ['churn_risk'], isFigure: true },
  expected_spend: { title: 'Expected, 12 mo.', exported: ['expected_spend'], isFigure: true },
  upcoming: { title: 'Bookings ahead', exported: ['upcoming_bookings', 'upcoming'], isFigure: true },
} as const satisfies Record<string, Column>;

interface Column {
  title: string;
  /** As the file has it. */
  exported: readonly CustomerColumn[];
  sort?: CustomerSort;
  isFigure?: true;
  /** Shown only to who may reach customers. */
  needsContact?: true;
}

export type ColumnName = keyof typeof columns;
export const columnNames = Object.keys(columns) as ColumnName[]; // they are its own

export const columnsAtFirst: readonly ColumnName[] = [
  'stage',
  'segment',
  'orders',
  'net',
  'average_order_value',
  'last_order',
];

export function isColumnName(name: unknown): name is ColumnName {
  return typeof name === 'string' && Object.hasOwn(columns, name);
}

export function columnOf(name: ColumnName): Column {
  return columns[name];
}

/** The chosen ones that may be seen, in their own order; `chosen` as the address holds them. */
export function columnsShown(chosen: string | undefined, mayContact: boolean): ColumnName[] {
  const wanted = new Set<string>(chosen?.split(',') ?? columnsAtFirst);
  return columnNames.filter((name) => wanted.has(name) && (mayContact || !columnOf(name).needsContact));
}

/** What the address holds for these; nothing for those that are shown at first. */
export function columnsChosen(names: readonly ColumnName[]): string | undefined {
  const inOrder = columnNames.filter((name) => names.includes(name)).join(',');
  return inOrder === '' || inOrder === columnsAtFirst.join(',') ? undefined : inOrder;
}
