import { Refusal } from '../../../platform/errors.ts';
import type { OpenFile } from './open-file.ts';
import { most_row_characters, type Row } from './row.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { damaged, rowTooLong, tooLarge } from './workbook-refusals.ts';
import { type NumberKind, readStyles } from './workbook-styles.ts';
import { readTexts, TextReader, withoutEscapes } from './workbook-texts.ts';
import { dateText, isoText, numberText } from './workbook-values.ts';
import { attributeOf, xmlSteps } from './workbook-xml.ts';

const batch_rows = 500;
/** One cell at the end of a wide row makes all before it. */
const batch_cells = 200_000;
/** Cells that are not there and stand before others: a small file can have very many. */
const most_gaps = 50_000_000;
/** The last column that Excel has, XFD. */
const most_columns = 16_384;
/** Beyond the rows of any program. */
const most_lines = 20_000_000;

/**
 * The rows of a sheet, null: of the first that is not hidden. Dates come in the form of ISO 8601, numbers plain, formulas as what
 * they came to. Lines are the sheet's row numbers.
 * @throws Refusal `unknown_sheet`, `workbook_damaged`, `workbook_too_large`, `row_too_long`
 */
export async function* workbookRows(
  file: Pick<OpenFile, 'chunks'>,
  workbook: Workbook,
  name: string | null,
): AsyncGenerator<Row[]> {
  const sheet = sheetNamed(workbook, name);
  for await (const _ of file.chunks);
  const reader = new SheetReader({
    texts: workbook.texts ? await readTexts(await workbook.open(workbook.texts)) : [],
    styles: workbook.styles ? await readStyles(await workbook.open(workbook.styles)) : [],
    isFrom1904: workbook.isFrom1904,
  });
  for await (const _ of xmlSteps(await workbook.open(sheet.part), reader)) {
    if (reader.isFull) yield reader.take();
  }
  if (reader.rows.length > 0) yield reader.take();
}

function sheetNamed({ sheets }: Workbook, name: string | null): Sheet {
  const sheet =
    name === null ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : sheets.find((one) => one.name === name);
  if (sheet) return sheet;
  const known = sheets.map((one) => JSON.stringify(one.name)).join(', ');
  throw new Refusal('unknown_sheet', `The workbook has no sheet ${JSON.stringify(name)}. It has ${known || 'none'}.`, {
    where: 'sheet',
  });
}

interface Surroundings {
  texts: readonly string[];
  styles: readonly NumberKind[];
  isFrom1904: boolean;
}

class SheetReader {
  rows: Row[] = [];
  readonly #around: Surroundings;
  readonly #inline = new TextReader();
  #held = 0;
  #gaps = 0;
  #line = 0;
  #cells: string[] = [];
  #characters = 0;
  #column = 0;
  #type = '';
  #style = 0;
  #isInValue = false;
  #value = '';

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get isFull(): boolean {
    return this.rows.length >= batch_rows || this.#held >= batch_cells;
  }

  take(): Row[] {
    const { rows } = this;
    this.rows = [];
    this.#held = 0;
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      this.#line = Number(attributeOf(attributes, 'r')) || this.#line + 1;
      if (this.#line > most_lines) throw damaged(new Error('a row beyond the last'));
      this.#cells = [];
      this.#characters = 0;
      this.#column = 0;
    } else if (name === 'c') {
      this.#column = columnOf(attributeOf(attributes, 'r')) ?? this.#column + 1;
      if (this.#column > most_columns) throw damaged(new Error('a column beyond XFD'));
      this.#type = attributeOf(attributes, 't');
      this.#style = Number(attributeOf(attributes, 's'));
      this.#value = '';
    } else if (name === 'v') this.#isInValue = true;
    else this.#inline.open(name);
  };

  readonly text = (text: string): void => {
    if (this.#isInValue) this.#value += text;
    else this.#inline.text(text);
  };

  readonly close = (name: string): void => {
    if (name === 'v') this.#isInValue = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
    else this.#inline.close(name);
  };

  #endCell(): void {
    const inline = this.#inline.take();
    const text = this.#type === 'inlineStr' ? inline : this.#textOf(this.#value);
    this.#characters += text.length + 1;
    if (this.#characters > most_row_characters) throw rowTooLong(this.#line);
    if (text === '') return;
    this.#gaps += Math.max(this.#column - 1 - this.#cells.length, 0);
    if (this.#gaps > most_gaps) throw tooLarge();
    while (this.#cells.length < this.#column - 1) this.#cells.push('');
    this.#cells[this.#column - 1] = text;
  }

  #textOf(value: string): string {
    if (value === '') return '';
    const { texts, styles, isFrom1904 } = this.#around;
    switch (this.#type) {
      case 's':
        return texts[Number(value)] ?? '';
      case 'str':
        return withoutEscapes(value);
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'd':
        return isoText(value);
      case 'e':
        return value;
      default:
        return styles[this.#style] === 'date' ? dateText(value, isFrom1904) : numberText(value);
    }
  }

  #endRow(): void {
    if (this.#cells.every((cell) => cell === '' || cell.trim() === '')) return;
    this.#held += this.#cells.length;
    this.rows.push({ line: this.#line, cells: this.#cells });
  }
}

/** `AB12` is in the 28th column. */
function columnOf(reference: string): number | null {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column || null;
}
