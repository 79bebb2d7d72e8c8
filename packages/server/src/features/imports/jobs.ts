import type { Job } from '../../platform/jobs/jobs.ts';
import { askForWork, cleanImports } from './cleaning.ts';

export const importsJobs: readonly Job[] = [
  { name: 'imports.take-up', cron: '* * * * *', run: askForWork },
  { name: 'imports.clean', cron: '17 3 * * *', run: cleanImports },
];
