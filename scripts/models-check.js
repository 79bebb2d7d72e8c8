import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm run models:check -- FILE.json`: the models against reference cases.
const args = process.argv.slice(2);
await prepared({ script: fileURLToPath(import.meta.url), args }, async () => {
  const { checkModels } = await import('../packages/models/check/models-check.ts');
  if (!checkModels(args)) process.exitCode = 1;
});
