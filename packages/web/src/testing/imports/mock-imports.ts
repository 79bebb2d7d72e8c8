/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ImportDetail, type ImportState, importSummary, type Reading } from '@regulars/contract/imports.ts';
import type { Session } from '@regulars/contract/organizations.ts';
import {
  anImport,
  minutesAgo,
  nothingNew,
  nothingTaken,
  retail,
  retailPreview,
  retailReport,
  unknownTable,
  workbook,
} from './an-import.ts';
import { everyState } from './every-state.ts';

/** What the real server does with a file, told in a few lines and with time running faster. Kept until the process ends. */
const kept = new Map<string, Kept[]>();

interface Kept {
  detail: ImportDetail;
  /** When what runs began, ms since 1970. Null: it stands still, to be looked at. */
  since: number | null;
}

/** How long everything that runs takes, ms. */
const runsFor = 6_000;

/** `new-shop` has brought in nothing yet; at `kuwait-data` the list fails; who is at `tokyo-rooms` may not import. */
export function sessionAt(slug: string, session: Session): Session {
  const permissions = slug === 'tokyo-rooms' ? session.permissions : [...session.permissions, 'records:write'];
  return { ...session, permissions };
}

export async function answerImports(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const slug = String(request.headers['x-regulars-organization'] ?? url.searchParams.get('organization') ?? '');
  const send = (status: number, body: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const refuse = (status: number, code: string, detail: string, where?: string) =>
    void response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'about:blank', title: 'Not possible', status, code, detail, where }));

  const [, , , , importId, action] = url.pathname.split('/');
  const imports = importsOf(slug);
  if (action === 'not-taken.csv') {
    response
      .writeHead(200, { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="not-taken.csv"' })
      .end('line,field,value,reason\r\n');
    return;
  }
  if (importId === undefined && request.method === 'POST') {
    const size_bytes = (await bodyOf(request)).length;
    const file_name = url.searchParams.get('file_name') ?? '';
    if (/\.pdf$/i.test(file_name)) {
      return refuse(422, 'not_a_table', 'This is a PDF, which holds no table that could be read', 'first 4 bytes');
    }
    const detail = anImport({ ...likeness(file_name), file_name, size_bytes, created_at: minutesAgo(0) });
    imports.unshift({ detail, since: null });
    return send(201, detail);
  }
  if (importId === undefined) {
    if (slug === 'kuwait-data') return refuse(503, 'unavailable', 'The database does not answer');
    const before = url.searchParams.get('before');
    const from = before ? imports.findIndex(({ detail }) => detail.import_id === before) + 1 : 0;
    const page = imports.slice(from, from + Number(url.searchParams.get('limit') ?? 50));
    const rest = imports.length > from + page.length;
    return send(200, {
      imports: page.map((one) => importSummary.parse(now(one))),
      next: rest ? (page.at(-1)?.detail.import_id ?? null) : null,
    });
  }

  const one = imports.find(({ detail }) => detail.import_id === importId);
  if (!one) return refuse(404, 'unknown_import', 'There is no such import');
  now(one);
  if (action === 'reading') {
    const { reading } = JSON.parse(String(await bodyOf(request))) as { reading: Reading };
    await new Promise((later) => setTimeout(later, 250));
    if (reading.source === 'refuse') return refuse(422, 'source_taken', 'This name belongs to another system of yours');
    reread(one, reading);
  }
  if (action === 'undo' && one.detail.file_name.includes('depended')) {
    return refuse(
      409,
      'depended_on',
      'Order 536365 was refunded on 3 March 2026 by another import: undo that one first.',
    );
  }
  const starts: Record<string, ImportState> = {
    preview: 'previewing',
    run: 'running',
    undo: 'undoing',
    cancel: 'cancelled',
  };
  const state = action === undefined ? undefined : starts[action];
  if (state === 'cancelled') {
    const can_retry = one.detail.state !== 'uploaded' && one.detail.state !== 'previewed';
    one.detail = { ...one.detail, state, can_retry, progress: null, finished_at: minutesAgo(0) };
  } else if (state) {
    one.detail = { ...one.detail, state, progress: null, error: null };
    one.since = Date.now();
  }
  return send(200, now(one));
}

function importsOf(slug: string): Kept[] {
  const found = kept.get(slug);
  if (found) return found;
  const made = slug === 'new-shop' ? [] : historyOf().map((detail) => ({ detail, since: null }));
  kept.set(slug, made);
  return made;
}

/** Every state, further shapes of some, and enough older ones for a second page. */
function historyOf(): ImportDetail[] {
  const older = Array.from({ length: 32 }, (_, index) =>
    anImport({
      ...everyState.done,
      file_name: `till-${2025 - Math.floor(index / 12)}-${String(12 - (index % 12)).padStart(2, '0')}.csv`,
      created_at: minutesAgo(20_000 + index * 43_000),
      finished_at: minutesAgo(20_000 + index * 43_000),
    }),
  );
  return [
    anImport({}),
    anImport(workbook),
    ...Object.values(everyState),
    anImport({ ...everyState.done, file_name: 'depended-on.csv' }),
    anImport({ ...retail, file_name: 'the-same-again.csv', state: 'previewed', preview: nothingNew }),
    anImport({ ...retail, file_name: 'nothing-in-it.csv', state: 'previewed', preview: nothingTaken }),
    ...older,
  ].map((detail, index) => ({ ...detail, import_id: `018f3a2b-7c4d-7e5f-8a9d-${String(index).padStart(12, '0')}` }));
}

/** Lets go by what has passed since: progress, and what comes at its end. */
function now(one: Kept): ImportDetail {
  const { state } = one.detail;
  if (one.since === null || (state !== 'previewing' && state !== 'running' && state !== 'undoing')) return one.detail;
  const fraction = (Date.now() - one.since) / runsFor;
  if (fraction >= 1) {
    one.detail = { ...one.detail, ...endOf(state), progress: null };
    return one.detail;
  }
  const steps = state === 'previewing' ? ['reading', 'settling'] : ['reading', 'settling', 'recording', 'facts'];
  one.detail.progress = {
    step: steps[Math.floor(fraction * steps.length)] ?? '',
    rows: Math.round(retailReport.rows_read * fraction),
    fraction,
    rows_per_s: Math.round((retailReport.rows_read / runsFor) * 1000),
    seconds_left: Math.round(((1 - fraction) * runsFor) / 1000),
  };
  return one.detail;
}

function endOf(state: 'previewing' | 'running' | 'undoing'): Partial<ImportDetail> {
  const { rows_read, rows_taken, records_written } = retailReport;
  if (state === 'previewing') return { state: 'previewed', preview: { ...retailPreview, previewed_at: minutesAgo(0) } };
  if (state === 'undoing') return { state: 'undone', undone_at: minutesAgo(0), can_undo: false };
  return {
    state: 'done',
    report: retailReport,
    rows_read,
    rows_taken,
    records_written,
    finished_at: minutesAgo(0),
    can_undo: true,
  };
}

function reread(one: Kept, reading: Reading): void {
  const { understanding } = one.detail;
  if (!understanding) return;
  const paid = reading.columns.total ?? reading.columns.line_total;
  const known = Object.values(reading.columns);
  const isMapped = reading.format === 'mapped';
  const asked = isMapped ? unknownTable.understanding.questions : [];
  one.detail = {
    ...one.detail,
    state: 'uploaded',
    preview: null,
    reading,
    title: understanding.formats.find(({ name }) => name === reading.format)?.title ?? '',
    understanding: {
      ...understanding,
      title: understanding.formats.find(({ name }) => name === reading.format)?.title ?? '',
      questions: asked.filter(({ about }) =>
        about === 'date_order' ? reading.date_order === null : paid === undefined,
      ),
      left_out: isMapped ? understanding.header.filter((name) => !known.includes(name)) : understanding.left_out,
    },
  };
}

function likeness(fileName: string): Partial<ImportDetail> {
  if (/\.xlsx$/i.test(fileName)) return workbook;
  if (/shopify|orders/i.test(fileName)) return {};
  if (/retail/i.test(fileName)) return retail;
  return unknownTable;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
