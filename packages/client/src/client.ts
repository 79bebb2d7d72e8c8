import { createORPCClient } from '@orpc/client';
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
    fetch: (request, init) => call(request, init),
  });
  return createORPCClient(link);
}
