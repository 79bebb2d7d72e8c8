import type { Changes, ImportPreview, ImportProgress, ImportReport, Reading } from '@regulars/contract/imports.ts';
import type pg from 'pg';
import { Refusal, TryAgain } from '../../../platform/errors.ts';
import { recordEvent } from '../../../platform/events/outbox.ts';
import type { Scope } from '../../../platform/scope.ts';
import { analyseWithin } from '../../../platform/statistics.ts';
import { divideRefunds, keepFactsInParts } from '../../activity/activity.ts';
import { readSettings, type Settings } from '../../organizations/organizations.ts';
import { openFile } from '../reading/open-file.ts';
import * as accounts from './account.ts';
import * as gathering from './gathering.ts';
import { makeProgress, type Progress } from './progress.ts';
import { readFile } from './reading-in.ts';
import { recognisePeople, recordPeople } from './recognising.ts';
import * as recording from './recording.ts';
import * as settling from './settling.ts';
import * as staging from './staging.ts';
import { createToldTables } from './told-tables.ts';
import * as touched from './touched.ts';

export interface FileToTakeIn {
  importId: string;
  path: string;
  reading: Reading;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Everything that an import knows while it runs. */
interface Run {
  scope: Scope;
  client: pg.Client;
  file: FileToTakeIn;
  isPreview: boolean;
  progress: Progress;
  startedAt: number;
  settings: Settings;
  origin: staging.Origin;
  rows: number;
  sha256: string;
  products: Changes;
}

/** From so many on it pays to tell the planner of them. */
const many_rows = 1_000;

/** What the facts are made from. */
const recordTables = ['customers', 'orders', 'order_lines', 'refunds', 'refund_lines'] as const;

type Step = (run: Run) => Promise<void>;

/** Up to here nothing but tables of this transaction is written. */
const understand: readonly Step[] = [read, settle, compare];
const record: readonly Step[] = [recordNames, recordDocuments];

/** What the file would do: everything but the writing. */
export async function previewFile(scope: Scope, client: pg.Client, file: FileToTakeIn): Promise<ImportPreview> {
  const run = await begin(scope, client, file, true);
  await follow(run, understand);
  const records = await accounts.firstRecords(scope);
  return { ...(await account(run)), records, previewed_at: scope.now.toISOString() };
}

/** Takes the file in, in the transaction of the scope, on the connection that COPY goes over. */
export async function takeIn(
  scope: Scope,
  client: pg.Client,
  file: FileToTakeIn,
): Promise<{ report: ImportReport; sha256: string }> {
  const run = await begin(scope, client, file, false);
  await follow(run, understand);
  // What it would have done is known only before it is done.
  const told = await account(run);
  await follow(run, record);
  await accounts.keepRefusals(scope, file.importId);
  const { orders, refunds, quotes, appointments, customers, locations } = told;
  const written = [orders, refunds, quotes, appointments, customers, locations, run.products];
  const duration_ms = Math.round(performance.now() - run.startedAt);
  const report = {
    ...told,
    products: run.products,
    records_written: written.reduce((sum, { created, changed }) => sum + created + changed, 0),
    duration_ms,
    rows_per_s: Math.round(run.rows / (duration_ms / 1000)),
  };
  return { report, sha256: run.sha256 };
}

async function begin(scope: Scope, client: pg.Client, file: FileToTakeIn, isPreview: boolean): Promise<Run> {
  const settings = await readSettings(scope);
  return {
    scope,
    client,
    file,
    isPreview,
    progress: makeProgress(isPreview, file.onProgress),
    startedAt: performance.now(),
    settings,
    origin: { source: file.reading.source, importId: file.importId, valuesBy: settings.valuesBy },
    rows: 0,
    sha256: '',
    products: { created: 0, changed: 0, unchanged: 0 },
  };
}

async function follow(run: Run, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    run.file.signal?.throwIfAborted();
    await step(run);
  }
}

/** The file into tables of this transaction, row by row understood or refused. */
async function read(run: Run): Promise<void> {
  const { scope, client, file, settings, progress } = run;
  await createToldTables(scope, settings.currencyDigits);
  const open = await openFile(file.path);
  try {
    run.rows = await readFile(open, {
      client,
      reading: file.reading,
      settings,
      now: scope.now,
      signal: file.signal,
      onRows: (rows) => progress('reading', rows, open.readBytes() / open.size_bytes),
    });
    run.sha256 = open.sha256();
  } finally {
    await open.close();
  }
}

/** Documents that cannot be taken whole are not taken at all. */
async function settle({ scope, rows, progress }: Run): Promise<void> {
  progress('settling', rows);
  await settling.analyseTold(scope);
  await settling.refuseBrokenDocuments(scope);
  await settling.gatherDocuments(scope);
  await settling.refuseDocuments(scope);
  await demandSomethingReadable(scope, rows);
  await settling.numberDocuments(scope);
  await settling.divideGoods(scope);
  await gathering.gatherPeople(scope);
  await gathering.gatherProducts(scope);
  await gathering.gatherPlaces(scope);
}

async function demandSomethingReadable(scope: Scope, rows: number): Promise<void> {
  if (rows === 0) throw new Refusal('no_rows', 'The file has a header and no rows', { status: 400 });
  const refused = await settling.countRefused(scope);
  if (refused.mistakes < rows) return;
  const [group] = await accounts.notTaken(scope, false);
  const [example] = group?.examples ?? [];
  const place = example ? `line ${example.line}${example.field && `, ${example.field}`}` : '';
  const value = example && !example.is_personal ? `: ${JSON.stringify(example.value)}` : '';
  throw new Refusal('nothing_readable', `None of the ${rows} rows can be read. ${place}${value}: ${group?.meaning}.`, {
    status: 400,
    where: place,
  });
}

/** What is new, what changes, and what of it is as it was. */
async function compare({ scope, rows, origin, isPreview, progress }: Run): Promise<void> {
  progress('comparing', rows);
  if (!isPreview) await recording.lockImports(scope);
  await recording.planForMany(scope);
  await recognisePeople(scope, () => progress('comparing', rows));
  await staging.findPlaces(scope);
  await staging.findProducts(scope, origin);
  if (!isPreview) await recording.lockTellings(scope, origin);
  await staging.compareDocuments(scope, origin);
  await staging.stageRecords(scope, origin);
}

async function recordNames(run: Run): Promise<void> {
  const { scope, rows, file, origin, progress } = run;
  progress('recording', rows);
  const people = await recordPeople(scope, file.importId);
  if (!people.isWhole) throw new TryAgain('another record brought the same new customer first');
  await recording.recordPlaces(scope, origin);
  run.products = await recording.recordProducts(scope, origin);
}

/** The records, and with them every fact. A file that was taken in before changes nothing here. */
async function recordDocuments({ scope, client, rows, origin, file, progress }: Run): Promise<void> {
  await touched.gatherTouched(scope, origin);
  if (!(await touched.anythingTouched(scope))) return;
  await keepFactsInParts(
    scope,
    () => touched.touchedParts(scope),
    async () => {
      await recording.recordDocuments(scope, origin);
      await recording.joinWaiting(scope, origin);
      for await (const refundIds of touched.touchedRefunds(scope)) await divideRefunds(scope, refundIds);
      progress('facts', rows);
      // To a planner that knows of no rows of this organization every index that begins with it is as good as its key.
      if (rows > many_rows) await analyseWithin(client, recordTables);
      file.signal?.throwIfAborted();
    },
  );
  await recordEvent(scope, { name: 'import.recorded', subject: { import_id: file.importId } });
}

async function account(run: Run): Promise<Omit<ImportPreview, 'records' | 'previewed_at'>> {
  const { scope, rows, settings } = run;
  const refused = await settling.countRefused(scope);
  return {
    rows_read: rows,
    rows_taken: rows - refused.rows,
    rows_not_taken: refused.rows,
    not_taken: await accounts.notTaken(scope, false),
    left_out: await accounts.notTaken(scope, true),
    ...(await accounts.countDocuments(scope)),
    customers: await accounts.countPeople(scope),
    products: await accounts.countNamed(scope, 'told_products'),
    locations: await accounts.countNamed(scope, 'told_places'),
    currency: settings.currency,
    currency_digits: settings.currencyDigits,
    time_zone: settings.timeZone,
    ...(await accounts.readTotals(scope)),
    net_change_minor: await accounts.netChange(scope),
  };
}
