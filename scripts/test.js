import { fileURLToPath } from 'node:url';
import { prepared } from '../packages/cli/bin/bootstrap.js';

// `npm test`: the whole suite on a bare machine. Arguments are passed to Vitest as file names: `npm test -- loyalty`.
// Vitest colours its output wherever CI is set; in a log file that is noise.
if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1';
await prepared({ script: fileURLToPath(import.meta.url), args: process.argv.slice(2) }, () => import('./suite.ts'));
