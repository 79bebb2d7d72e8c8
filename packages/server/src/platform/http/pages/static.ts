import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context as HonoContext } from 'hono';
import type { RawEndpoint } from '../endpoints.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

interface PageFile {
  path: string;
  type: string;
  etag: string;
  /** The file as it travels, once somebody asked for it so. */
  small: Promise<Buffer> | null;
  /** Its name holds its hash: it never changes. */
  isImmutable: boolean;
}

/** The built pages, and `index.html` for every address of theirs. A closed list of files: there is no path to walk out by. */
export function pagesEndpoint(folder: string): RawEndpoint {
  const pages = openPages(folder);
  return {
    kind: 'raw',
    method: 'GET',
    path: '/*',
    permission: 'public',
    isUnmetered: true,
    summary: 'The pages',
    tags: ['Pages'],
    answers: { type: 'text/html' },
    answer: async ({ c }) => {
      // Also misspelt: a program is told, and not handed a page.
      if (/^\/+(api|functions)(\/|$)/i.test(c.req.path)) return c.notFound();
      const file = pages().get(c.req.path);
      if (file) return await send(c, file);
      if (extname(c.req.path) !== '' || !wantsPage(c)) return c.notFound();
      const index = pages().get('/index.html');
      return index ? await send(c, index) : notBuilt(c);
    },
  };
}

/** Read again when the pages were built anew. */
function openPages(folder: string): () => ReadonlyMap<string, PageFile> {
  const index = join(folder, 'index.html');
  let built_ms = Number.NaN;
  let files: ReadonlyMap<string, PageFile> = new Map();
  return () => {
    const now_built_ms = existsSync(index) ? statSync(index).mtimeMs : 0;
    if (now_built_ms !== built_ms) {
      files = listFiles(folder);
      built_ms = now_built_ms;
    }
    return files;
  };
}

function listFiles(folder: string): Map<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const address = `/${relative(folder, path).split(sep).join('/')}`;
      return [address, describe(path, address)];
    }),
  );
}

function describe(path: string, address: string): PageFile {
  const hash = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 27);
  return {
    path,
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `W/"${hash}"`,
    small: null,
    isImmutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(address),
  };
}

async function send(c: HonoContext, file: PageFile): Promise<Response> {
  const headers = {
    etag: file.etag,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
  };
  if (c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  const isSmall = /text|json|svg/.test(file.type) && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  if (isSmall) file.small ??= readFile(file.path).then((content) => compressed(content));
  const body = new Uint8Array(await ((isSmall && file.small) || readFile(file.path)));
  const encoding = isSmall ? { 'content-encoding': 'gzip' } : {};
  return new Response(body, {
    headers: { ...headers, ...encoding, 'content-type': file.type, 'content-length': String(body.length) },
  });
}

const compressed = promisify(gzip);

function wantsPage(c: HonoContext): boolean {
  const accept = c.req.header('accept') ?? '*/*';
  return accept.includes('text/html') || accept.includes('*/*');
}

function notBuilt(c: HonoContext): Response {
  return c.html(
    '<!doctype html><title>Regulars</title><p>The pages are not built yet: run <code>npm run build</code>.',
    503,
  );
}
