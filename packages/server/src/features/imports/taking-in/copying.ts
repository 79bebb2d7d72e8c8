import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** So many bytes of one table are gathered before they are sent. */
const full_bytes = 128 * 1024;

/**
 * Rows for several temporary tables, sent by COPY over one connection, one table after the other. Memory stays at what is
 * gathered: `drain` waits for the database where it is slower than the reading.
 */
export class Copying<Table extends string> {
  readonly #client: pg.Client;
  readonly #columns: Readonly<Record<Table, string>>;
  readonly #gathered = new Map<Table, Gathered>();

  /** `columns`: of each table, as COPY lists them. */
  constructor(client: pg.Client, columns: Readonly<Record<Table, string>>) {
    this.#client = client;
    this.#columns = columns;
  }

  /** One row: its cells as COPY writes them (`cell`), parted by tabs. */
  add(table: Table, row: string): void {
    let gathered = this.#gathered.get(table);
    if (!gathered) {
      gathered = new Gathered();
      this.#gathered.set(table, gathered);
    }
    gathered.add(row);
  }

  async drain(): Promise<void> {
    for (const [table, gathered] of this.#gathered) if (gathered.isFull) await this.#send(table, gathered);
  }

  async finish(): Promise<void> {
    for (const [table, gathered] of this.#gathered) await this.#send(table, gathered);
  }

  async #send(table: Table, gathered: Gathered): Promise<void> {
    const copy = this.#client.query(copyFrom(`copy ${table} (${this.#columns[table]}) from stdin`));
    // Whoever waits hears of the error; without a listener it would end the process in between.
    const done = finished(copy, { readable: false });
    done.catch(() => {});
    copy.end(gathered.bytes());
    await done;
    gathered.clear();
  }
}

/** Lines of text as bytes: as text they would live long enough to be moved among what stays, and be cleaned away late. */
class Gathered {
  #bytes = Buffer.allocUnsafeSlow(2 * full_bytes);
  #length = 0;

  get isFull(): boolean {
    return this.#length >= full_bytes;
  }

  add(line: string): void {
    const most = this.#length + 3 * line.length + 1;
    if (most > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * most);
    this.#length += this.#bytes.write(line, this.#length);
    this.#bytes[this.#length++] = 0x0a;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A cell of COPY's text form. */
export function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value;
}

/** An instant, from milliseconds. */
export function instantCell(at_ms: number | null | undefined): string {
  return at_ms === null || at_ms === undefined ? '\\N' : new Date(at_ms).toISOString();
}
