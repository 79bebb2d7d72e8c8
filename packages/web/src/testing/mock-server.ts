/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { cohortPeriods } from '@regulars/contract/forecasts.ts';
import { rfmSegments } from '@regulars/contract/metrics.ts';
import * as fixtures from './fixtures.ts';
import { cohorts, forecast } from './forecasts.ts';
import { answerImports, sessionAt } from './imports/mock-imports.ts';
import { customerCount, customerDetail, customerList, customerRecords } from './people.ts';

/**
 * Serves the built page with invented shops, under a policy as strict as the real server's. For looking at the page and
 * for tests of it alone: `node packages/web/src/testing/mock-server.ts [port]`, after `npm run build`.
 */
export function mockServer(): Server & { tellChanged: () => void } {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response, listeners).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return Object.assign(server, {
    tellChanged() {
      for (const listener of listeners)
        listener.write(`event: changed\ndata: {"at":"${new Date().toISOString()}"}\n\n`);
    },
  });
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  listeners: Set<ServerResponse>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/v1/live') return listen(request, response, listeners);
  if (url.pathname.startsWith('/api/v1/exports/')) {
    response
      .writeHead(200, { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="export.csv"' })
      .end('customer\r\n');
    return;
  }
  if (url.pathname.startsWith('/api/v1/imports')) return answerImports(request, response, url);
  if (url.pathname.startsWith('/api/'))
    return json(response, url, String(request.headers['x-regulars-organization'] ?? ''));
  return file(response, url.pathname);
}

function listen(request: IncomingMessage, response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
}

function json(response: ServerResponse, url: URL, slug: string): void {
  const send = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (url.pathname === '/api/v1/session') {
    send(200, sessionAt(slug, fixtures.session()));
    return;
  }

  const shop = fixtures.shops.find((each) => each.detail.slug === slug);
  if (!shop) {
    refuse(response, 404, 'unknown_organization', 'No such organization');
    return;
  }
  const asked = {
    period: url.searchParams.has('period') ? Number(url.searchParams.get('period')) : undefined,
    channel: url.searchParams.get('channel') ?? undefined,
    segment: rfmSegments.find((segment) => segment === url.searchParams.get('segment')),
    as_of: url.searchParams.get('as_of') ?? undefined,
    limit: Number(url.searchParams.get('limit') ?? 100),
  };
  if (asked.as_of !== undefined && asked.as_of > fixtures.today) {
    refuse(response, 422, 'in_the_future', 'A reading can be had of now and of the past');
    return;
  }
  const answers: Record<string, () => unknown> = {
    '/api/v1/organization': () => shop.detail,
    '/api/v1/metrics/overview': () => fixtures.overview(shop, asked),
    '/api/v1/metrics/segments': () => fixtures.segments(shop, asked),
    '/api/v1/metrics/ltv-distribution': () => fixtures.ltvDistribution(shop, asked),
    '/api/v1/metrics/churn-forecast': () => fixtures.churnForecast(shop, asked),
    '/api/v1/metrics/best-customers': () => fixtures.bestCustomers(shop, asked),
    '/api/v1/metrics/rfm-cells': () => fixtures.rfmCells(shop, asked),
    '/api/v1/metrics/benchmarks': () => fixtures.benchmarks(shop),
    '/api/v1/forecast': () => forecast(shop),
    '/api/v1/cohorts': () =>
      cohorts(shop, cohortPeriods.find((each) => each === url.searchParams.get('period')) ?? 'month'),
    '/api/v1/customers': () => customerList(shop, url.searchParams),
    '/api/v1/customers/count': () => customerCount(shop, url.searchParams),
  };
  const found = answers[url.pathname] ?? answerOfCustomer(url.pathname, shop, asked);
  if (found) send(200, found());
  else refuse(response, 404, 'not_found', 'No such endpoint');
}

function answerOfCustomer(path: string, shop: fixtures.Shop, asked: fixtures.Asked): (() => unknown) | undefined {
  const [, customerId = '', part] = /^\/api\/v1\/customers\/([^/]+)(\/orders)?$/.exec(path) ?? [];
  const detail = customerDetail(shop, customerId, asked);
  if (detail === null) return undefined;
  return () => (part === undefined ? detail : customerRecords(shop, customerId, asked));
}

/** As the server tells every error: RFC 9457. */
function refuse(response: ServerResponse, status: number, code: string, detail: string): void {
  const problem = { type: 'about:blank', title: 'Not possible', status, detail, code, instance: 'mock' };
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}

const dist = join(import.meta.dirname, '../../dist');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

async function file(response: ServerResponse, path: string): Promise<void> {
  const name = extname(path) ? normalize(path) : '/index.html';
  try {
    const content = await readFile(join(dist, name));
    response
      .writeHead(200, {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      })
      .end(content);
  } catch {
    response.writeHead(404).end('Not found');
  }
}

if (import.meta.main) {
  const port = Number(process.argv[2] ?? 4780);
  mockServer().listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
}
