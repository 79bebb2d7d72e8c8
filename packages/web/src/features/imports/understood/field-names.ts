import { fieldsOfKind, type MappedField, type MappedKind } from '@regulars/contract/imports.ts';

type Group = 'Which one' | 'When' | 'Who' | 'What' | 'Money' | 'Where';

const groups: readonly Group[] = ['Which one', 'When', 'Who', 'What', 'Money', 'Where'];

const fields: Record<MappedField, { name: string; group: Group }> = {
  record_id: { name: 'Its id', group: 'Which one' },
  number: { name: 'Its number, as customers know it', group: 'Which one' },
  status: { name: 'Status', group: 'Which one' },
  placed_at: { name: 'Date', group: 'When' },
  placed_time: { name: 'Time of day, when apart from the date', group: 'When' },
  paid_at: { name: 'Paid on', group: 'When' },
  completed_at: { name: 'Completed on', group: 'When' },
  delivered_at: { name: 'Delivered on', group: 'When' },
  cancelled_at: { name: 'Cancelled on', group: 'When' },
  promised_on: { name: 'Promised for', group: 'When' },
  starts_at: { name: 'Starts on', group: 'When' },
  starts_time: { name: 'Start time, when apart from the date', group: 'When' },
  ends_at: { name: 'Ends on', group: 'When' },
  registered_at: { name: 'Customer since', group: 'When' },
  accepted_at: { name: 'Accepted on', group: 'When' },
  won_at: { name: 'Won on', group: 'When' },
  lost_at: { name: 'Lost on', group: 'When' },
  expires_on: { name: 'Valid until', group: 'When' },
  refunded_at: { name: 'Refunded on', group: 'When' },
  customer_id: { name: 'Customer number', group: 'Who' },
  customer_name: { name: 'Name', group: 'Who' },
  customer_first_name: { name: 'First name', group: 'Who' },
  customer_last_name: { name: 'Last name', group: 'Who' },
  email: { name: 'E-mail', group: 'Who' },
  phone: { name: 'Phone', group: 'Who' },
  title: { name: 'What it is about', group: 'What' },
  product_id: { name: 'Product number', group: 'What' },
  product_name: { name: 'Product or service', group: 'What' },
  category: { name: 'Category', group: 'What' },
  quantity: { name: 'Quantity', group: 'What' },
  unit_price: { name: 'Price of one', group: 'Money' },
  line_total: { name: 'Amount of the line', group: 'Money' },
  discount: { name: 'Discount', group: 'Money' },
  tax: { name: 'Tax', group: 'Money' },
  shipping: { name: 'Shipping', group: 'Money' },
  tip: { name: 'Tip', group: 'Money' },
  total: { name: 'Total', group: 'Money' },
  amount: { name: 'Amount', group: 'Money' },
  refunded: { name: 'Refunded amount', group: 'Money' },
  currency: { name: 'Currency', group: 'Money' },
  exchange_rate: { name: 'Exchange rate', group: 'Money' },
  channel: { name: 'Sold through', group: 'Where' },
  location: { name: 'Shop or branch', group: 'Where' },
};

/** Where a field means something of its own in a kind of file. */
const ofKind: Partial<Record<MappedKind, Partial<Record<MappedField, string>>>> = {
  orders: { record_id: 'Order id', number: 'Order number', placed_at: 'Order date' },
  bookings: { record_id: 'Booking id', number: 'Booking number', placed_at: 'Booked on' },
  quotes: { record_id: 'Quote id', number: 'Quote number', placed_at: 'Quoted on' },
  appointments: { record_id: 'Appointment id', placed_at: 'Booked on', title: 'Kind of appointment' },
};

export function fieldName(field: MappedField, kind: MappedKind | null): string {
  return (kind && ofKind[kind]?.[field]) ?? fields[field].name;
}

/** What a column may hold, in groups; a field already chosen stays choosable even where the kind has no use for it. */
export function fieldChoices(
  kind: MappedKind,
  chosen: MappedField | null,
): { group: Group; items: { value: MappedField; label: string }[] }[] {
  const possible: readonly MappedField[] = fieldsOfKind[kind];
  const offered = chosen && !possible.includes(chosen) ? [...possible, chosen] : possible;
  return groups
    .map((group) => ({
      group,
      items: offered
        .filter((field) => fields[field].group === group)
        .map((value) => ({ value, label: fieldName(value, kind) })),
    }))
    .filter(({ items }) => items.length > 0);
}
