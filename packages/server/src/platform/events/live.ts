import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import { invariant, Refusal } from '../errors.ts';
import type { RawEndpoint } from '../http/endpoints.ts';
import type { Hub } from './hub.ts';
import { LivePage } from './live-page.ts';

/** The open pages that wait for changes, by organization. */
export interface LivePages {
  endpoint: RawEndpoint;
  count(): number;
  /** Ends every stream, and lets no new one in. */
  close(): void;
}

const most_pages = 2_000;
const most_pages_of_organization = 200;
const heartbeat_ms = 20_000;
/** A page comes again by itself, and then with the rights it has by then. */
const longest_ms = 15 * 60_000;

const notice = z.object({ organization_id: z.string(), at: z.string() });

/** `GET /api/v1/live`: an event `changed` with `{ at }` soon after anything changed in the organization. */
export function openLivePages(hub: Hub): LivePages {
  const pages = new Map<string, Set<LivePage>>();
  let count = 0;
  let isClosed = false;

  const leaveHub = [hub.on('changed', tellOrganization), hub.onGap(tellEverybody)];

  const endpoint: RawEndpoint = {
    kind: 'raw',
    method: 'GET',
    path: '/api/v1/live',
    permission: 'metrics:read',
    summary: 'A stream of events `changed`, each with `{ at }`, soon after anything changed in the organization',
    tags: ['Metrics'],
    answers: { type: 'text/event-stream' },
    isLasting: true,
    answer: ({ c, principal }) => {
      invariant(principal, 'a live page belongs to somebody');
      // Only the head is asked for: nobody would ever read, or leave, the stream.
      if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' });
      assertRoom(principal.organizationId);
      const cameBack = c.req.header('last-event-id') !== undefined;
      const response = streamSSE(c, async (stream) => {
        const page = new LivePage(stream);
        const leave = enter(principal.organizationId, page);
        const heartbeat = setInterval(() => page.greet(), heartbeat_ms);
        const oldAge = setTimeout(() => page.end(), longest_ms);
        await page.greet();
        // What happened while it was away is not known: it may look again.
        if (cameBack) page.changed(new Date().toISOString());
        await page.over;
        clearInterval(heartbeat);
        clearTimeout(oldAge);
        leave();
      });
      response.headers.set('x-accel-buffering', 'no');
      return response;
    },
  };

  return {
    endpoint,
    count: () => count,
    close: () => {
      isClosed = true;
      for (const leave of leaveHub) leave();
      for (const page of everyPage()) page.end();
    },
  };

  function tellOrganization(payload: string): void {
    const { organization_id, at } = notice.parse(JSON.parse(payload));
    for (const page of pages.get(organization_id) ?? []) page.changed(at);
  }

  function tellEverybody(): void {
    const at = new Date().toISOString();
    for (const page of everyPage()) page.changed(at);
  }

  function everyPage(): LivePage[] {
    return [...pages.values()].flatMap((group) => [...group]);
  }

  function assertRoom(organizationId: string): void {
    const isFull = count >= most_pages || (pages.get(organizationId)?.size ?? 0) >= most_pages_of_organization;
    if (isFull || isClosed) throw new Refusal('too_many_live_pages', 'Too many live pages are open', { status: 429 });
  }

  function enter(organizationId: string, page: LivePage): () => void {
    const group = pages.get(organizationId) ?? new Set();
    pages.set(organizationId, group.add(page));
    count++;
    return () => {
      count--;
      group.delete(page);
      if (group.size === 0) pages.delete(organizationId);
    };
  }
}
