import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, told } from '../../../testing/house.ts';

interface OpenApi {
  openapi: string;
  info: object;
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  operationId: string;
  summary: string;
  responses: object;
  security: object[];
  parameters?: { name: string }[];
  requestBody?: { content: Record<string, { schema: { required: string[] } }> };
}

let folder: string;
let house: House;
beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'regulars-pages-'));
  folder = join(home, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(home, 'secret'), 'not to be seen');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Regulars</title>');
  writeFileSync(join(folder, 'assets', 'index-a1b2c3d4.js'), 'console.log(1)');
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  house = await openHouse({ pages: folder });
});
afterAll(async () => {
  await house.close();
  rmSync(join(folder, '..'), { recursive: true });
});

test('every address of the pages gets the page; hashed files are kept for ever, the page is asked for again', async () => {
  for (const path of ['/', '/customers', '/customers/01a1fa63?tab=orders']) {
    const response = await house.ask(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Regulars');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  }
  const script = await house.ask('/assets/index-a1b2c3d4.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
  const small = await house.ask('/assets/index-a1b2c3d4.js', { headers: { 'accept-encoding': 'br, gzip' } });
  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(Buffer.from(await small.arrayBuffer())).toString()).toBe('console.log(1)');
  const again = await house.ask('/icon.svg', {
    headers: { 'if-none-match': (await house.ask('/icon.svg')).headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test.each([
  '/../secret',
  '/..%2fsecret',
  '/%2e%2e/secret',
  '/assets/../../secret',
  '/assets/..%5c..%5csecret',
  '//etc/passwd',
  '/etc/passwd%00.html',
  '/assets',
  '/assets/gone.js',
])('%s leads nowhere', async (path) => {
  const response = await house.ask(path, { headers: { accept: '*/*' } });
  const text = await response.text();
  expect(text).not.toMatch(/not to be seen|root:/);
  expect(response.status === 404 || text.includes('<title>Regulars')).toBe(true);
});

test('an address of the API that is not there is a problem, not a page', async () => {
  for (const path of ['/api', '/api/', '/api/v1/nothing', '/functions/v1/nothing', '/api/v1/metrics/segments/']) {
    const response = await house.ask(path, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  }
});

test('pages that were built anew are shown', async () => {
  await house.ask('/');
  await new Promise((resume) => setTimeout(resume, 20));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Regulars, newer</title>');
  expect(await (await house.ask('/')).text()).toContain('newer');
});

test('the OpenAPI document is 3.1, whole, and names every endpoint with who may ask', async () => {
  const document = await told<OpenApi>(house.ask('/api/openapi.json'));
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: 'Regulars', version: '1' });

  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const registered = house.app.endpoints
    .filter(({ path }) => path !== '/*')
    .map(({ method, path }) => `${method} ${asWritten(path)}`);
  expect(described.sort()).toEqual(registered.sort());

  const ids = new Set<string>();
  for (const endpoint of house.app.endpoints.filter(({ path }) => path !== '/*')) {
    const operation = document.paths[asWritten(endpoint.path)]![endpoint.method.toLowerCase()]!;
    expect(operation.operationId).toEqual(expect.any(String));
    expect(ids.has(operation.operationId)).toBe(false);
    ids.add(operation.operationId);
    expect(operation.summary.length).toBeGreaterThan(5);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', 'default']));
    expect(operation.security).toEqual(endpoint.permission === 'public' ? [] : [{ key: [] }, { session: [] }]);
    for (const parameter of operation.parameters ?? []) {
      expect(parameter).toMatchObject({
        name: expect.any(String),
        in: expect.stringMatching(/^(query|header|path)$/),
        schema: expect.any(Object),
      });
    }
  }
  expect(document.paths['/functions/v1/metrics_churn_candidates']?.get?.parameters?.map(({ name }) => name)).toEqual([
    'period',
    'channel',
    'segment',
    'as_of',
    'limit',
    'x-regulars-organization',
  ]);
  expect(document.paths['/api/v1/orders']?.post?.requestBody?.content['application/json']?.schema.required).toEqual(
    expect.arrayContaining(['source', 'external_id', 'placed_at']),
  );
});

test('every reference inside the OpenAPI document leads somewhere', async () => {
  const document = await told<OpenApi>(house.ask('/api/openapi.json'));
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
  expect(refs.length).toBeGreaterThan(10);
  for (const ref of new Set(refs)) {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
    expect({ ref, found: typeof found }).toEqual({ ref, found: 'object' });
  }
});

test('the reference page lists every endpoint, without a script', async () => {
  const response = await house.ask('/api/reference');
  const page = await response.text();
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(page).not.toMatch(/<script|onclick|https?:\/\/(?!json-schema)/i);
  expect(page).toContain('<html lang="en">');
  for (const { path } of house.app.endpoints.filter((endpoint) => endpoint.path !== '/*'))
    expect(page).toContain(asWritten(path));
});

/** A path as OpenAPI writes it. */
function asWritten(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}
