import type { AnyContractProcedure, ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import { type Permission, permissions } from '@regulars/contract/base.ts';
import type { Context as HonoContext } from 'hono';
import type * as z from 'zod';
import { invariant } from '../errors.ts';
import type { Hub } from '../events/hub.ts';
import type { GroupDoor } from '../group-commit.ts';
import type { Job } from '../jobs/jobs.ts';
import { type Principal, type Scope, type World, withReadScope } from '../scope.ts';
import type { Caller } from './caller.ts';

/**
 * Everything that answers over HTTP, of two kinds: `contract` endpoints answer for a procedure of the contract, `raw` ones
 * write their own response. Both declare the permission they ask for, or they do not register.
 */
export type Endpoint = ContractEndpoint | RawEndpoint;

interface Declared {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Hono's form: `/shop/:slug`; a `*` at the end takes the rest. */
  path: string;
  /** `public` is one, and is spelt out. */
  permission: Permission;
  /** Public, and cheap enough to be asked for without limit. */
  isUnmetered?: boolean;
}

export interface ContractEndpoint extends Declared {
  kind: 'contract';
  /** Its place in the contract: `metrics.segments`. */
  feature: string;
  name: string;
  procedure: AnyContractProcedure;
  door: Door;
}

/** A request as it comes from a browser, for what happens before anybody is known: signing in. */
export interface Visit {
  headers: Headers;
  /** Where it comes from. */
  address: string;
  /** To be sent back with the answer. */
  cookies: string[];
}

/**
 * What a procedure calls: a front door in one transaction, one that many share a transaction of, one that asks only who is there, or one
 * that looks at the browser itself.
 */
export type Door =
  | { asks: 'scope'; call: (scope: Scope, input: unknown) => Promise<unknown> }
  | ({ asks: 'group' } & GroupDoor)
  | { asks: 'caller'; call: (caller: Caller) => Promise<unknown> }
  | { asks: 'visit'; call: (visit: Visit, input: unknown) => Promise<unknown> };

export interface RawEndpoint extends Declared {
  kind: 'raw';
  summary: string;
  tags: readonly string[];
  /** What the query may hold; parsed before `answer` is called. */
  query?: z.ZodObject;
  /** For the OpenAPI document: what comes back when all is well. */
  answers: { type: string; shape?: z.ZodType };
  /** A stream that may take as long as it likes. */
  isLasting?: boolean;
  answer: (request: RawRequest) => Response | Promise<Response>;
}

export interface RawRequest {
  c: HonoContext;
  world: World;
  /** The parsed query, by the endpoint's `query`. */
  query: unknown;
  /** Null on a public endpoint. */
  principal: Principal | null;
}

/** A feature, as it plugs in. */
export interface Feature {
  name: string;
  endpoints: readonly Endpoint[];
  jobs?: readonly Job[];
  /** Work that goes on beside the requests, from the start of a server process to its end. */
  background?: (world: World, hub: Hub, onError: (error: unknown) => void) => Background;
}

export interface Background {
  /** Breaks off what runs; it is taken up again at the next start. */
  close(): Promise<void>;
}

type Procedures = Readonly<Record<string, AnyContractProcedure>>;
type Heard<P> =
  P extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : never;
type Told<P> =
  P extends ContractProcedure<infer _Input, infer Output, infer _Errors, infer _Meta>
    ? InferSchemaInput<Output>
    : never;
type Doors<C extends Procedures> = {
  [K in keyof C]:
    | ((scope: Scope, input: Heard<C[K]>) => Promise<Told<C[K]>>)
    | SharedDoor<Heard<C[K]>, Told<C[K]>>
    | CallerDoor<Told<C[K]>>
    | VisitDoor<Heard<C[K]>, Told<C[K]>>;
};

interface SharedDoor<Input, Answer> {
  callEach: (scope: Scope, inputs: readonly Input[]) => Promise<readonly Answer[]>;
  subjectOf: (input: Input) => string;
}

interface CallerDoor<Answer> {
  asksCaller: (caller: Caller) => Promise<Answer>;
}

interface VisitDoor<Input, Answer> {
  looksAtVisit: (visit: Visit, input: Input) => Promise<Answer>;
}

/** For a door that takes many inputs at once: requests that come at the same moment share its transaction (group-commit.ts). */
export function sharingTransactions<Input, Answer>(
  callEach: (scope: Scope, inputs: readonly Input[]) => Promise<readonly Answer[]>,
  subjectOf: (input: Input) => string,
): SharedDoor<Input, Answer> {
  return { callEach, subjectOf };
}

/** For a door that asks only who is there, also when they belong to no organization. */
export function askingCaller<Answer>(call: (caller: Caller) => Promise<Answer>): CallerDoor<Answer> {
  return { asksCaller: call };
}

/** For a door that comes before anybody is known, or gives cookies. */
export function lookingAtVisit<Input, Answer>(
  call: (visit: Visit, input: Input) => Promise<Answer>,
): VisitDoor<Input, Answer> {
  return { looksAtVisit: call };
}

/** The endpoints of one feature's contract, each with the front door it calls. */
export function contractEndpoints<C extends Procedures>(
  feature: string,
  contract: C,
  doors: Doors<C>,
): ContractEndpoint[] {
  return Object.entries(contract).map(([name, procedure]) => {
    const { route, meta } = procedure['~orpc'];
    invariant(route.method && route.path, `${feature}.${name} has a method and a path`);
    return {
      kind: 'contract',
      method: methodOf(route.method),
      path: `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      permission: (meta as { permission: Permission }).permission, // the registry looks at it before anything answers
      feature,
      name,
      procedure,
      door: doorOf(doors[name]),
    };
  });
}

function methodOf(method: string): Declared['method'] {
  invariant(
    method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE',
    `${method} is served`,
  );
  return method;
}

/** The contract's types were checked where the door was named; from here on the contract itself checks the values. */
function doorOf(door: unknown): Door {
  if (typeof door === 'function')
    return { asks: 'scope', call: door as (scope: Scope, input: unknown) => Promise<unknown> };
  if (isShared(door)) return { asks: 'group', ...door };
  if (isVisit(door)) return { asks: 'visit', call: door.looksAtVisit };
  return { asks: 'caller', call: (door as CallerDoor<unknown>).asksCaller };
}

const isShared = (door: unknown): door is GroupDoor => typeof door === 'object' && door !== null && 'callEach' in door;

const isVisit = (door: unknown): door is VisitDoor<unknown, unknown> =>
  typeof door === 'object' && door !== null && 'looksAtVisit' in door;

/** A raw endpoint that reads by a front door: in one transaction, with its query parsed. */
export function scopedRaw<Query extends z.ZodObject>(
  endpoint: Omit<RawEndpoint, 'kind' | 'method' | 'query' | 'answer'> & {
    method: 'GET';
    query: Query;
    answer: (scope: Scope, query: z.output<Query>, c: HonoContext) => Promise<Response>;
  },
): RawEndpoint {
  return {
    ...endpoint,
    kind: 'raw',
    answer: ({ c, world, query, principal }) => {
      invariant(principal, `${endpoint.path} is not public`);
      return withReadScope(world, principal, (scope) => endpoint.answer(scope, query as z.output<Query>, c)); // parsed by the registry
    },
  };
}

/** @throws Error when an endpoint declares no permission, or answers where another one does */
export function assertRegistrable(endpoints: readonly Endpoint[]): void {
  const taken = new Set<string>();
  for (const { method, path, permission } of endpoints) {
    const name = `${method} ${path}`;
    if (!(permissions as readonly unknown[]).includes(permission))
      throw new Error(`${name} declares no permission and is not registered`);
    if (taken.has(name)) throw new Error(`${name} is declared twice`);
    taken.add(name);
  }
}

/** The organization a caller names in a request: null when they leave it to us. */
export function organizationWanted(c: HonoContext): string | null {
  return c.req.header('x-regulars-organization') ?? c.req.query('organization') ?? null;
}
