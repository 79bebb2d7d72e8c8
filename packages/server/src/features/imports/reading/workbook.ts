import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Refusal } from '../../../platform/errors.ts';
import { notTable } from './kinds-of-file.ts';
import { damaged, tooLarge } from './workbook-refusals.ts';
import { attributeOf, readXml } from './workbook-xml.ts';

/** A workbook is looked at as a whole before it is read: this keeps a small file from unpacking to a large one. */
const most_packed_bytes = 50 * 1024 ** 2;
const most_unpacked_bytes = 500 * 1024 ** 2;
const most_parts = 10_000;
/** Of the parts that tell of others. */
const most_telling_bytes = 5 * 1024 ** 2;

export interface Sheet {
  name: string;
  isHidden: boolean;
  part: string;
}

export interface Workbook {
  sheets: readonly Sheet[];
  /** Days are counted from 1904, as old Macs did. */
  isFrom1904: boolean;
  /** Where the texts of cells and the formats of numbers are; null: the workbook has none. */
  texts: string | null;
  styles: string | null;
  /** Its parts are XML documents. */
  open: (part: string) => Promise<AsyncIterable<Buffer>>;
  /** Of the part that is being read, 0 to 1; the sheet is the last. */
  fractionRead: () => number;
}

interface File {
  fd: number;
  path: string;
  size_bytes: number;
}

/** @throws Refusal `not_csv` for another kind of archive, `workbook_damaged`, `workbook_too_large` */
export async function openWorkbook(file: File): Promise<Workbook> {
  const zip = await openArchive(file);
  const parts = await partsOf(zip);
  if (!parts.has('_rels/.rels') || ![...parts.keys()].some((name) => name.startsWith('xl/'))) {
    throw notTable(kindOfArchive(parts));
  }
  const bytes = [...parts.values()].reduce((sum, part) => sum + part.uncompressedSize, 0);
  if (file.size_bytes > most_packed_bytes || bytes > most_unpacked_bytes) throw tooLarge();

  const progress = { read: 0, of: 0 };
  const open = async (name: string) => {
    const part = parts.get(name);
    if (!part) throw damaged(new Error(`no part ${name}`));
    Object.assign(progress, { read: 0, of: part.uncompressedSize });
    return unpacked(zip, part, progress);
  };
  const openSmall = async (name: string) => {
    if ((parts.get(name)?.uncompressedSize ?? 0) > most_telling_bytes) throw tooLarge();
    return open(name);
  };
  const described = await describe(openSmall, (name) => parts.has(name));
  return { ...described, open, fractionRead: () => (progress.of === 0 ? 0 : Math.min(progress.read / progress.of, 1)) };
}

async function openArchive({ fd, path }: File): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.fromFdPromise(fd, { autoClose: false });
  } catch (cause) {
    throw /\.xls[xm]$/i.test(path)
      ? damaged(cause)
      : notTable('a zip archive or an Excel workbook that is cut off', cause);
  }
}

async function partsOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= most_parts) throw tooLarge();
      parts.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(error);
  }
  return parts;
}

function kindOfArchive(parts: ReadonlyMap<string, unknown>): string {
  const has = (start: string) => [...parts.keys()].some((name) => name.startsWith(start));
  if (has('word/')) return 'a Word document';
  if (has('ppt/')) return 'a presentation';
  if (has('mimetype') && has('content.xml')) return 'an OpenDocument spreadsheet (save it as .xlsx or CSV)';
  if (has('Index/')) return 'a Numbers spreadsheet (export it as CSV)';
  return 'a zip archive (unpack it first)';
}

async function* unpacked(zip: yauzl.ZipFile, part: yauzl.Entry, progress: { read: number }): AsyncGenerator<Buffer> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(part);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      progress.read += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : damaged(cause);
  }
}

type Described = Pick<Workbook, 'sheets' | 'isFrom1904' | 'texts' | 'styles'>;

/** What the workbook says of itself: its sheets, and by which names it keeps its parts. */
async function describe(
  open: (part: string) => Promise<AsyncIterable<Buffer>>,
  has: (part: string) => boolean,
): Promise<Described> {
  const root = await relations(await open('_rels/.rels'), '');
  const book = root.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (book.endsWith('.bin')) throw notTable('a binary Excel workbook (save it as .xlsx or CSV)');
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const parts = await relations(await open(`${folder}_rels/${book.slice(folder.length)}.rels`), folder);

  const sheets: Sheet[] = [];
  let isFrom1904 = false;
  await readXml(await open(book), {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = /^(?:1|true|on)$/.test(attributeOf(attributes, 'date1904'));
      if (name !== 'sheet') return;
      const related = parts.find(({ id }) => id === attributeOf(attributes, 'id'));
      // A sheet of charts has no cells.
      if (related?.type !== 'worksheet') return;
      const isHidden = attributeOf(attributes, 'state').toLowerCase().includes('hidden');
      sheets.push({ name: attributeOf(attributes, 'name'), isHidden, part: related.part });
    },
  });
  const partOf = (wanted: string) => parts.find(({ type, part }) => type === wanted && has(part))?.part ?? null;
  return { sheets, isFrom1904, texts: partOf('sharedStrings'), styles: partOf('styles') };
}

async function relations(xml: AsyncIterable<Buffer>, folder: string) {
  const found: { id: string; type: string; part: string }[] = [];
  await readXml(xml, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target');
      const part = target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`;
      const type = attributeOf(attributes, 'Type');
      found.push({ id: attributeOf(attributes, 'Id'), type: type.slice(type.lastIndexOf('/') + 1), part });
    },
  });
  return found;
}
