import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Refusal } from '../errors.ts';

export interface Serving {
  port: number;
  /** Takes no new connections and ends within `patience_ms` those that are open. */
  close(patience_ms: number): Promise<void>;
}

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** @throws Refusal `port_taken` */
export async function serve(fetch: Fetch, { port, host }: { port: number; host: string }): Promise<Serving> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      headersTimeout: 15_000,
      // A file of some gigabytes may be on its way; what is not a file is cut off by its own limits.
      requestTimeout: 30 * 60_000,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
  }) as Server; // without createServer it is a plain HTTP one
  server.maxConnections = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(named(error, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // it listens on TCP
  return { port: address.port, close: (patience_ms) => close(server, patience_ms) };
}

async function close(server: Server, patience_ms: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that is kept alive becomes idle only when its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const timer = setTimeout(() => server.closeAllConnections(), patience_ms);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}

function named(error: Error, port: number): Error {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new Refusal('port_taken', `Port ${port} is taken: choose another with PORT`, { status: 409, cause: error });
}
