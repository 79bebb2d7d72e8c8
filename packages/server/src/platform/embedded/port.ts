import { createServer } from 'node:net';

/** The wanted port when it is free, else one that the system picks. */
export function freePort(wanted: number | null): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === null ? failed(error) : found(freePort(null))));
    probe.listen({ host: '127.0.0.1', port: wanted ?? 0 }, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
