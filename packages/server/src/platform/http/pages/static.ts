import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
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
  size: number;
  etag: string;
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
    answer: ({ c }) => {
      if (/^\/(api|functions)(\/|$)/.test(c.req.path)) return c.notFound();
      const file = pages().get(c.req.path);
      if (file) return send(c, file);
      if (extname(c.req.path) !== '' || !wantsPage(c)) return c.notFound();
      const index = pages().get('/index.html');
      return index ? send(c, index) : notBuilt(c);
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
  const { size } = statSync(path);
  const hash = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 27);
  return {
    path,
    type: types[extname(path)] ?? 'application/octet-stream',
    size,
    etag: `"${hash}"`,
    isImmutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(address),
  };
}

function send(c: HonoContext, file: PageFile): Response {
  const headers = {
    etag: file.etag,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  const body = Readable.toWeb(createReadStream(file.path)) as ReadableStream; // Node's stream is the web's
  return new Response(body, {
    headers: { ...headers, 'content-type': file.type, 'content-length': String(file.size) },
  });
}

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
