import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnNames } from '../reading/column-names.ts';
import type { Row } from '../reading/row.ts';
import { proposeColumns } from './headings.ts';

/** A header and rows, written with `|` between the cells. */
function table(...lines: string[]): [header: string[], rows: Row[]] {
  const [header = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return [header, rows.map((cells, index) => ({ line: index + 2, cells }))];
}

describe('every column has a name of its own', () => {
  test.each<[header: string[], names: string[]]>([
    [
      ['Name', ' Total '],
      ['Name', 'Total'],
    ],
    [
      ['Name', '', 'Total', 'Total', 'Total'],
      ['Name', 'Column 2', 'Total', 'Total (2)', 'Total (3)'],
    ],
    [
      ['Total (2)', 'Total', 'Total'],
      ['Total (2)', 'Total', 'Total (3)'],
    ],
    [
      ['Column 2', ''],
      ['Column 2', 'Column 2 (2)'],
    ],
    [
      ['\uFEFFName', 'To\ntal', 'A\0b'],
      ['Name', 'To tal', 'A b'],
    ],
    [
      ['__proto__', 'constructor', '__proto__'],
      ['__proto__', 'constructor', '__proto__ (2)'],
    ],
  ])('%j', (header, names) => {
    expect(columnNames(header)).toEqual(names);
  });

  test('whatever the header', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('', 'a', 'a (2)', 'Column 1'))), (header) => {
        const names = columnNames(header);
        expect(new Set(names).size).toBe(header.length);
        expect(names.every((name) => name !== '' && name.length < 300 && name.isWellFormed())).toBe(true);
      }),
    );
  });
});

describe('columns are known by what they are called in seven languages', () => {
  test.each<[language: string, lines: string[], columns: Record<string, string>]>([
    [
      'English',
      [
        'Order ID|Order Date|Customer E-Mail|Product|Qty|Unit Price|Tax',
        '1|2026-01-31|ann@example.com|Mug|2|3.50|0.70',
      ],
      {
        record_id: 'Order ID',
        placed_at: 'Order Date',
        email: 'Customer E-Mail',
        product_name: 'Product',
        quantity: 'Qty',
        unit_price: 'Unit Price',
        tax: 'Tax',
      },
    ],
    [
      'English, written by a program',
      ['invoice_no|invoiceDate|customerid|STOCKCODE|line-total', '1|2026-01-31|17|MUG|3.50'],
      {
        record_id: 'invoice_no',
        placed_at: 'invoiceDate',
        customer_id: 'customerid',
        product_id: 'STOCKCODE',
        line_total: 'line-total',
      },
    ],
    [
      'German',
      [
        'Rechnungs-Nr.|Rechnungsdatum|Kundennr.|Name|Artikel|Menge|Einzelpreis|Währung',
        '1|31.01.2026|17|Ann|Becher|2|3,50|EUR',
      ],
      {
        record_id: 'Rechnungs-Nr.',
        placed_at: 'Rechnungsdatum',
        customer_name: 'Name',
        product_name: 'Artikel',
        quantity: 'Menge',
        unit_price: 'Einzelpreis',
        currency: 'Währung',
      },
    ],
    [
      'French',
      [
        'N° de commande|Date de commande|Adresse e-mail|Téléphone|Montant TTC',
        '1|31/01/2026|ann@example.com|01 23 45 67 89|3,50',
      ],
      {
        record_id: 'N° de commande',
        placed_at: 'Date de commande',
        email: 'Adresse e-mail',
        phone: 'Téléphone',
        total: 'Montant TTC',
      },
    ],
    [
      'Spanish',
      [
        'Número de pedido|Fecha del pedido|Correo electrónico|Teléfono|Importe total',
        '1|31/01/2026|ann@example.com|912345678|3,50',
      ],
      {
        record_id: 'Número de pedido',
        placed_at: 'Fecha del pedido',
        email: 'Correo electrónico',
        phone: 'Teléfono',
        total: 'Importe total',
      },
    ],
    [
      'Italian',
      ['Numero ordine|Data ordine|Cognome|Quantità|Prezzo unitario', '1|31/01/2026|Rossi|2|3,50'],
      {
        record_id: 'Numero ordine',
        placed_at: 'Data ordine',
        customer_last_name: 'Cognome',
        quantity: 'Quantità',
        unit_price: 'Prezzo unitario',
      },
    ],
    [
      'Portuguese',
      ['Nº do pedido|Data do pedido|Telemóvel|Descrição|Preço|Desconto', '1|31/01/2026|912345678|Caneca|3,50|0,50'],
      {
        record_id: 'Nº do pedido',
        placed_at: 'Data do pedido',
        phone: 'Telemóvel',
        product_name: 'Descrição',
        total: 'Preço',
        discount: 'Desconto',
      },
    ],
    [
      'Dutch',
      ['Factuurnummer|Factuurdatum|Klantnaam|Omschrijving|Aantal|Stukprijs|BTW', '1|31-01-2026|Ann|Mok|2|3,50|0,70'],
      {
        record_id: 'Factuurnummer',
        placed_at: 'Factuurdatum',
        customer_name: 'Klantnaam',
        product_name: 'Omschrijving',
        quantity: 'Aantal',
        unit_price: 'Stukprijs',
        tax: 'BTW',
      },
    ],
  ])('%s', (_, lines, columns) => {
    const proposed = proposeColumns(...table(...lines));
    expect(proposed.kind).toBe('orders');
    expect(proposed.columns).toMatchObject(columns);
  });
});

describe('what the rows tell is chosen by what is there', () => {
  test.each<[kind: string | null, lines: string[], columns: Record<string, string>]>([
    [
      'orders',
      ['Date|Customer|Amount', '2026-01-31|Ann|3'],
      { placed_at: 'Date', customer_name: 'Customer', total: 'Amount' },
    ],
    [
      'orders',
      ['id|created_at|email|price|quantity', '1|2026-01-31|a@b.c|3|1'],
      { record_id: 'id', placed_at: 'created_at', unit_price: 'price' },
    ],
    ['orders', ['Number|ID|Date|Total', '7|1|2026-01-31|3'], { record_id: 'ID', total: 'Total' }],
    [
      'customers',
      ['ID|Name|E-Mail|Created', '1|Ann|ann@example.com|2026-01-31'],
      { customer_id: 'ID', customer_name: 'Name', email: 'E-Mail', registered_at: 'Created' },
    ],
    [
      'customers',
      ['Vorname|Nachname|Handy', 'Ann|Lee|0171 1234567'],
      { customer_first_name: 'Vorname', customer_last_name: 'Nachname', phone: 'Handy' },
    ],
    ['customers', ['Who|Contact|Number of Orders', 'Ann|ann@example.com|3'], { email: 'Contact' }],
    [
      'quotes',
      ['Quote No|Date|Client|Quoted amount|Status', '1|2026-01-31|Ann|300|won'],
      { record_id: 'Quote No', placed_at: 'Date', customer_name: 'Client', amount: 'Quoted amount', status: 'Status' },
    ],
    [
      'quotes',
      ['Devis n°|Date du devis|Objet|Total TTC', '1|31/01/2026|Toit|300,00'],
      { placed_at: 'Date du devis', title: 'Objet', amount: 'Total TTC' },
    ],
    [
      'bookings',
      ['Booking ref|Date|Guest|Price', 'B1|2026-01-31|Ann|90'],
      { record_id: 'Booking ref', starts_at: 'Date', customer_name: 'Guest', total: 'Price' },
    ],
    [
      'bookings',
      ['Check-in|Check-out|Guest name|Total', '2026-01-31|2026-02-02|Ann|90'],
      { starts_at: 'Check-in', ends_at: 'Check-out', total: 'Total' },
    ],
    [
      'appointments',
      ['Termin|Uhrzeit|Patient|Behandlung', '31.01.2026|10:30|Ann|Kontrolle'],
      { starts_at: 'Termin', starts_time: 'Uhrzeit', customer_name: 'Patient', title: 'Behandlung' },
    ],
    [
      'appointments',
      ['Appointment Date|Time|Client|Service|Created', '2026-01-31|10:30|Ann|Cut|2026-01-01'],
      { starts_at: 'Appointment Date', starts_time: 'Time', placed_at: 'Created', title: 'Service' },
    ],
    [null, ['Region|Manager', 'North|Ann'], {}],
    [null, ['Campaign|Start Date|End Date', 'Spring|2026-03-01|2026-03-31'], {}],
    [null, ['Customer ID|Coupon', '17|SPRING'], {}],
    [null, ['Name|Email|Created|Revenue', 'Ann|a@b.c|2026-01-31|300'], {}],
    [null, ['__proto__|constructor', '1|2'], {}],
  ])('%s: %j', (kind, lines, columns) => {
    const proposed = proposeColumns(...table(...lines));
    expect(proposed.kind).toBe(kind);
    expect(proposed.columns).toMatchObject(columns);
  });

  test('what is said stands over it', () => {
    const file = table('Name|Email|Created|Revenue', 'Ann|a@b.c|2026-01-31|300');
    expect(proposeColumns(...file, 'customers')).toEqual({
      kind: 'customers',
      columns: { customer_name: 'Name', email: 'Email', registered_at: 'Created' },
    });
  });
});

describe('cells speak against a heading', () => {
  test('that is called for something else', () => {
    const file = table('Date|Total|E-Mail|Phone|Order Date', 'soon|3|yes|no|2026-01-31', 'later|4|no|yes|2026-02-01');
    expect(proposeColumns(...file).columns).toEqual({ placed_at: 'Order Date', total: 'Total' });
  });

  test('a few words among them do not', () => {
    const file = table('Date|Total', '2026-01-31|3', '2026-02-01|n/a', '2026-02-02|5');
    expect(proposeColumns(...file).columns).toEqual({ placed_at: 'Date', total: 'Total' });
  });
});

test('a total that differs between the rows of one order is that of its line', () => {
  const file = table('Order|Date|Item|Total', '1|2026-01-31|Mug|3', '1|2026-01-31|Cup|4');
  expect(proposeColumns(...file).columns).toMatchObject({ record_id: 'Order', line_total: 'Total' });
  const same = table('Order|Date|Item|Total', '1|2026-01-31|Mug|7', '1|2026-01-31|Cup|7');
  expect(proposeColumns(...same).columns).toMatchObject({ record_id: 'Order', total: 'Total' });
});

test('no column serves two fields, and of two with one name each has its own', () => {
  const { columns } = proposeColumns(...table('Date|Name|Name|Total|Total', '2026-01-31|Ann|Mug|1|1'));
  expect(new Set(Object.values(columns)).size).toBe(Object.keys(columns).length);
  expect(columns).toEqual({ placed_at: 'Date', customer_name: 'Name', product_name: 'Name (2)', total: 'Total' });
});
