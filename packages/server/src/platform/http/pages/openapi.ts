import { type OpenAPI, OpenAPIGenerator, toOpenAPIContent, toOpenAPIParameters } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type * as z from 'zod';
import { invariant } from '../../errors.ts';
import type { ContractEndpoint, Endpoint, RawEndpoint } from '../endpoints.ts';
import { problemShape } from '../problems.ts';

const converter = new ZodToJsonSchemaConverter();

/** Every endpoint but the pages, as OpenAPI 3.1. */
export async function describeApi(endpoints: readonly Endpoint[]): Promise<OpenAPI.Document> {
  const contract = endpoints.filter((endpoint) => endpoint.kind === 'contract');
  const raw = endpoints.filter((endpoint) => endpoint.kind === 'raw' && isDescribed(endpoint));
  const document = await describeContract(contract);
  for (const endpoint of raw) {
    if (endpoint.kind !== 'raw') continue;
    const path = document.paths?.[openPath(endpoint.path)] ?? {};
    document.paths = {
      ...document.paths,
      [openPath(endpoint.path)]: { ...path, [endpoint.method.toLowerCase()]: describeRaw(endpoint) },
    };
  }
  for (const endpoint of [...contract, ...raw]) await complete(document, endpoint);
  return document;
}

/** A path with a rest cannot be written down in OpenAPI: the pages are no API. */
export function isDescribed(endpoint: Endpoint): boolean {
  return !endpoint.path.endsWith('*');
}

async function describeContract(endpoints: readonly ContractEndpoint[]): Promise<OpenAPI.Document> {
  const router: Record<string, Record<string, ContractEndpoint['procedure']>> = {};
  for (const { feature, name, procedure } of endpoints) router[feature] = { ...router[feature], [name]: procedure };
  const document = await new OpenAPIGenerator({ schemaConverters: [converter] }).generate(router, {
    info: {
      title: 'Regulars',
      version: '1',
      description:
        'Customer intelligence. Money is in minor units beside its currency (`…_minor`), except on `/functions/v1`, where it is in major units. Errors are RFC 9457 problems.',
    },
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, made by `regulars keys create`. It is tied to one organization.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'regulars.session_token',
          description: 'A signed-in browser (over https the name begins with `__Secure-`).',
        },
      },
      schemas: { Problem: schemaOf(problemShape, 'output') },
    },
  });
  // Each procedure's path stands under /api/v1.
  document.paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, item]) => [`/api/v1${path}`, item]),
  );
  return document;
}

function describeRaw({ path, method, summary, tags, query, answers }: RawEndpoint): OpenAPI.OperationObject {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' as const },
  }));
  const inQuery = query ? toOpenAPIParameters(objectSchemaOf(query), 'query') : [];
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`,
    summary,
    tags: [...tags],
    parameters: [...inPath, ...inQuery],
    responses: {
      '200': {
        description: 'OK',
        content: answers.shape
          ? toOpenAPIContent(schemaOf(answers.shape, 'output') as object)
          : { [answers.type]: { schema: { type: 'string' } } },
      },
    },
  };
}

/** What the contract does not say of itself: who may ask, in which organization, and how errors look. */
async function complete(document: OpenAPI.Document, { path, method, permission }: Endpoint): Promise<void> {
  const item = document.paths?.[openPath(path)];
  const operation = item?.[method.toLowerCase() as 'get'];
  invariant(operation, `${method} ${path} is in the document`);
  operation.responses = {
    ...operation.responses,
    default: {
      description: 'A problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  if (permission === 'public') {
    operation.security = [];
    return;
  }
  operation.security = [{ key: [] }, { session: [] }];
  operation.description = [operation.description, `Needs the permission \`${permission}\`.`]
    .filter(Boolean)
    .join('\n\n');
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: 'x-regulars-organization',
      in: 'header',
      required: false,
      description:
        "The organization's slug, for a session with several; also as `?organization=`. A key has only its own.",
      schema: { type: 'string' },
    },
  ];
}

function openPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function schemaOf(shape: z.ZodType, strategy: 'input' | 'output'): OpenAPI.SchemaObject {
  const [, schema] = converter.convert(shape, { strategy });
  return schema as OpenAPI.SchemaObject; // JSON Schema 2020-12 is OpenAPI 3.1's own
}

function objectSchemaOf(shape: z.ZodObject): Parameters<typeof toOpenAPIParameters>[0] {
  const [, schema] = converter.convert(shape, { strategy: 'input' });
  return schema as Parameters<typeof toOpenAPIParameters>[0]; // a ZodObject becomes an object
}
