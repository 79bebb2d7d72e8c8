import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';

const shortest = 32;

/**
 * What signs the sign-in cookies: REGULARS_SECRET, else the file `secret` in the data folder, made at the first start.
 * Whoever changes it signs everybody out.
 * @throws Refusal `secret_too_short`
 */
export function accountsSecret(home: string, environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment.REGULARS_SECRET;
  if (given !== undefined && given !== '') {
    if (given.length < shortest) {
      throw new Refusal('secret_too_short', `REGULARS_SECRET needs at least ${shortest} characters`);
    }
    return given;
  }
  return secretFile(join(home, 'secret'), home);
}

function secretFile(path: string, home: string): string {
  mkdirSync(home, { recursive: true });
  if (!existsSync(path)) makeSecret(path);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < shortest)
    throw new Refusal('secret_too_short', `${path} holds no secret; delete it to have one made`);
  return secret;
}

/** Of several that start at once one makes the file, and nobody reads it half written. */
function makeSecret(path: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}
