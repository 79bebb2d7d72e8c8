import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningCli, runCli, startCli, untilSaid } from './testing/run-cli.ts';

// The commands as a shop's owner types them, on an embedded database of this test alone: first while no server runs, then while one does.

let folder: string;
let environment: Record<string, string>;
const cli = (...args: string[]) => runCli(args, environment);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-cli-'));
  // Where the tests run as root, PostgreSQL is another user, and must be able to pass through to its data.
  chmodSync(folder, 0o755);
  environment = { REGULARS_HOME: join(folder, 'home'), REGULARS_DEMO: '0', PORT: '0', CI: '1' };
  writeFileSync(join(folder, 'orders.csv'), orders);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orders = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '1001,MUG,BLUE MUG,2,2011-01-05 09:00:00,1.25,ann,UK',
  '1002,MUG,BLUE MUG,1,2011-02-05 09:00:00,1.25,ann,UK',
  '1003,MUG,BLUE MUG,1,2011-02-06 09:00:00,1.25,,UK',
  'C1004,MUG,BLUE MUG,-1,2011-02-07 09:00:00,1.25,ann,UK',
  '1005,MUG,BLUE MUG,-3,2011-02-08 09:00:00,0,,UK',
  '',
].join('\n');
const file = () => join(folder, 'orders.csv');

describe('without a server', () => {
  test('a new organization needs its currency and its zone', async () => {
    const { code, err } = await cli('import', file(), '--organization', 'shop', '--create', '--yes');
    expect(code).toBe(2);
    expect(err).toContain('needs --currency and --time-zone');
  });

  test('an organization that is not there is not made by itself', async () => {
    const { code, err } = await cli('import', file(), '--organization', 'shop', '--yes');
    expect(code).toBe(2);
    expect(err).toContain('There is no organization "shop". There is none yet.');
  });

  test('a file is taken in, and the account says what became of every row', async () => {
    const create = ['--create', '--currency', 'GBP', '--time-zone', 'Europe/London'];
    const { code, out, err } = await cli('import', file(), '--organization', 'shop', ...create, '--yes', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      rows_read: 5,
      rows_taken: 4,
      not_taken: [{ reason: 'stock_write_off', rows: 1 }],
      orders: { created: 3 },
      gross_minor: 500,
      guest_gross_minor: 125,
      refunded_minor: 125,
    });
  });

  test('the second time nothing changes, told in words', async () => {
    const { code, out } = await cli(
      'import',
      file(),
      '--organization',
      'shop',
      '--create',
      '--currency',
      'GBP',
      '--yes',
    );
    expect(code).toBe(0);
    expect(out).toContain('0 new, 0 changed, 3 as before');
    expect(out).toMatch(/of the orders +3 counted: 5\.00 GBP\n +without a customer +1 order: 1\.25 GBP/);
  });

  test('--create does not change what is there', async () => {
    const { code, err } = await cli(
      'import',
      file(),
      '--organization',
      'shop',
      '--create',
      '--currency',
      'EUR',
      '--yes',
    );
    expect(code).toBe(2);
    expect(err).toContain('shop is there already and counts in GBP');
  });

  test('a file that is not known changes nothing until somebody says what it is', async () => {
    const path = join(folder, 'people.csv');
    writeFileSync(path, 'Kundenname,E-Mail,Notiz\nAnn,ann@example.com,x\n');
    const { code, err } = await cli('import', path, '--organization', 'shop', '--yes');
    expect(code).toBe(2);
    expect(err).toContain('It would be read as customers');
    const preview = await cli('import', path, '--organization', 'shop', '--preview');
    expect(preview.out).toContain('1 new, 0 changed, 0 as before');
    expect(preview.out).toMatch(/Left out +Notiz/);
    const taken = await cli('import', path, '--organization', 'shop', '--kind', 'customers', '--yes', '--json');
    expect({ code: taken.code, err: taken.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(taken.out)).toMatchObject({ customers: { created: 1 } });
  });

  test('an import is listed, and taken back', async () => {
    const listed = JSON.parse((await cli('imports', '--organization', 'shop', '--json')).out);
    expect(listed[0]).toMatchObject({ file_name: 'people.csv', state: 'done' });
    const undone = await cli('imports', '--organization', 'shop', '--undo', listed[0].import_id);
    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('people.csv is taken back') });
    expect((await cli('imports', '--organization', 'shop')).out).toMatch(/undone +people\.csv/);
    const again = await cli('imports', '--organization', 'shop', '--undo', listed[0].import_id);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('undone') });
  });

  test('the database is up to date', async () => {
    const { code, out } = await cli('migrate', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ applied: [] });
  });

  test('one PostgreSQL has no nodes to spread its tables over', async () => {
    const { code, out, err } = await cli('migrate', '--distribute');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('no extension "citus"');
  });

  test('the doctor finds every figure right', async () => {
    const { code, out } = await cli('doctor', '--check-facts', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      checks: [
        { name: 'database' },
        { name: 'migrations' },
        { name: 'walls between organizations' },
        { name: 'search' },
        { name: 'facts of shop', differences: [] },
      ],
    });
    expect(code).toBe(0);
  });
});

describe('while a server runs', () => {
  let server: RunningCli;
  let url: string;

  beforeAll(async () => {
    server = startCli(['start'], environment);
    url = (await untilSaid(server, /Open +(http:\/\/127\.0\.0\.1:\d+)/))[1] ?? '';
  });

  test('it says where it is, how to sign in and where the data lies', async () => {
    const { out } = server.soFar();
    expect(out).toContain(`${url}/sign-in?token=`);
    expect(out).toContain(join(folder, 'home'));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('a second start on the same folder is refused at once, naming who holds it', async () => {
    const startedAt = Date.now();
    const { code, err } = await cli('start');
    expect(code).toBe(3);
    expect(err).toContain(`in use by process ${server.child.pid}`);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  test('a key made meanwhile opens the API; revoked, it does not', async () => {
    const made = await cli('keys', 'create', '--organization', 'shop', '--name', 'till', '--json');
    const key = JSON.parse(made.out);
    expect(key).toMatchObject({ organization: 'shop', name: 'till' });
    const ask = () => fetch(`${url}/api/v1/session`, { headers: { authorization: `Bearer ${key.secret}` } });
    expect((await ask()).status).toBe(200);

    const listed = await cli('keys', 'list', '--organization', 'shop');
    expect(listed.out).toContain(`${key.api_key_id}  `);
    expect(listed.out).not.toContain(key.secret);

    expect((await cli('keys', 'revoke', key.api_key_id, '--organization', 'shop')).code).toBe(0);
    expect((await ask()).status).toBe(401);
    expect((await cli('keys', 'revoke', 'none', '--organization', 'shop')).code).toBe(2);
  });

  test('a shop that is made meanwhile is on the page', async () => {
    const create = ['--create', '--currency', 'EUR', '--time-zone', 'Europe/Berlin', '--yes'];
    expect((await cli('import', file(), '--organization', 'late', ...create)).code).toBe(0);
    const link = /(http:\S+sign-in\?token=\S+)/.exec(server.soFar().out)?.[1] ?? '';
    const signedIn = await fetch(link, { redirect: 'manual' });
    const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
    const session = await fetch(`${url}/api/v1/session`, { headers: { cookie: cookie.join('; ') } });
    expect(await session.json()).toMatchObject({ organizations: [{ slug: 'late' }, { slug: 'shop' }] });
  });

  test('only the secret of a key goes to standard output', async () => {
    const { out, err } = await cli('keys', 'create', '--organization', 'shop');
    expect(out).toMatch(/^\S{20,}\n$/);
    expect(err).toContain('It is not shown again');
  });

  test('a file is taken in, and the lists are exported', async () => {
    const more = join(folder, 'more.csv');
    writeFileSync(more, `${orders.split('\n')[0]}\n2001,CUP,RED CUP,1,2011-03-01 10:00:00,10.00,bob,UK\n`);
    expect((await cli('import', more, '--organization', 'shop', '--yes')).code).toBe(0);

    const best = await cli('export', 'best-customers', '--organization', 'shop');
    expect({ code: best.code, err: best.err }).toEqual({ code: 0, err: '' });
    const [head = [], ...rows] = best.out
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    expect(column('orders')).toEqual(['1', '2']);
    expect(column('net_GBP')).toEqual(['10.00', '2.50']);
    const saved = join(folder, 'segments.csv');
    expect((await cli('export', 'segments', '--organization', 'shop', '--output', saved)).err).toContain(
      `Wrote ${saved}`,
    );
  });

  test('an export that cannot be says why', async () => {
    expect((await cli('export', 'everything', '--organization', 'shop')).err).toContain(
      'There is no list "everything". There is: segments',
    );
    expect((await cli('export', 'segments', '--organization', 'shop', '--limit', '3')).err).toContain(
      'This list has no --limit',
    );
    expect(await cli('export', 'best-customers', '--organization', 'shop', '--limit', '0')).toMatchObject({
      code: 2,
      out: '',
    });
  });

  test('Ctrl-C ends it, the database too', async () => {
    server.child.kill('SIGINT');
    expect(await server.ended).toMatchObject({ code: 0, err: expect.stringContaining('Stopping') });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    // Nothing holds the folder any more.
    expect((await cli('migrate')).code).toBe(0);
  });
});

test('a port that is taken is named before anything else is done', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { code, err } = await runCli(['start'], { ...environment, PORT: String(port) });
  expect(err).toContain(`Something else listens on port ${port}. Choose another with PORT.`);
  expect(code).toBe(3);
  other.close();
});
