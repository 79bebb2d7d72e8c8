import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const lock = JSON.stringify(new URL('./lock.js', import.meta.url).href);

/** A process that holds the lock for a while, or is killed while it holds it, and notes when it came and went. */
const visitor = (diary: string, ending: string) => `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { oneAtATime } from ${lock};
  await oneAtATime('test', ${JSON.stringify(diary)}, async () => {
    appendFileSync(${JSON.stringify(diary)}, 'in ');
    await sleep(100);
    ${ending}
    appendFileSync(${JSON.stringify(diary)}, 'out ');
  });
`;

async function visit(diary: string, ending = ''): Promise<unknown> {
  const options = ['--input-type=module', '--eval', visitor(diary, ending)];
  const [code] = await once(spawn(process.execPath, options, { stdio: 'ignore' }), 'exit');
  return code;
}

function diaryFor(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'diary');
}

test('of several at the same time, one after the other comes in', async () => {
  const diary = diaryFor();
  expect(await Promise.all([visit(diary), visit(diary), visit(diary), visit(diary)])).toEqual([0, 0, 0, 0]);
  expect(readFileSync(diary, 'utf8').trim()).toBe('in out in out in out in out');
});

test('one that was killed inside keeps nobody out', async () => {
  const diary = diaryFor();
  await visit(diary, "process.kill(process.pid, 'SIGKILL');");
  expect(await Promise.all([visit(diary), visit(diary)])).toEqual([0, 0]);
  expect(readFileSync(diary, 'utf8').trim()).toBe('in in out in out');
});

test('one that fails inside keeps nobody out', async () => {
  const diary = diaryFor();
  expect(await visit(diary, "throw new Error('no');")).toBe(1);
  expect(await visit(diary)).toBe(0);
});
