import type { ImportReport, Reading } from '@regulars/contract/imports.ts';
import type { Shop } from '../../../testing/shop.ts';
import { type FileHere, importFile, lookAtFile } from '../imports.ts';

type More = Partial<Pick<FileHere, 'onProgress' | 'signal' | 'fileName'>> & { chosen?: Partial<Reading> };

/** A file as somebody at the machine takes it in: looked at, then imported as it was understood. */
export async function takeFile(
  { world, principal }: Pick<Shop, 'world' | 'principal'>,
  path: string,
  { chosen, fileName = path.split('/').at(-1) ?? path, ...more }: More = {},
): Promise<ImportReport & { import_id: string }> {
  const { reading, understanding } = await lookAtFile({ world, principal }, { path, fileName, chosen });
  return await importFile(world, principal, { path, fileName, reading, title: understanding.title, ...more });
}
