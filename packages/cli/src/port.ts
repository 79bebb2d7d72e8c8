import { createServer } from 'node:net';
import { Refusal } from '@regulars/server/platform/errors.ts';
import { default_port, type Settings } from './settings.ts';

/**
 * Looks whether the port is free before minutes are spent on making it worth visiting.
 * @throws Refusal `port_taken`, saying what to do
 */
export async function demandPort({ port, portIsDefault }: Pick<Settings, 'port' | 'portIsDefault'>): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw named(error, port, portIsDefault);
  }
  await new Promise((resolve) => probe.close(resolve));
}

function named(error: unknown, port: number, portIsDefault: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EACCES')
    return new Refusal('port_taken', `Port ${port} may not be used by this user: choose one above 1023 with PORT`, {
      cause: error,
    });
  if (code !== 'EADDRINUSE') return error;
  const advice = portIsDefault
    ? `Start on another one: PORT=${default_port + 1} npm start`
    : 'Choose another with PORT.';
  return new Refusal('port_taken', `Something else listens on port ${port}. ${advice}`, { cause: error });
}
