import { merchantEndpoints } from '@regulars/server/described/merchant.ts';
import { features } from '@regulars/server/features.ts';
import { applicationRole } from '@regulars/server/platform/doors.ts';
import { createHttp } from '@regulars/server/platform/http/http.ts';
import { createMeters } from '@regulars/server/platform/http/observe.ts';
import pg from 'pg';
import { pino } from 'pino';
import type { Shop } from '../shop/shop.ts';

/** Statements that take less are not worth a plan. */
const least_ms = 5;

interface Statement {
  text: string;
  values: unknown[];
  ms: number;
}

/** `explain (analyze, buffers)` of every statement of some weight that answering this path takes, as text. */
export async function explained(shop: Shop, path: string): Promise<string> {
  const plans: string[] = [`${path}\n`];
  for (const statement of await statementsOf(shop, path)) plans.push(await planOf(shop, statement));
  return plans.join('\n');
}

/** Asks a server in this process, and listens to what it says to the database. */
async function statementsOf({ world, principal }: Shop, path: string): Promise<Statement[]> {
  const server = serverOf({ world, principal });
  const heard: Statement[] = [];
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [text, values] = args;
    const begun = performance.now();
    const answer = query.apply(this, args);
    const note = () => {
      if (typeof text === 'string' && Array.isArray(values))
        heard.push({ text, values, ms: performance.now() - begun });
    };
    if (answer instanceof Promise) answer.then(note, () => {});
    return answer;
  } as typeof pg.Client.prototype.query;
  try {
    const response = await server.request(path);
    await response.text();
    if (response.status !== 200) throw new Error(`${response.status} from ${path}`);
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
  }
  return heard.filter(({ text, ms }) => ms >= least_ms && /^\s*(select|with)\b/i.test(text));
}

function serverOf({ world, principal }: Pick<Shop, 'world' | 'principal'>) {
  return createHttp({
    world,
    identify: async () => ({
      actor: { kind: 'key', id: principal.organizationId, name: 'bench' },
      principal,
      cookies: [],
      organizations: async () => [],
    }),
    endpoints: [...features.flatMap((feature) => feature.endpoints), ...merchantEndpoints],
    log: pino({ level: 'silent' }),
    meters: createMeters(),
  });
}

async function planOf({ url, organizationId }: Shop, { text, values, ms }: Statement): Promise<string> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${applicationRole}` });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select app.use_organization($1)', [organizationId]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
    const plan = rows.map((row) => row['QUERY PLAN'].slice(0, 400)).join('\n');
    return `-- ${ms.toFixed(0)} ms\n${text.trim()}\n\n${plan}\n`;
  } finally {
    await client.end();
  }
}
