import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm run build`: the pages, where they are not built yet.
const what = { script: fileURLToPath(import.meta.url), args: [], needsWeb: true };
await prepared(what, async () => console.log('The pages are built.'));
