import { readFileSync } from 'node:fs';
import { type RawBuilder, sql } from 'kysely';

/**
 * The shared definitions of `views/*.sql`: one text each, from which both the API's query and the database's view are made.
 * A text may include another, `{{counted_orders}}`, or one with another text in a place of it, `{{customer_readings facts=facts_each}}`,
 * and names its parameters, `:today`.
 */

const folder = new URL('../../views/', import.meta.url);
const texts = new Map<string, string>();

/** Which text stands for a placeholder: `{ facts: 'facts_now' }`. A name without an entry stands for itself. */
export type Stands = Readonly<Record<string, string>>;

/** The query of a text with its parameters bound. Every parameter named in the text must be given. */
export function queryText<Row>(
  name: string,
  params: Readonly<Record<string, unknown>>,
  stands: Stands = {},
): RawBuilder<Row> {
  const whole = expand(name, stands);
  const forgotten = namesOf(whole).find((param) => !(param in params));
  if (forgotten !== undefined) throw new Error(`views/${name}.sql needs the parameter :${forgotten}`);
  const parts: RawBuilder<unknown>[] = pieces(settled(whole, params)).map((piece) =>
    typeof piece === 'string' ? sql.raw(piece) : sql.val(params[piece.param]),
  );
  return sql<Row>`${sql.join(parts, sql.raw(''))}`;
}

/** The same text with SQL expressions in place of the parameters, for `create view`. */
export function viewText(name: string, expressions: Readonly<Record<string, string>>, stands: Stands = {}): string {
  return pieces(expand(name, stands))
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const expression = expressions[piece.param];
      if (expression === undefined) throw new Error(`views/${name}.sql needs the parameter :${piece.param}`);
      return expression;
    })
    .join('');
}

const includes = /\{\{([a-z_]+)(?: ([a-z_]+)=([a-z_]+))?\}\}/g;

const guard = /\(:([a-z][a-z0-9_]*)::[a-z]+(?:\[\])? is null\s+or\s+/g;

/**
 * `(:ids::uuid[] is null or id = any (:ids::uuid[]))` is `true` without the parameter, and the condition alone with it: a plan that
 * is kept for every value could not tell.
 */
function settled(text: string, params: Readonly<Record<string, unknown>>): string {
  let result = '';
  let from = 0;
  for (const { 0: head, 1: param = '', index } of text.matchAll(guard)) {
    if (index < from) continue;
    const end = closing(text, index);
    const condition = text.slice(index + head.length, end);
    const isGiven = params[param] !== null && params[param] !== undefined;
    result += `${text.slice(from, index)}${isGiven ? `(${settled(condition, params)})` : 'true'}`;
    from = end + 1;
  }
  return result + text.slice(from);
}

/** Where the bracket that opens at `start` closes. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`A bracket is not closed: ${text.slice(start, start + 60)}`);
}

/** In a place that was named where a text is included, a text stands with what it found there. */
type Places = Readonly<Record<string, string | { text: string; places: Places }>>;

function expand(name: string, places: Places, within: readonly string[] = []): string {
  const place = places[name] ?? name;
  const { text: target, places: own } = typeof place === 'string' ? { text: place, places } : place;
  if (within.includes(target)) throw new Error(`views/${target}.sql includes itself`);
  return read(target).replace(includes, (_, included: string, named: string | undefined, instead = '') => {
    const standing = own[instead] ?? instead;
    const there = named && { [named]: typeof standing === 'string' ? { text: standing, places: own } : standing };
    return expand(included, { ...own, ...there }, [...within, target]);
  });
}

function read(name: string): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`${name}.sql`, folder), 'utf8')
    .replace(/--[^\n]*/g, '')
    .trim()
    .replace(/;$/, '');
  texts.set(name, text);
  return text;
}

const namesOf = (text: string): string[] =>
  pieces(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.param]));

function pieces(text: string): (string | { param: string })[] {
  return text.split(/(?<![:\w]):([a-z][a-z0-9_]*)/).map((piece, index) => (index % 2 === 0 ? piece : { param: piece }));
}
