import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { type Contract, contract } from '@regulars/contract/contract.ts';

export type RegularsClient = ContractRouterClient<Contract>;

export interface ClientOptions {
  /** Where Regulars answers, e.g. `https://regulars.example.com`. */
  url: string;
  /** An API key; left out in a browser that is signed in. */
  key?: string;
  /** The organization's slug, when the account has several. */
  organization?: string;
  /** Any fetch; default the global one. */
  fetch?: typeof globalThis.fetch;
}

/** The typed client of `/api/v1`. Errors are `ORPCError` with the code and status the server gave. */
export function createClient(options: ClientOptions): RegularsClient {
  const headers: Record<string, string> = {};
  if (options.key) headers.authorization = `Bearer ${options.key}`;
  if (options.organization) headers['x-regulars-organization'] = options.organization;
  const call = options.fetch ?? globalThis.fetch;
  const link = new OpenAPILink(contract, {
    url: new URL('/api/v1', options.url).href,
    headers: () => headers,
    fetch: async (request, init) => readable(await call(request, init)),
    customErrorResponseBodyDecoder: refusalOf,
  });
  return createORPCClient(link);
}

/** Errors come as `application/problem+json` (RFC 9457), which the link would take for a file. */
function readable(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** The server's own code and sentence; `data` is the whole problem. */
function refusalOf(body: unknown, response: { status: number }): ORPCError<string, unknown> | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') return undefined;
  const message = 'detail' in body && typeof body.detail === 'string' ? { message: body.detail } : {};
  return new ORPCError(body.code, { status: response.status, ...message, data: body });
}
