import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = new URL('../../migrations/tables.ts', import.meta.url);
const codegen = join(dirname(fileURLToPath(import.meta.resolve('kysely-codegen'))), 'cli', 'bin.js');

/** Writes the types of the migrated tables, or holds the written ones against the database. @throws when they differ */
export function tableTypes(url: string, mode: 'write' | 'verify'): void {
  const options = {
    '--dialect': 'postgres',
    '--url': url,
    '--out-file': fileURLToPath(file),
    '--date-parser': 'string',
    '--type-mapping': '{"int8":"number"}',
    '--default-schema': 'public',
    '--include-pattern': 'public.*',
    '--exclude-pattern': 'public.vw_*',
  };
  const verify = mode === 'verify' ? ['--verify'] : [];
  execFileSync(process.execPath, [codegen, ...Object.entries(options).flat(), ...verify], { stdio: 'pipe' });
}
