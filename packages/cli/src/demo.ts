import type { World } from '@regulars/server/platform/scope.ts';
import { count, say } from './terminal.ts';

const pause_ms = 250;

/** Fills an empty install with the demo organizations, or completes them, and says so while it takes its time. */
export async function fillWithDemo(world: World): Promise<void> {
  const { loadDemo } = await import('@regulars/server/demo/load.ts');
  const line = progressLine('Making demo shops');
  let shownAt = 0;
  const orders = await loadDemo(world, {
    onProgress: (records, organization) => {
      if (shownAt === 0) line.begin();
      if (Date.now() - shownAt < pause_ms) return;
      shownAt = Date.now();
      line.show(`${organization}, ${count(records)} records`);
    },
  });
  if (orders > 0) line.end(`${count(orders)} orders of four demo shops. REGULARS_DEMO=0 starts without them.`);
}

interface ProgressLine {
  begin: () => void;
  show: (text: string) => void;
  end: (text: string) => void;
}

function progressLine(what: string): ProgressLine {
  if (!process.stderr.isTTY) return { begin: () => say(`${what} …`), show: () => {}, end: say };
  return {
    begin: () => {},
    show: (text) => process.stderr.write(`\r\u001b[K${what}: ${text}`),
    end: (text) => process.stderr.write(`\r\u001b[K${text}\n`),
  };
}
