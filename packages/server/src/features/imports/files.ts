import { importDetail } from '@regulars/contract/imports.ts';
import * as z from 'zod';
import { invariant, Refusal } from '../../platform/errors.ts';
import { number, rowText, text } from '../../platform/http/csv.ts';
import type { RawEndpoint } from '../../platform/http/endpoints.ts';
import { mask, seesContacts } from './detail.ts';
import type { RefusedRow } from './history-queries.ts';
import { receiveFile, refusalsOf } from './imports.ts';
import { type Reason, reasons } from './reasons.ts';

/** The files themselves: in, as they are, and out, as lists. */
export const fileEndpoints: readonly RawEndpoint[] = [
  {
    kind: 'raw',
    method: 'POST',
    path: '/api/v1/imports',
    permission: 'records:write',
    summary: 'Send a file: the body is the file as it is',
    tags: ['Imports'],
    query: z.object({ file_name: z.string().trim().min(1).max(300), organization: z.string().optional() }),
    answers: { type: 'application/json', shape: importDetail },
    isLasting: true,
    answer: async ({ c, world, query, principal }) => {
      invariant(principal, 'uploads are not public');
      const { file_name } = query as { file_name: string };
      const { body } = c.req.raw;
      if (!body) throw new Refusal('file_empty', 'The file is empty', { status: 400 });
      return c.json(await receiveFile(world, principal, { fileName: file_name, body }), 201);
    },
  },
  {
    kind: 'raw',
    method: 'GET',
    path: '/api/v1/imports/:import_id/not-taken.csv',
    permission: 'records:write',
    summary: 'Every row that was not taken, and every value that was left out, as a CSV file',
    tags: ['Imports'],
    query: z.object({ organization: z.string().optional() }),
    answers: { type: 'text/csv' },
    isLasting: true,
    answer: async ({ c, world, principal }) => {
      invariant(principal, 'accounts of imports are not public');
      const importId = z.uuid().safeParse(c.req.param('import_id'));
      if (!importId.success) throw new Refusal('unknown_import', 'There is no such import', { status: 404 });
      const batches = refusalsOf(world, principal, importId.data);
      // The first batch is read before the answer begins, so that an unknown import is a 404 and no empty file.
      const first = await batches.next();
      return new Response(csvStream(first, batches, seesContacts(principal)), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="not-taken-${importId.data}.csv"`,
        },
      });
    },
  },
];

function csvStream(
  first: IteratorResult<RefusedRow[]>,
  rest: AsyncGenerator<RefusedRow[]>,
  isShown: boolean,
): ReadableStream<Uint8Array> {
  const columns = [
    number<RefusedRow>('line', (row) => row.line),
    text<RefusedRow>('field', (row) => row.field),
    text<RefusedRow>('value', (row) => (row.is_personal && !isShown ? mask : row.value)),
    text<RefusedRow>('taken', (row) => (row.is_left_out ? 'without this value' : 'no')),
    text<RefusedRow>('reason', (row) => reasons[row.reason as Reason]?.meaning ?? row.reason),
    text<RefusedRow>('code', (row) => row.reason),
  ];
  const encoder = new TextEncoder();
  let next = first;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(rowText.head(columns))),
    pull: async (controller) => {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(rowText.rows(columns, next.value)));
      next = await rest.next();
    },
    cancel: async () => {
      await rest.return(undefined);
    },
  });
}
