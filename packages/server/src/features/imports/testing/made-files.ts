import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Files for the tests, in a folder that goes with them. */
export interface MadeFiles {
  write(name: string, content: string | Buffer): string;
  /** A file of the Online Retail kind, from short rows. */
  online(name: string, rows: readonly MadeRow[]): string;
  remove(): void;
}

/** Invoice, product, quantity, time, price, customer, description. */
export type MadeRow = readonly [
  invoice: string,
  product: string,
  quantity: number | string,
  at: string,
  price: string,
  customer?: string,
  description?: string,
];

export const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

export function makeFiles(): MadeFiles {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-import-'));
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content);
    return path;
  };
  return {
    write,
    online: (name, rows) => write(name, `${[header, ...rows.map(csvRow)].join('\n')}\n`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function csvRow([invoice, product, quantity, at, price, customer = '', description]: MadeRow): string {
  const cells = [invoice, product, description ?? `THE ${product}`, quantity, at, price, customer, 'United Kingdom'];
  return cells.map((cell) => (/[",\n]/.test(`${cell}`) ? `"${`${cell}`.replaceAll('"', '""')}"` : cell)).join(',');
}
