import type { World } from '@regulars/server/platform/scope.ts';
import { count, say } from './terminal.ts';

const pause_ms = 250;

/** Fills an empty install with the demo organizations, and says so while it takes its time. */
export async function fillWithDemo(world: World): Promise<void> {
  const { listOrganizations } = await import('@regulars/server/features/organizations/organizations.ts');
  if ((await listOrganizations(world.databases)).length > 0) return;
  const { loadDemo } = await import('@regulars/server/demo/load.ts');
  const line = progressLine('Making demo shops');
  let shownAt = 0;
  const orders = await loadDemo(world, {
    onProgress: (records, organization) => {
      if (Date.now() - shownAt < pause_ms) return;
      shownAt = Date.now();
      line.show(`${organization}, ${count(records)} records`);
    },
  });
  line.end(`${count(orders)} orders of four demo shops. REGULARS_DEMO=0 starts without them.`);
}

function progressLine(what: string): { show: (text: string) => void; end: (text: string) => void } {
  if (!process.stderr.isTTY) {
    say(`${what} …`);
    return { show: () => {}, end: say };
  }
  return {
    show: (text) => process.stderr.write(`\r\u001b[K${what}: ${text}`),
    end: (text) => process.stderr.write(`\r\u001b[K${text}\n`),
  };
}
