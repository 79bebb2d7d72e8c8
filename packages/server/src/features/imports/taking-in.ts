import type pg from 'pg';
import { Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events/outbox.ts';
import type { Scope } from '../../platform/scope.ts';
import { divideRefunds, keepFacts } from '../activity/activity.ts';
import { readSettings } from '../organizations/organizations.ts';
import type { Told } from './formats/format.ts';
import { recognise } from './formats/formats.ts';
import * as history from './history-queries.ts';
import { type OpenFile, openFile } from './open-file.ts';
import type { ImportProgress, Progress } from './progress.ts';
import * as records from './record-queries.ts';
import type { Report } from './report.ts';
import { readRows } from './rows.ts';
import * as settling from './settling-queries.ts';
import { most_examples, Tally } from './tally.ts';
import { createToldLines, writeToldLines } from './told-lines.ts';
import * as waiting from './waiting-queries.ts';

/** Amounts of one document, in minor units: what JSON carries exactly, with room for the sums of very many. */
const most_minor = 1e14;
/** How far a source's clock may run ahead of ours. */
const tolerance_ms = 5 * 60_000;

export interface FileToTakeIn {
  path: string;
  /** As the merchant knows the file; kept in the history of imports. */
  fileName: string;
  /** The source of the records' identities, where it is not the format's own: two shops with the same kind of file. */
  source?: string;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

export interface TakingIn extends FileToTakeIn {
  importId: string;
  progress: Progress;
}

/** Everything that an import knows while it runs. */
interface Run {
  scope: Scope;
  client: pg.Client;
  input: TakingIn;
  file: OpenFile;
  startedAt: number;
  tally: Tally;
  settings: Awaited<ReturnType<typeof readSettings>>;
  format: string;
  telling: records.Telling;
  customers: records.Changes;
  products: records.Changes;
  orders: records.Changes;
  refunds: records.Changes;
}

const steps: readonly ((run: Run) => Promise<void>)[] = [
  read,
  refuse,
  settle,
  recordCustomersAndProducts,
  recordDocuments,
];

/** Takes the file in, in the transaction of the scope, on the connection that COPY goes over. */
export async function takeIn(scope: Scope, client: pg.Client, input: TakingIn): Promise<Report> {
  const file = await openFile(input.path);
  try {
    const run = await begin(scope, client, input, file);
    for (const step of steps) {
      input.signal?.throwIfAborted();
      await step(run);
    }
    return await account(run);
  } finally {
    await file.close();
  }
}

async function begin(scope: Scope, client: pg.Client, input: TakingIn, file: OpenFile): Promise<Run> {
  const settings = await readSettings(scope);
  const none = { created: 0, changed: 0, unchanged: 0 };
  return {
    scope,
    client,
    input,
    file,
    startedAt: performance.now(),
    tally: new Tally(),
    settings,
    format: '',
    telling: { source: input.source ?? '', importId: input.importId, timeZone: settings.timeZone },
    customers: none,
    products: none,
    orders: none,
    refunds: none,
  };
}

/** The file into a table of this transaction, row by row understood or refused. */
async function read(run: Run): Promise<void> {
  const { scope, client, input, file, tally } = run;
  await createToldLines(scope, run.settings.currencyDigits);
  const writer = writeToldLines(client);
  try {
    let readRow: ((cells: readonly string[]) => Told) | null = null;
    const isAhead = futureTest(scope.now, run.settings.timeZone);
    for await (const rows of readRows(file)) {
      input.signal?.throwIfAborted();
      for (const { line, cells } of rows) {
        if (!readRow) {
          readRow = recogniseFor(run, cells);
          continue;
        }
        tally.rowsRead += 1;
        const told = refusingFuture(readRow(cells), isAhead);
        if ('reason' in told) tally.refuseRow(told.reason, line, told.field, told.value);
        writer.add(line, told);
      }
      await writer.flush();
      input.progress('reading', tally.rowsRead, file.readBytes() / file.size_bytes);
    }
    await writer.finish();
  } catch (error) {
    writer.abandon(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

function recogniseFor(run: Run, header: readonly string[]): (cells: readonly string[]) => Told {
  const { format, read: readRow } = recognise(header);
  run.format = format.name;
  run.telling.source ||= format.source;
  return readRow;
}

/** Local times are compared as texts, half a million times: `2011-12-09 12:50`. */
function futureTest(now: Date, timeZone: string): (at: string) => boolean {
  const latest = Temporal.Instant.fromEpochMilliseconds(now.getTime() + tolerance_ms)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime();
  const [date, time] = [latest.toPlainDate().toString(), latest.toPlainTime().toString().slice(0, 5)];
  return (at) => at.slice(0, 10) > date || (at.startsWith(date) && at.slice(11, 16) > time);
}

function refusingFuture(told: Told, isAhead: (at: string) => boolean): Told {
  if (told.is === 'misread' || !isAhead(told.at)) return told;
  const record = told.is === 'passed_over' ? null : told.record;
  return { is: 'misread', reason: 'in_the_future', field: '', value: told.at, record };
}

/** Documents that cannot be taken whole are not taken at all. */
async function refuse(run: Run): Promise<void> {
  const { scope, tally } = run;
  run.input.progress('settling', tally.rowsRead);
  await settling.analyseToldLines(scope);
  const broken = await settling.refuseBrokenDocuments(scope, most_examples);
  if (broken) tally.refuse(broken.reason, broken.rows, broken.examples);
  await settling.gatherDocuments(scope, { timeZone: run.settings.timeZone, mostMinor: most_minor });
  for (const { reason, rows, examples } of await settling.refuseDocuments(scope, most_examples)) {
    tally.refuse(reason, rows, examples);
  }
  demandSomethingReadable(tally);
}

function demandSomethingReadable(tally: Tally): void {
  const notTaken = tally.notTaken();
  if (tally.rowsTaken > 0 || !notTaken.every((group) => group.is_mistake)) return;
  const [group] = notTaken;
  const [example] = group?.examples ?? [];
  if (!group || !example) throw new Refusal('no_rows', 'The file has a header and no rows', { status: 400 });
  const place = `line ${example.line}${example.field && `, ${example.field}`}`;
  throw new Refusal(
    'nothing_readable',
    `None of the ${tally.rowsRead} rows can be read. ${place}: ${JSON.stringify(example.value)}: ${group.meaning}.`,
    {
      status: 400,
      where: place,
    },
  );
}

async function settle(run: Run): Promise<void> {
  await settling.divideRemainders(run.scope);
  await settling.gatherCustomers(run.scope);
  await settling.gatherProducts(run.scope);
}

async function recordCustomersAndProducts(run: Run): Promise<void> {
  const { scope, telling } = run;
  run.input.progress('recording', run.tally.rowsRead);
  await records.lockImports(scope);
  await records.planForMany(scope);
  run.customers = await records.recordCustomers(scope, telling);
  run.products = await records.recordProducts(scope, telling);
}

/** Orders and credit notes, and with them every fact. A file that was taken in before changes nothing here. */
async function recordDocuments(run: Run): Promise<void> {
  const { scope, telling, input, tally } = run;
  await records.compareDocuments(scope, telling);
  await waiting.lockTellings(scope, telling);
  run.orders = await records.countDocuments(scope, 'o');
  run.refunds = await records.countDocuments(scope, 'c');
  const touched = await records.touchedIds(scope, telling);
  if (touched.orderIds.length + touched.refundIds.length + touched.customerIds.length === 0) return;

  await keepFacts(scope, touched, async () => {
    await records.recordOrders(scope, telling, run.orders);
    await records.recordCredits(scope, telling, run.refunds);
    await waiting.keepStatuses(scope, telling);
    await divideRefunds(scope, await waiting.joinWaiting(scope, telling));
    input.progress('facts', tally.rowsRead);
    input.signal?.throwIfAborted();
  });
  await announce(run, 'orders.recorded', run.orders);
  await announce(run, 'refunds.recorded', run.refunds);
}

async function announce(run: Run, name: string, { created, changed }: records.Changes): Promise<void> {
  if (created + changed === 0) return;
  await recordEvent(run.scope, { name, subject: { import_id: run.telling.importId, count: created + changed } });
}

/** The account, also in the history of imports. */
async function account(run: Run): Promise<Report> {
  const { scope, input, tally, settings, telling, customers, products, orders, refunds } = run;
  const totals = await settling.readTotals(scope);
  const duration_ms = Math.round(performance.now() - run.startedAt);
  const report: Report = {
    import_id: telling.importId,
    file_name: input.fileName,
    file_sha256: run.file.sha256(),
    format: run.format,
    source: telling.source,
    rows_read: tally.rowsRead,
    rows_taken: tally.rowsTaken,
    rows_not_taken: tally.rowsNotTaken,
    not_taken: tally.notTaken(),
    orders,
    refunds,
    customers,
    products,
    records_written: [orders, refunds, customers, products].reduce(
      (sum, { created, changed }) => sum + created + changed,
      0,
    ),
    currency: settings.currency,
    currency_digits: settings.currencyDigits,
    time_zone: settings.timeZone,
    ...totals,
    duration_ms,
    rows_per_s: Math.round(tally.rowsRead / (duration_ms / 1000)),
  };
  await history.finishImport(scope, telling.importId, { state: 'done', file_hash: report.file_sha256, report });
  return report;
}
