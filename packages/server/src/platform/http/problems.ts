import { ORPCError, ValidationError } from '@orpc/server';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { Refusal, TryAgain } from '../errors.ts';

/** RFC 9457, as every error of the API is told. */
export interface Problem {
  type: string;
  title: string;
  status: ContentfulStatusCode;
  detail: string;
  /** For programs; part of the interface. */
  code: string;
  /** Where it went wrong: a field's path. */
  where?: string;
  /** Malformed input: every place that was wrong. */
  errors?: InputError[];
}

export interface InputError {
  path: string;
  message: string;
}

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  where: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** The id of the request, as in the log. */
  instance: z.string(),
});

/** More than this of one request is not told: the first ones show what is meant. */
const most_errors = 50;

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In the way of another',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not possible',
  429: 'Too many requests',
  500: 'Fault',
  503: 'Not available',
  507: 'No room',
};

export function problem(
  status: number,
  code: string,
  detail: string,
  more: Pick<Problem, 'where' | 'errors'> = {},
): Problem {
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status: status as ContentfulStatusCode,
    detail,
    code,
    ...more,
  };
}

/** The caller's own problems and the database's absence by name; null for a fault of ours, of which nothing is told. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Refusal) {
    return problem(error.status, error.code, error.message, error.where === undefined ? {} : { where: error.where });
  }
  if (error instanceof TryAgain) return busy();
  if (error instanceof z.ZodError) return invalidInput(error.issues);
  if (error instanceof ORPCError) return ofContract(error);
  return ofDatabase(error);
}

export const fault = problem(500, 'fault', 'Something went wrong on our side. The request id finds it in the log.');

/** Thrown by the contract's own machinery: bad input is the caller's, an answer that breaks the contract is ours. */
function ofContract(error: ORPCError<string, unknown>): Problem | null {
  if (error.status !== 400) return null;
  if (error.cause instanceof ValidationError) return invalidInput(error.cause.issues);
  return problem(400, 'malformed_request', 'The request cannot be read');
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

function invalidInput(issues: readonly Issue[]): Problem {
  const errors = issues.slice(0, most_errors).map(({ path = [], message }) => ({
    path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message,
  }));
  const first = errors[0];
  return problem(
    400,
    'invalid_input',
    first ? `${first.path}: ${first.message}`.replace(/^: /, '') : 'The input is not valid',
    { errors },
  );
}

const busy = () => problem(503, 'busy', 'Others are changing the same records at this moment. Try again soon.');
const unavailable = () => problem(503, 'database_unavailable', 'The database does not answer. Try again soon.');

/** SQLSTATEs: 40001 and 40P01: still in each other's way after every retry; 57014 cancelled by the time limit; classes 08 and 53, and 57P0x: connections lost, refused or used up. */
function ofDatabase(error: unknown): Problem | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (code === '40P01' || code === '40001') return busy();
    if (code === '57014') return problem(503, 'query_timeout', 'This took too long and was stopped');
    if (code === '53100')
      return problem(507, 'disk_full', 'The disk of the database is full. What was accepted is kept; this was not.');
    if (/^(08|53|57P0)/.test(code) || lostConnection.has(code)) return unavailable();
    if (code === 'ENOENT' && 'syscall' in at && at.syscall === 'connect') return unavailable();
    if (
      /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection|Client was closed)/i.test(
        at.message,
      )
    )
      return unavailable();
  }
  return null;
}

const lostConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
