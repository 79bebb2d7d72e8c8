import { randomUUIDv7 } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What is known of a request while it is answered. */
export interface Observed {
  Variables: {
    requestId: string;
    /** The endpoint's pattern; never the path, which may name somebody. */
    route: string;
    /** The kind and id of who asked. */
    actor: string;
  };
}

export interface Meters {
  registry: Registry;
  observe: (request: { method: string; route: string; status: number }, duration_ms: number) => void;
}

export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'regulars_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'regulars_http_request_duration_seconds',
    help: 'Time until the answer began',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe: ({ method, route, status }, duration_ms) => {
      requests.inc({ method, route, status: String(status) });
      durations.observe({ method, route }, duration_ms / 1000);
    },
  };
}

/** Gives each request its id, counts it and writes a line: method, pattern, status, time. No query, no body, no address. */
export function observing(log: Logger, meters: Meters): MiddlewareHandler<Observed> {
  return async (c, next) => {
    const started = performance.now();
    const request_id = randomUUIDv7();
    c.set('requestId', request_id);
    c.set('route', 'unknown');
    await next();
    c.res.headers.set('x-request-id', request_id);
    const duration_ms = performance.now() - started;
    const method = known.has(c.req.method) ? c.req.method : 'other';
    const route = c.get('route');
    const { status } = c.res;
    meters.observe({ method, route, status }, duration_ms);
    const line = { request_id, method, route, status, duration_ms: Math.round(duration_ms), actor: c.get('actor') };
    if (status >= 500) log.warn(line, 'answered');
    else log.info(line, 'answered');
  };
}

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A fault for the log: names, codes and where; not the rows that a database error quotes. */
export function describeFault(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) };
  const { code, constraint, table, issues } = error as {
    code?: unknown;
    constraint?: unknown;
    table?: unknown;
    issues?: unknown;
  };
  return {
    name: error.name,
    message: error.message.slice(0, 500),
    code,
    constraint,
    table,
    places: Array.isArray(issues)
      ? issues.slice(0, 10).map((issue) => ({ path: issue.path, message: issue.message }))
      : undefined,
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
    cause: error.cause !== undefined && depth < 4 ? describeFault(error.cause, depth + 1) : undefined,
  };
}
