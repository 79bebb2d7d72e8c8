import type {
  ImportAccount,
  ImportDetail,
  ImportPreview,
  ImportReport,
  NotTaken,
  PreviewedRecord,
  Reading,
  Understanding,
} from '@regulars/contract/imports.ts';

/** Imports as the server tells them, for tests of the page and for looking at it. */

let lastId = 0;
export const importId = () => `018f3a2b-7c4d-7e5f-8a9c-${(++lastId).toString(16).padStart(12, '0')}`;

export function anImport(given: Partial<ImportDetail>): ImportDetail {
  return {
    import_id: importId(),
    file_name: 'orders_export_1.csv',
    size_bytes: 4_812_400,
    title: 'Shopify: orders',
    state: 'uploaded',
    started_by: 'Local owner',
    created_at: minutesAgo(12),
    finished_at: null,
    undone_at: null,
    rows_read: null,
    rows_taken: null,
    records_written: null,
    error: null,
    progress: null,
    reading: shopifyReading,
    understanding: shopifyUnderstanding,
    preview: null,
    report: null,
    can_undo: false,
    can_retry: true,
    ...given,
  };
}

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

const formats = [
  { name: 'shopify_orders', title: 'Shopify: orders' },
  { name: 'shopify_customers', title: 'Shopify: customers' },
  { name: 'square_items', title: 'Square: items sold' },
  { name: 'square_transactions', title: 'Square: transactions' },
  { name: 'stripe_payments', title: 'Stripe: payments' },
  { name: 'woocommerce_orders', title: 'WooCommerce: orders' },
  { name: 'hotel_bookings', title: 'Hotel bookings' },
  { name: 'crm_opportunities', title: 'CRM: opportunities' },
  { name: 'online_retail', title: 'Online Retail: invoice lines' },
  { name: 'mapped', title: 'Another table' },
];

const shopifyReading: Reading = {
  format: 'shopify_orders',
  source: 'shopify',
  encoding: 'utf-8',
  separator: ',',
  sheet: null,
  header_line: 1,
  date_order: 'ymd',
  decimal_mark: '.',
  time_zone: 'Europe/London',
  kind: null,
  columns: {},
};

const shopifyHeader =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Notes,Cancelled at,Payment Method,Refunded Amount,Id,Tags'.split(
    ',',
  );

const shopifyUnderstanding: Understanding = {
  title: 'Shopify: orders',
  is_workbook: false,
  sheets: [],
  header: shopifyHeader,
  sample: [
    '#1001,ann@example.com,paid,2026-01-03 10:12:44 +0000,fulfilled,GBP,48.00,3.95,8.66,51.95,,0.00,2026-01-03 10:12:40 +0000,2,Beeswax candle,18.00,BWX-2,Ann Fisher,,,Shopify Payments,0.00,5401220081,gift',
    '#1001,ann@example.com,,,,,,,,,,,2026-01-03 10:12:40 +0000,1,Match box,12.00,MTC-1,,,,,,,',
    '#1002,bob@example.com,refunded,2026-01-03 16:40:02 +0000,unfulfilled,GBP,30.00,3.95,5.66,33.95,WELCOME,3.00,2026-01-03 16:39:58 +0000,1,Linen apron,33.00,LNA-7,Bob Okafor,"leave with the neighbour, please",,PayPal,33.95,5401231554,',
    '#1003,,pending,,unfulfilled,GBP,12.00,0.00,2.00,12.00,,0.00,2026-01-04 09:01:13 +0000,1,Match box,12.00,MTC-1,,,,Bank Deposit,0.00,5401240002,',
  ].map((row) => row.match(/("[^"]*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')) ?? []),
  questions: [],
  left_out: ['Fulfillment Status', 'Discount Code', 'Notes', 'Payment Method', 'Tags'],
  notes: ['An order has a row for each of its lines: the 4,120 rows are about 2,960 orders.'],
  formats,
};

const tillHeader = ['Bon', 'Datum', 'Uhrzeit', 'Kunde', 'E-Mail', 'Artikel', 'Menge', 'Betrag', 'Kasse', 'Bemerkung'];
const tillSample = [
  ['100231', '01/02/2026', '09:14', 'Ann Fischer', 'ann@example.com', 'Cappuccino', '2', '7,80', '1', ''],
  ['100232', '01/02/2026', '09:20', '', '', 'Apfelkuchen', '1', '4,20', '1', 'ohne Sahne'],
  ['100233', '02/02/2026', '11:02', 'Bob Okafor', 'bob@example.com', 'Frühstück für zwei', '1', '31,50', '2', ''],
  [
    '100234',
    '03/02/2026',
    '12:45',
    'Çleo Durán',
    '',
    'Bohnen 1 kg',
    '1',
    '1.024,00',
    '2',
    'Großbestellung für das Büro',
  ],
];

/** A till's own table: nothing is known of it, and two things cannot be told from it. */
export const unknownTable = {
  file_name: 'Kassenbuch Februar 2026.csv',
  size_bytes: 88_214,
  title: 'A table',
  reading: {
    format: 'mapped',
    source: 'kassenbuch',
    encoding: 'windows-1252',
    separator: ';',
    sheet: null,
    header_line: 4,
    date_order: null,
    decimal_mark: ',',
    time_zone: 'Europe/London',
    kind: 'orders',
    columns: { record_id: 'Bon', placed_at: 'Datum', customer_name: 'Kunde', email: 'E-Mail', product_name: 'Artikel' },
  },
  understanding: {
    title: 'A table',
    is_workbook: false,
    sheets: [],
    header: tillHeader,
    sample: tillSample,
    questions: [
      {
        about: 'date_order',
        text: 'Is 01/02/2026 the first of February or the second of January?',
        examples: ['01/02/2026', '02/02/2026', '03/02/2026'],
        options: [
          { value: 'dmy', text: 'Day first: 1 February 2026' },
          { value: 'mdy', text: 'Month first: January 2, 2026' },
        ],
      },
      {
        about: 'columns',
        text: 'Which column holds what was paid? Choose one for “Total”, or for “Amount of the line”.',
        examples: [],
        options: [],
      },
    ],
    left_out: ['Uhrzeit', 'Menge', 'Betrag', 'Kasse', 'Bemerkung'],
    notes: [
      'The text is not Unicode. It was read as Western Windows (1252): check names such as “Frühstück für zwei”.',
    ],
    formats,
  },
} satisfies Partial<ImportDetail>;

/** A workbook with several sheets. */
export const workbook = {
  file_name: 'Bookings 2025-26.xlsx',
  size_bytes: 1_204_882,
  title: 'Hotel bookings',
  reading: {
    ...shopifyReading,
    format: 'hotel_bookings',
    source: 'front-desk',
    sheet: 'Arrivals',
    date_order: 'ymd',
  },
  understanding: {
    ...shopifyUnderstanding,
    title: 'Hotel bookings',
    is_workbook: true,
    sheets: ['Arrivals', 'Cancelled', 'Notes of the night porter'],
    header: ['hotel', 'is_canceled', 'arrival_date', 'adr', 'name', 'email'],
    sample: [
      ['City Hotel', '0', '2025-07-01', '98.00', 'Ann Fisher', 'ann@example.com'],
      ['Resort Hotel', '1', '2025-07-01', '75.50', 'Bob Okafor', 'bob@example.com'],
    ],
    left_out: [],
    notes: [],
  },
} satisfies Partial<ImportDetail>;

const notTaken: NotTaken[] = [
  {
    reason: 'zero_price',
    meaning: 'price of zero: nothing was paid',
    is_mistake: false,
    rows: 2_515,
    examples: [
      { line: 624, field: 'UnitPrice', value: '0.00', is_personal: false },
      { line: 1_972, field: 'UnitPrice', value: '0.00', is_personal: false },
    ],
  },
  {
    reason: 'stock_write_off',
    meaning: 'negative quantity outside a credit note: goods written off, sold to nobody',
    is_mistake: false,
    rows: 1_336,
    examples: [{ line: 2_408, field: 'Quantity', value: '-10', is_personal: false }],
  },
  {
    reason: 'not_a_date',
    meaning: 'not a date and time that exists, as this file writes them',
    is_mistake: true,
    rows: 41,
    examples: [
      { line: 18_004, field: 'InvoiceDate', value: '31/02/2011 09:12', is_personal: false },
      { line: 18_011, field: 'InvoiceDate', value: 'n/a', is_personal: false },
      { line: 44_190, field: 'InvoiceDate', value: '', is_personal: false },
    ],
  },
  {
    reason: 'other_row_refused',
    meaning: 'another row of the same record could not be read, and a part of it would be a wrong amount',
    is_mistake: true,
    rows: 112,
    examples: [{ line: 18_005, field: 'InvoiceNo', value: '536604', is_personal: false }],
  },
];

const leftOut: NotTaken[] = [
  {
    reason: 'unreadable_phone',
    meaning: 'not a phone number',
    is_mistake: true,
    rows: 23,
    examples: [
      { line: 77, field: 'Phone', value: 'ask reception', is_personal: false },
      { line: 912, field: 'Phone', value: '0', is_personal: false },
    ],
  },
];

const none = { created: 0, changed: 0, unchanged: 0 };

const retailAccount: ImportAccount = {
  rows_read: 541_909,
  rows_taken: 537_905,
  rows_not_taken: 4_004,
  not_taken: notTaken,
  left_out: leftOut,
  orders: { created: 18_532, changed: 64, unchanged: 1_364 },
  refunds: { created: 3_684, changed: 0, unchanged: 152 },
  quotes: none,
  appointments: none,
  customers: { created: 4_372, changed: 12, unchanged: 96 },
  products: { created: 3_941, changed: 0, unchanged: 17 },
  locations: { created: 1, changed: 0, unchanged: 0 },
  currency: 'GBP',
  currency_digits: 2,
  time_zone: 'Europe/London',
  gross_minor: 1_066_668_415,
  refunded_minor: 89_682_340,
  guest_orders: 1_350,
  guest_refunds: 132,
  guest_gross_minor: 175_527_625,
  guest_refunded_minor: 1_204_410,
  order_states: [
    { state: 'counts', orders: 18_402, value_minor: 1_066_668_415 },
    { state: 'unpaid', orders: 1_204, value_minor: 41_220_500 },
    { state: 'cancelled', orders: 354, value_minor: 9_114_025 },
  ],
  net_change_minor: 951_412_090,
  first_at: '2010-12-01T08:26:00Z',
  last_at: '2011-12-09T12:50:00Z',
};

const records: PreviewedRecord[] = [
  {
    line: 2,
    kind: 'order',
    outcome: 'created',
    external_id: '536365',
    number: null,
    at: '2010-12-01T08:26:00Z',
    customer: '17850',
    status: 'paid',
    location: 'United Kingdom',
    items: '6 × White hanging heart t-light holder and 6 more',
    amount_minor: 13_912,
  },
  {
    line: 9,
    kind: 'order',
    outcome: 'unchanged',
    external_id: '536366',
    number: null,
    at: '2010-12-01T08:28:00Z',
    customer: '17850',
    status: 'paid',
    location: 'United Kingdom',
    items: '6 × Hand warmer Union Jack and 1 more',
    amount_minor: 2_220,
  },
  {
    line: 143,
    kind: 'refund',
    outcome: 'created',
    external_id: 'C536379',
    number: null,
    at: '2010-12-01T09:41:00Z',
    customer: '14527',
    status: null,
    location: 'United Kingdom',
    items: 'Discount',
    amount_minor: -2_750,
  },
  {
    line: 1_446,
    kind: 'order',
    outcome: 'changed',
    external_id: '536544',
    number: null,
    at: '2010-12-01T14:32:00Z',
    customer: null,
    status: 'paid',
    location: null,
    items: '1 × Decorative rose bathroom bottle and 526 more',
    amount_minor: 210_324,
  },
  {
    line: 2,
    kind: 'customer',
    outcome: 'created',
    external_id: '17850',
    number: null,
    at: null,
    customer: 'Ann Fisher-Montgomery of the Long Meadow Road Gift Company',
    status: null,
    location: null,
    items: null,
    amount_minor: null,
  },
];

export const retailPreview: ImportPreview = { ...retailAccount, records, previewed_at: minutesAgo(1) };
export const retailReport: ImportReport = {
  ...retailAccount,
  records_written: 30_606,
  duration_ms: 11_840,
  rows_per_s: 45_769,
};

/** A file told for the second time: nothing is new. */
export const nothingNew: ImportPreview = {
  ...retailPreview,
  orders: { ...none, unchanged: 19_960 },
  refunds: { ...none, unchanged: 3_836 },
  customers: { ...none, unchanged: 4_480 },
  products: { ...none, unchanged: 3_958 },
  locations: { ...none, unchanged: 1 },
  net_change_minor: 0,
  left_out: [],
  records: records.map((record) => ({ ...record, outcome: 'unchanged' as const })),
};

/** A file of which no row can be taken. */
export const nothingTaken: ImportPreview = {
  ...nothingNew,
  rows_read: 153,
  rows_taken: 0,
  rows_not_taken: 153,
  not_taken: notTaken.filter(({ is_mistake }) => is_mistake),
  orders: none,
  refunds: none,
  customers: none,
  products: none,
  locations: none,
  gross_minor: 0,
  refunded_minor: 0,
  guest_orders: 0,
  guest_refunds: 0,
  guest_gross_minor: 0,
  guest_refunded_minor: 0,
  order_states: [],
  first_at: null,
  last_at: null,
  records: [],
};

export const retail = {
  file_name: 'Online_Retail_II_all_invoices_2010-12-01_to_2011-12-09_final_corrected_version(2).csv.gz',
  size_bytes: 7_548_702,
  title: 'Online Retail: invoice lines',
  reading: { ...shopifyReading, format: 'online_retail', source: 'online-retail', date_order: 'mdy' },
  understanding: {
    ...shopifyUnderstanding,
    title: 'Online Retail: invoice lines',
    header: ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
    sample: [
      [
        '536365',
        '85123A',
        'WHITE HANGING HEART T-LIGHT HOLDER',
        '6',
        '12/1/2010 8:26',
        '2.55',
        '17850',
        'United Kingdom',
      ],
      ['536365', '71053', 'WHITE METAL LANTERN', '6', '12/1/2010 8:26', '3.39', '17850', 'United Kingdom'],
    ],
    left_out: [],
    notes: [],
  },
} satisfies Partial<ImportDetail>;
