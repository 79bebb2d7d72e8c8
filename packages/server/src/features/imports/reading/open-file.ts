import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../../platform/errors.ts';
import { demandTable, isGzip, isZip, notTable, telling_bytes } from './kinds-of-file.ts';
import { openWorkbook, type Workbook } from './workbook.ts';

const chunk_bytes = 64 * 1024;
/** A packed file may unpack to a thousand times its size. */
const most_unpacked_bytes = 8 * 1024 ** 3;

/** A file being read: text as bytes, unpacked where it is gzip, or a workbook. */
export interface OpenFile {
  size_bytes: number;
  /** Of the file as it lies there, packed or not. */
  readBytes: () => number;
  /** Once all was read. */
  sha256: () => string;
  /** The bytes of a text; of a workbook its packed bytes, which are read for the sake of `sha256` alone. */
  chunks: AsyncIterable<Buffer>;
  /** Null: a text file. */
  workbook: Workbook | null;
  close: () => Promise<void>;
}

/** @throws Refusal `file_not_found`, `file_empty`, `not_gzip`, `not_csv`, `workbook_too_large`, `workbook_damaged` */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await openHandle(path);
  try {
    const { size } = await handle.stat();
    const start = await firstBytes(handle);
    if (size === 0 || start.length === 0) throw new Refusal('file_empty', 'The file is empty', { status: 400 });
    demandTable(start, path);
    const workbook = isZip(start) ? await openWorkbook({ fd: handle.fd, path, size_bytes: size }) : null;
    return reading(handle, { size_bytes: size, isPacked: isGzip(start), workbook });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openHandle(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(code)) throw error;
    throw new Refusal('file_not_found', `There is no file ${path} that can be read`, { status: 400, cause: error });
  }
  throw new Refusal('file_not_found', `${path} is not a file`, { status: 400 });
}

async function firstBytes(handle: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(telling_bytes), 0, telling_bytes, 0);
  return buffer.subarray(0, bytesRead);
}

function reading(
  handle: FileHandle,
  { size_bytes, isPacked, workbook }: { size_bytes: number; isPacked: boolean; workbook: Workbook | null },
): OpenFile {
  const hash = createHash('sha256');
  let read = 0;
  const bytes = bytesOf(handle, (chunk) => {
    read += chunk.length;
    hash.update(chunk);
  });
  return {
    size_bytes,
    readBytes: () => (workbook ? Math.floor(workbook.fractionRead() * size_bytes) : read),
    sha256: once(() => hash.digest('hex')),
    chunks: isPacked ? unpack(bytes) : bytes,
    workbook,
    close: () => handle.close(),
  };
}

async function* bytesOf(handle: FileHandle, seen: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  // By position, because a workbook is read through the same handle.
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunk_bytes), 0, chunk_bytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    seen(chunk);
    yield chunk;
  }
}

async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunk_bytes });
  // Its errors come out of the iteration below.
  pipeline(Readable.from(packed), gunzip, () => {});
  let unpacked = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      if (unpacked === 0) demandText(chunk);
      unpacked += chunk.length;
      if (unpacked > most_unpacked_bytes) {
        throw new Refusal('file_too_large', 'The file unpacks to more than 8 GB: take it in in parts', { status: 413 });
      }
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new Refusal('gzip_damaged', 'The gzip file is damaged or cut off; nothing was taken from it', {
      status: 400,
      cause: error,
    });
  }
}

function demandText(unpacked: Buffer): void {
  demandTable(unpacked.subarray(0, telling_bytes), '');
  if (isZip(unpacked)) throw notTable('a workbook or zip archive packed with gzip once more (unpack it first)');
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
