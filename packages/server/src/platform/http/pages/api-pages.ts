import type { Endpoint, RawEndpoint } from '../endpoints.ts';
import { describeApi } from './openapi.ts';
import { referencePage } from './reference.ts';

/** The description of the API, for programs and for people. `all` is asked when first needed: it holds these two as well. */
export function apiPages(all: () => readonly Endpoint[]): RawEndpoint[] {
  let described: ReturnType<typeof describeApi> | null = null;
  const document = () => {
    described ??= describeApi(all());
    return described;
  };
  const common = { kind: 'raw', method: 'GET', permission: 'public', tags: ['About'] } as const;
  return [
    {
      ...common,
      path: '/api/openapi.json',
      summary: 'This description, as OpenAPI 3.1',
      answers: { type: 'application/json' },
      answer: async ({ c }) => c.json(await document()),
    },
    {
      ...common,
      path: '/api/reference',
      summary: 'This description, to read',
      answers: { type: 'text/html' },
      answer: async ({ c }) => c.html(referencePage(await document())),
    },
  ];
}
