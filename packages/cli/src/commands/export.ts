import { writeFile } from 'node:fs/promises';
import type { RawEndpoint, RawRequest } from '@regulars/server/platform/http/endpoints.ts';
import { defineCommand } from 'citty';
import { everyCommand, organization } from '../command.ts';
import { WrongUse } from '../failures.ts';
import { say } from '../terminal.ts';
import { demandOrganization, openWorld } from '../world.ts';

const lists = ['segments', 'ltv-distribution', 'churn-candidates', 'best-customers'] as const;

/** The filters of the page, as the query of the API names them. */
const filters = ['period', 'channel', 'segment', 'limit', 'as_of'] as const;

export default Object.assign(
  defineCommand({
    meta: { name: 'export', description: 'Write a list as CSV, the same as the page and the API give' },
    args: {
      list: { type: 'positional', required: true, description: lists.join(', ') },
      organization,
      format: { type: 'enum', options: ['csv'], default: 'csv', description: 'Of the file' },
      output: { type: 'string', valueHint: 'file', description: 'Where to; standard output when it is not given' },
      period: { type: 'string', valueHint: 'days', description: 'Only customers who bought within the last days' },
      channel: { type: 'string', valueHint: 'channel', description: 'Only customers who bought through this channel' },
      segment: { type: 'string', valueHint: 'segment', description: 'Only customers of this RFM segment' },
      limit: { type: 'string', valueHint: 'rows', description: 'Of churn-candidates and best-customers, at most' },
      'as-of': { type: 'string', valueHint: 'date', description: 'As it was at the end of this date' },
      ...everyCommand,
    },
    run: async ({ args }) => {
      const endpoint = await findList(args.list);
      const query = readQuery(endpoint, { ...args, as_of: args['as-of'] });
      const world = await openWorld();
      const principal = await demandOrganization(world, args.organization);
      const response = await endpoint.answer({ c: onlyBody, world, query, principal });
      const csv = await response.text();
      if (args.output === undefined) return void process.stdout.write(csv);
      await writeFile(args.output, csv);
      say(`Wrote ${args.output}`);
    },
  }),
  { details: 'EXAMPLE\n\n  regulars export churn-candidates --organization my-shop --output slipping-away.csv' },
);

/** The endpoint that answers the same over HTTP: one text, one masking, one guard against formulas in cells. */
async function findList(list: string): Promise<RawEndpoint> {
  const { features } = await import('@regulars/server/features.ts');
  const path = `/api/v1/exports/${list}.csv`;
  for (const { endpoints } of features) {
    for (const endpoint of endpoints) if (endpoint.kind === 'raw' && endpoint.path === path) return endpoint;
  }
  throw new WrongUse(`There is no list ${JSON.stringify(list)}. There is: ${lists.join(', ')}.`);
}

function readQuery(endpoint: RawEndpoint, args: Readonly<Record<string, unknown>>): unknown {
  const given = Object.fromEntries(filters.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])));
  const unknown = Object.keys(given).find((name) => !(name in (endpoint.query?.shape ?? {})));
  if (unknown) throw new WrongUse(`This list has no --${unknown.replace('_', '-')}`);
  const parsed = endpoint.query?.safeParse(given);
  if (!parsed || parsed.success) return parsed?.data;
  const [issue] = parsed.error.issues;
  throw new WrongUse(`--${String(issue?.path[0]).replace('_', '-')}: ${issue?.message}`);
}

/** The lists are written with nothing of the request but the making of the body. */
const onlyBody = {
  body: (text: string, status: number, headers: Record<string, string>) => new Response(text, { status, headers }),
} as unknown as RawRequest['c'];
