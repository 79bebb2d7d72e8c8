import { oc } from '@orpc/contract';
import type { Permission } from '@regulars/contract/base.ts';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { systemPrincipal, type World } from '../scope.ts';
import type { Identify } from './caller.ts';
import { contractEndpoints, type Endpoint, type RawEndpoint } from './endpoints.ts';
import type { Limits } from './guard.ts';
import { createHttp } from './http.ts';
import { createMeters } from './observe.ts';

const nowhere = {} as World; // no endpoint of these tests goes there

function raw(more: Partial<RawEndpoint>): RawEndpoint {
  return {
    kind: 'raw',
    method: 'GET',
    path: '/here',
    permission: 'public',
    summary: '',
    tags: [],
    answers: { type: 'text/plain' },
    answer: ({ c }) => c.text('here'),
    ...more,
  };
}

interface Opening {
  timeout_ms?: number;
  publicUrl?: string;
  identify?: Identify;
  limits?: Limits;
}

function open(endpoints: readonly Endpoint[], opening: Opening = {}) {
  const logged: string[] = [];
  const http = createHttp({
    world: nowhere,
    identify: async () => null,
    endpoints,
    log: pino({}, { write: (line) => logged.push(line) }),
    meters: createMeters(),
    ...opening,
  });
  return { http, logged };
}

test('an endpoint without a permission does not register', () => {
  const without = undefined as unknown as Permission; // what the types forbid and a slip makes possible
  expect(() => open([raw({ permission: without })])).toThrow('GET /here declares no permission');
  expect(() => open([raw({ permission: 'everything' as Permission })])).toThrow('declares no permission');
});

test('nor does a procedure of the contract without one', () => {
  const procedure = oc.route({ method: 'GET', path: '/forgotten' }).output(z.object({}));
  expect(() => open(contractEndpoints('forgetful', { procedure }, { procedure: async () => ({}) }))).toThrow(
    'GET /api/v1/forgotten declares no permission',
  );
});

test('two endpoints do not answer at one address', () => {
  expect(() => open([raw({}), raw({})])).toThrow('GET /here is declared twice');
});

test('an unknown address is a problem, and another method names those that are answered', async () => {
  const { http } = open([raw({})]);
  const unknown = await http.request('/there');
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('content-type')).toBe('application/problem+json');
  expect(await unknown.json()).toMatchObject({ status: 404, code: 'not_found', title: 'Not found' });
  const other = await http.request('/here', { method: 'DELETE' });
  expect(other.status).toBe(405);
  expect(other.headers.get('allow')).toBe('GET');
});

test('a fault is logged with its cause and tells nothing', async () => {
  const cause = Object.assign(new Error('relation "secrets" does not exist'), {
    code: '42P01',
    detail: 'Key (email)=(ann@example.com)',
  });
  const { http, logged } = open([
    raw({
      answer: () => {
        throw new Error('while reading the shop', { cause });
      },
    }),
  ]);
  const response = await http.request('/here?email=ann@example.com');
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(body).not.toMatch(/secrets|reading|ann@/);
  const log = logged.join('');
  expect(log).toContain('relation \\"secrets\\" does not exist');
  expect(log).toContain('while reading the shop');
  expect(log).not.toContain('ann@example.com');
  expect(log).toContain(JSON.parse(body).instance.replace('urn:uuid:', ''));
});

test.each([
  ['57014', 'query_timeout'],
  ['57P01', 'database_unavailable'],
  ['53300', 'database_unavailable'],
  ['ECONNREFUSED', 'database_unavailable'],
])('a database that answers %s is told as 503 %s', async (code, told) => {
  const { http } = open([
    raw({
      answer: () => {
        throw Object.assign(new Error('no'), { code });
      },
    }),
  ]);
  const response = await http.request('/here');
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.json()).toMatchObject({ code: told });
});

test('a full disk is told as one, and a connection that broke as a database that does not answer', async () => {
  const answers = [
    Object.assign(new Error('no'), { code: '53100' }),
    new Error('Client was closed and is not queryable'),
  ];
  const told = await Promise.all(
    answers.map(async (error) => {
      const { http } = open([
        raw({
          answer: () => {
            throw error;
          },
        }),
      ]);
      const response = await http.request('/here');
      return [response.status, ((await response.json()) as { code: string }).code];
    }),
  );
  expect(told).toEqual([
    [507, 'disk_full'],
    [503, 'database_unavailable'],
  ]);
});

test('an answer that takes too long is given up', async () => {
  const { http } = open([raw({ answer: () => new Promise(() => {}) })], { timeout_ms: 50 });
  const response = await http.request('/here');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'query_timeout' });
});

test('every answer forbids what a page of ours does not need', async () => {
  const { http } = open([raw({})]);
  for (const path of ['/here', '/there']) {
    const { headers } = await http.request(path);
    const policy = headers.get('content-security-policy');
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('behind a proxy the page’s origin is the public one, and the address is what the proxy says', async () => {
  const identify: Identify = async (headers) =>
    headers.get('cookie') === 'ann'
      ? {
          actor: { kind: 'member', id: 'ann', name: 'Ann' },
          principal: systemPrincipal('tea', 'Ann', ['records:write']),
          cookies: [],
          organizations: async () => [],
        }
      : null;
  const { http } = open([raw({ method: 'POST', permission: 'records:write' })], {
    identify,
    publicUrl: 'https://regulars.example.com',
    limits: { anonymous: { per_minute: 1 }, caller: { per_minute: 100 } },
  });
  const post = (headers: Record<string, string>) =>
    http.request('/here', { method: 'POST', headers: { host: '127.0.0.1:4747', ...headers } });
  expect((await post({ cookie: 'ann', origin: 'https://regulars.example.com' })).status).toBe(200);
  expect((await post({ cookie: 'ann', origin: 'https://evil.example.com' })).status).toBe(403);
  expect((await post({ cookie: 'ann', origin: 'null' })).status).toBe(403);
  expect((await post({ 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })).status).toBe(401);
  expect((await post({ 'x-forwarded-for': '198.51.100.2, 203.0.113.7' })).status).toBe(429);
  expect((await post({ 'x-forwarded-for': '203.0.113.8' })).status).toBe(401);
  expect((await post({})).headers.get('strict-transport-security')).toBe('max-age=31536000');
});
