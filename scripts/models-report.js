import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm run models:report`: how well the future of shops whose past is known would have been told.
await prepared({ script: fileURLToPath(import.meta.url), args: process.argv.slice(2) }, async () => {
  const { reportOnShops } = await import('../packages/models/check/report.ts');
  if (!reportOnShops(process.env.REGULARS_DATA ?? '../shared/data')) process.exitCode = 1;
});
