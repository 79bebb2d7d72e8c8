import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm run bench`: how fast Regulars is on this machine, beside baselines in the same run.
const args = process.argv.slice(2);
await prepared({ script: fileURLToPath(import.meta.url), args, needsWeb: true }, async () => {
  const { bench } = await import('../bench/bench.ts');
  await bench(args);
});
