import { randomUUIDv7 } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './errors.ts';

/** Files that were sent to us, in a folder of their own until they are let go. Their names are ours, never the sender's. */

/** One upload at most: what a merchant's largest export comes to, and then some. */
export const most_upload_bytes = 4 * 1024 ** 3;

export interface Upload {
  storedAs: string;
  size_bytes: number;
}

/**
 * Writes a body to the folder as it arrives. A body that breaks off or is too large leaves nothing behind.
 * @throws Refusal `file_too_large`, `upload_broken`
 */
export async function storeUpload(folder: string, body: AsyncIterable<Uint8Array>): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const storedAs = randomUUIDv7();
  const path = uploadPath(folder, storedAs);
  const file = await open(path, 'wx', 0o600);
  try {
    let size_bytes = 0;
    for await (const chunk of arriving(body)) {
      size_bytes += chunk.byteLength;
      if (size_bytes > most_upload_bytes) throw tooLarge();
      await file.writeFile(chunk);
    }
    await file.sync();
    return { storedAs, size_bytes };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new Refusal('upload_broken', 'The file broke off on its way here. Nothing of it was kept.', {
      status: 400,
      cause,
    });
  }
}

function tooLarge(): Refusal {
  return new Refusal('file_too_large', `A file may have at most ${most_upload_bytes / 1024 ** 3} GiB`, { status: 413 });
}

/** Where a stored file lies. The name is one that `storeUpload` gave. */
export function uploadPath(folder: string, storedAs: string): string {
  return join(folder, storedAs.replace(/[^0-9a-f-]/g, ''));
}

export async function isStored(folder: string, storedAs: string): Promise<boolean> {
  return await stat(uploadPath(folder, storedAs)).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function removeUpload(folder: string, storedAs: string): Promise<void> {
  await rm(uploadPath(folder, storedAs), { force: true });
}

/** Files of the folder that are older than `before`: whoever sent them has forgotten them. */
export async function oldUploads(folder: string, before: Date): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const old: string[] = [];
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.mtime < before) old.push(name);
  }
  return old;
}
