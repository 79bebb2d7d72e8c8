import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm run bars`: what Regulars withstands. Everything runs on this machine alone, in a folder that goes afterwards.
const args = process.argv.slice(2);
await prepared({ script: fileURLToPath(import.meta.url), args, needsWeb: true }, async () => {
  const { runBars } = await import('../bench/bars.ts');
  if (!(await runBars(args))) process.exitCode = 1;
});
