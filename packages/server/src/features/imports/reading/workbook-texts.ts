import { tooLarge } from './workbook-refusals.ts';
import { readXml } from './workbook-xml.ts';

/** All of them are in memory while a sheet is read, each with about this much around it. */
const most_characters = 100_000_000;
const text_overhead = 32;

/** The texts of a workbook's cells, which its sheets name by their place. @throws Refusal `workbook_too_large` */
export async function readTexts(xml: AsyncIterable<Buffer>): Promise<string[]> {
  const texts: string[] = [];
  const reader = new TextReader();
  let characters = 0;
  await readXml(xml, {
    open: (name) => reader.open(name),
    text: (text) => reader.text(text),
    close: (name) => {
      reader.close(name);
      if (name !== 'si') return;
      const text = reader.take();
      characters += text.length + text_overhead;
      if (characters > most_characters) throw tooLarge();
      texts.push(text);
    },
  });
  return texts;
}

/** Text of one or several pieces (`t`), without how it is pronounced (`rPh`). */
export class TextReader {
  #text = '';
  #isInText = false;
  #isPronounced = false;

  open(name: string): void {
    if (name === 'rPh') this.#isPronounced = true;
    if (name === 't') this.#isInText = !this.#isPronounced;
  }

  text(text: string): void {
    if (this.#isInText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPronounced = false;
    if (name === 't') this.#isInText = false;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return withoutEscapes(text);
  }
}

/** What XML cannot hold, Excel writes as `_x000D_`. */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
