import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { implement } from '@orpc/server';
import { invariant } from '../errors.ts';
import type { ContractEndpoint } from './endpoints.ts';
import { readJsonText } from './json-body.ts';

interface Answering extends Record<PropertyKey, unknown> {
  /** Does what this request asks for, with its parsed input. */
  perform: (input: unknown) => Promise<unknown>;
  /** What was thrown, as it was thrown: oRPC would dress it up. */
  thrown?: { error: unknown };
}

/** Answers a request for a contract endpoint: parses its input, performs it, and holds the answer to the contract. */
export type ContractAnswerer = (request: Request, perform: Answering['perform']) => Promise<Response>;

export function answerContract(endpoints: readonly ContractEndpoint[]): ContractAnswerer {
  const router: Record<string, Record<string, ReturnType<typeof procedureOf>>> = {};
  for (const endpoint of endpoints) {
    router[endpoint.feature] = { ...router[endpoint.feature], [endpoint.name]: procedureOf(endpoint) };
  }
  const handler = new OpenAPIHandler<Answering>(router, {
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          context.thrown = { error };
          throw error;
        }
      },
    ],
  });

  return async (request, perform) => {
    const context: Answering = { perform };
    const { matched, response } = await handler.handle(await readable(request), { prefix: '/api/v1', context });
    if (context.thrown) throw context.thrown.error;
    invariant(matched, 'the registry and the contract know the same paths');
    return response;
  };
}

function procedureOf({ procedure }: ContractEndpoint) {
  return implement(procedure)
    .$context<Answering>()
    .handler(({ context, input }) => context.perform(input));
}

/** The request with its body read within our bounds. */
async function readable(request: Request): Promise<Request> {
  if (request.method === 'GET' || request.method === 'HEAD') return new Request(request.url);
  const body = await readJsonText(request);
  return new Request(request.url, { method: request.method, body, headers: { 'content-type': 'application/json' } });
}
