import { type Agent, request } from 'node:http';
import type { Product } from '../shop/product.ts';

export interface Answer {
  /** Null: no answer, the connection broke. */
  status: number | null;
  ms: number;
  retryAfter: string | undefined;
  body: string;
}

/** One request, and what became of it: never an error. */
export async function ask(
  { url, key }: Product,
  path: string,
  { agent, body }: { agent?: Agent; body?: object } = {},
): Promise<Answer> {
  const begun = performance.now();
  const text = body && JSON.stringify(body);
  return await new Promise((resolve) => {
    const end = (status: number | null, retryAfter?: string, told = '') =>
      resolve({ status, ms: performance.now() - begun, retryAfter, body: told });
    const asked = request(
      `${url}${path}`,
      {
        method: text ? 'POST' : 'GET',
        ...(agent && { agent }),
        headers: {
          authorization: `Bearer ${key}`,
          ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (response) => {
        let told = '';
        response.on('data', (chunk) => {
          told += chunk;
        });
        response.on('error', () => end(null));
        response.on('end', () => end(response.statusCode ?? null, response.headers['retry-after'], told));
      },
    );
    asked.on('error', () => end(null));
    asked.end(text);
  });
}
