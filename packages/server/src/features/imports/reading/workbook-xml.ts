import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { Refusal } from '../../../platform/errors.ts';
import { damaged } from './workbook-refusals.ts';

export interface XmlHandlers {
  /** Names come without their namespace. */
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** The parser keeps a text, a tag or a comment until it ends. */
const most_silent_characters = 8 * 1024 ** 2;
/** No workbook nests its tags deeper; the parser remembers each that is open. */
const most_depth = 100;
/** Few enough rows at once that even empty ones of the greatest width take no room. */
const slice_characters = 2 * 1024;

/** Reads a document to its end. @throws Refusal `workbook_damaged`, `row_too_long` */
export async function readXml(xml: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of xmlSteps(xml, handlers));
}

/** The same, with a pause after every few kilobytes in which what was found can be taken. */
export async function* xmlSteps(xml: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const decoder = new StringDecoder('utf8');
  let silent_characters = 0;
  const parser = parserFor(handlers, () => {
    silent_characters = 0;
  });
  for await (const chunk of xml) {
    const text = decoder.write(chunk);
    for (let from = 0; from < text.length; from += slice_characters) {
      silent_characters += slice_characters;
      if (silent_characters > most_silent_characters) {
        throw new Refusal('row_too_long', 'The workbook has a cell of more characters than a row can have', {
          status: 400,
        });
      }
      demandSound(() => parser.write(text.slice(from, from + slice_characters)));
      yield;
    }
  }
  demandSound(() => parser.write(decoder.end()).close());
  yield;
}

export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1] ?? '';
}

function parserFor({ open, close, text }: XmlHandlers, heard: () => void) {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  parser.on('opentag', (tag) => {
    heard();
    depth += 1;
    if (depth > most_depth) throw damaged(new Error('tags within tags without end'));
    open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    heard();
    depth -= 1;
    close?.(localName(tag.name));
  });
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  return parser;
}

const localName = (name: string): string => {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
};

function demandSound(parse: () => void): void {
  try {
    parse();
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(error);
  }
}
