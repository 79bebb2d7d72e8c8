import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../platform/errors.ts';

const chunk_bytes = 64 * 1024;

/** A file being read: its text as bytes, unpacked where it is gzip. */
export interface OpenFile {
  size_bytes: number;
  /** Of the file as it lies there, packed or not. */
  readBytes: () => number;
  /** Once all was read. */
  sha256: () => string;
  chunks: AsyncIterable<Buffer>;
  close: () => Promise<void>;
}

/** @throws Refusal `file_not_found`, `file_empty`, `not_gzip`, `not_csv` */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await openHandle(path);
  try {
    const { size } = await handle.stat();
    const start = await firstBytes(handle);
    if (size === 0 || start.length === 0) throw new Refusal('file_empty', 'The file is empty', { status: 400 });
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    refuseOtherKinds(start, isGzip, path);
    return reading(handle, size, isGzip);
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
    if (
      !(
        error instanceof Error &&
        'code' in error &&
        ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(String(error.code))
      )
    )
      throw error;
    throw new Refusal('file_not_found', `There is no file ${path} that can be read`, { status: 400, cause: error });
  }
  throw new Refusal('file_not_found', `${path} is not a file`, { status: 400 });
}

async function firstBytes(handle: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.subarray(0, bytesRead);
}

function refuseOtherKinds(start: Buffer, isGzip: boolean, path: string): void {
  if (/\.gz$/i.test(path) && !isGzip) {
    throw new Refusal('not_gzip', 'The file is named .gz and is not packed with gzip', { status: 400 });
  }
  const kind = otherKinds.find(({ magic }) => start.subarray(0, magic.length).equals(magic));
  if (kind) throw new Refusal('not_csv', `This is ${kind.name}, not a CSV file`, { status: 400 });
}

const otherKinds = [
  { magic: Buffer.from('PK\u0003\u0004', 'latin1'), name: 'a zip archive or an Excel workbook' },
  { magic: Buffer.from('%PDF', 'latin1'), name: 'a PDF document' },
  { magic: Buffer.from('d0cf11e0', 'hex'), name: 'an old Excel workbook' },
  { magic: Buffer.from('fffe', 'hex'), name: 'UTF-16 text (save it as UTF-8)' },
  { magic: Buffer.from('feff', 'hex'), name: 'UTF-16 text (save it as UTF-8)' },
];

function reading(handle: FileHandle, size_bytes: number, isGzip: boolean): OpenFile {
  const hash = createHash('sha256');
  let read = 0;
  const bytes = bytesOf(handle, (chunk) => {
    read += chunk.length;
    hash.update(chunk);
  });
  return {
    size_bytes,
    readBytes: () => read,
    sha256: once(() => hash.digest('hex')),
    chunks: isGzip ? unpack(bytes) : bytes,
    close: () => handle.close(),
  };
}

async function* bytesOf(handle: FileHandle, seen: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunk_bytes));
    if (bytesRead === 0) return;
    const chunk = buffer.subarray(0, bytesRead);
    seen(chunk);
    yield chunk;
  }
}

async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunk_bytes });
  // Its errors come out of the iteration below.
  pipeline(Readable.from(packed), gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new Refusal('gzip_damaged', 'The gzip file is damaged or cut off; nothing was taken from it', {
      status: 400,
      cause: error,
    });
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
