import { once } from 'node:events';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Scope } from '../../platform/scope.ts';
import type { Told } from './formats/format.ts';

/** The parts of `told_lines`, one letter each. */
const letters = { order_line: 'o', credit_line: 'c', passed_over: 'p', misread: 'x' } as const satisfies Record<
  Told['is'],
  string
>;

/** The file as it was read, in a table of this transaction alone. `amount` is exact, in minor units with their fractions. */
export async function createToldLines(scope: Scope, currencyDigits: number): Promise<void> {
  await sql`
    create temporary table told_lines (
      line integer not null,
      part "char" not null,
      record text collate "C",
      at timestamp,
      customer text collate "C",
      product text collate "C",
      name text,
      quantity numeric,
      unit_price numeric,
      amount numeric generated always as (quantity * unit_price * ${sql.lit(10 ** currencyDigits)}) stored
    ) on commit drop`.execute(scope.db);
}

export interface ToldLinesWriter {
  add: (line: number, told: Told) => void;
  /** Sends what was added. Waits for the database where it is slower than the reading. */
  flush: () => Promise<void>;
  finish: () => Promise<void>;
  abandon: (reason: Error) => void;
}

/** Writes into `told_lines` by COPY. */
export function writeToldLines(client: pg.Client): ToldLinesWriter {
  const copy = client.query(
    copyFrom('copy told_lines (line, part, record, at, customer, product, name, quantity, unit_price) from stdin'),
  );
  // Whoever waits hears of the error; without a listener it would end the process in between.
  let broken: Error | null = null;
  copy.on('error', (error) => {
    broken = error;
  });
  let text = '';
  const flush = async (): Promise<void> => {
    if (broken) throw broken;
    const full = text;
    text = '';
    if (full !== '' && !copy.write(full)) await once(copy, 'drain');
  };
  return {
    add: (line, told) => {
      text += `${line}\t${letters[told.is]}\t${columns(told)}\n`;
    },
    flush,
    finish: async () => {
      await flush();
      copy.end();
      await once(copy, 'finish');
    },
    abandon: (reason) => {
      copy.destroy(reason);
    },
  };
}

function columns(told: Told): string {
  switch (told.is) {
    case 'order_line':
    case 'credit_line':
      return `${escaped(told.record)}\t${told.at}\t${orNull(told.customer)}\t${escaped(told.product)}\t${orNull(told.name)}\t${told.quantity}\t${told.unitPrice}`;
    case 'passed_over':
      return `\\N\t${told.at}\t${orNull(told.customer)}\t\\N\t\\N\t\\N\t\\N`;
    case 'misread':
      return `${orNull(told.record)}\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N`;
  }
}

const orNull = (text: string | null): string => (text === null ? '\\N' : escaped(text));

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : text;
}
