import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { accountFor } from './account.ts';
import { attachEmbedded } from './embedded.ts';
import { postgresesOn, startOf } from './processes.ts';
import { cleanUp, ended, isGone, query, start, startOther, temporaryHome } from './testing/regulars.ts';

afterEach(cleanUp);

/** A home with a stopped database, in which Ann is a customer. */
async function homeOfAnn(): Promise<string> {
  const home = temporaryHome();
  const database = await start({ home });
  await query(database.url, "create table customers as select 'Ann' as name");
  await database.stop();
  return home;
}

const customersAt = (url: string) => query(url, 'select name from customers');
const ann = [{ name: 'Ann' }];

describe('after the holder was killed', () => {
  it('the database it left running is stopped and started anew, with its data', async () => {
    const home = await homeOfAnn();
    const other = startOther(home);
    const { pid, url } = await other.hear('ready');
    await query(url, "insert into customers values ('Bob')");
    other.child.kill('SIGKILL');
    await ended(other.child);
    expect(startOf(pid)).not.toBeNull();
    expect(await attachEmbedded({ home })).toBeNull();

    const lines: string[] = [];
    const database = await start({ home, log: (line) => lines.push(line) });
    expect(lines.join()).toContain(String(pid));
    expect(startOf(pid)).toBeNull();
    expect(await customersAt(database.url)).toEqual([...ann, { name: 'Bob' }]);
  });

  it('and its database too, the next start repairs what was left', async () => {
    const home = await homeOfAnn();
    const other = startOther(home);
    const { pid, url } = await other.hear('ready');
    await query(url, "insert into customers values ('Bob')");
    for (const victim of [other.pid, pid]) process.kill(victim, 'SIGKILL');
    await ended(other.child);

    const database = await start({ home });
    expect(await customersAt(database.url)).toEqual([...ann, { name: 'Bob' }]);
  });

  it('a database that a long query keeps busy without its postmaster is ended too', async () => {
    const home = await homeOfAnn();
    const other = startOther(home);
    const { pid, url, dataFolder } = await other.hear('ready');
    const longQuery = query(url, 'select count(*) from generate_series(1, 1e11)').catch(() => 'cut off');
    await expect
      .poll(() => query(url, "select 1 from pg_stat_activity where query like '%1e11%' and state = 'active'"))
      .toHaveLength(2);
    for (const victim of [other.pid, pid]) process.kill(victim, 'SIGKILL');
    await ended(other.child);
    expect(postgresesOn(dataFolder).length).toBeGreaterThan(0);

    const database = await start({ home });
    expect(await customersAt(database.url)).toEqual(ann);
    expect(await longQuery).toBe('cut off');
  });
});

describe('a lock', () => {
  it('of a dead holder is no obstacle, even when its pid is somebody else by now', async () => {
    const home = await homeOfAnn();
    for (const pid of [process.pid, 4_194_303]) {
      writeFileSync(join(home, 'regulars.pid'), JSON.stringify({ pid, started: 'long ago' }));
      const database = await start({ home });
      expect(await customersAt(database.url)).toEqual(ann);
      await database.stop();
    }
  });

  it('holds even when somebody deletes its file under a living holder', async () => {
    const home = temporaryHome();
    const other = startOther(home);
    await other.hear('ready');
    rmSync(join(home, 'regulars.lock'));
    await expect(start({ home })).rejects.toMatchObject({ code: 'home_in_use', pid: other.pid });
  });
});

describe('the end of our program', () => {
  it('by SIGTERM, handled by stop(), leaves no process', async () => {
    const home = temporaryHome();
    const other = startOther(home);
    const { dataFolder } = await other.hear('ready');
    other.child.kill('SIGTERM');
    expect(await ended(other.child)).toBe(0);
    expect(postgresesOn(dataFolder)).toEqual([]);
  });

  it('by an error that nobody caught ends the database as well', async () => {
    const home = temporaryHome();
    const other = startOther(home, { ending: 'crash' });
    const { pid } = await other.hear('ready');
    expect(await ended(other.child)).toBe(1);
    expect(await isGone(pid)).toBe(true);
  });
});

describe('a stale postmaster.pid', () => {
  it('that names a living stranger neither blocks the start nor harms the stranger', async () => {
    const home = await homeOfAnn();
    const cluster = join(home, 'postgres');
    const stranger = spawn('sleep', ['60'], { ...accountFor(cluster), stdio: 'ignore' });
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n  123 456\nready   \n`,
    );
    const database = await start({ home });
    expect(await customersAt(database.url)).toEqual(ann);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
  });
});

describe('a data folder that cannot be used is refused with its reason', () => {
  it('made by another PostgreSQL', async () => {
    const home = await homeOfAnn();
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '17\n');
    const refusal = { code: 'data_other_version', message: expect.stringContaining('PostgreSQL 17') };
    await expect(start({ home })).rejects.toMatchObject(refusal);
  });

  it('full of something else', async () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'holiday.jpg'), '');
    await expect(start({ home })).rejects.toMatchObject({ code: 'data_foreign' });
    expect(statSync(join(home, 'postgres', 'holiday.jpg')).isFile()).toBe(true);
  });

  it('gone, rather than replaced by an empty one', async () => {
    const home = await homeOfAnn();
    rmSync(join(home, 'postgres'), { recursive: true });
    await expect(start({ home })).rejects.toMatchObject({ code: 'data_missing' });
  });

  it("damaged, with the last lines of PostgreSQL's log", async () => {
    const home = await homeOfAnn();
    const file = openSync(join(home, 'postgres', 'global', 'pg_control'), 'r+');
    writeSync(file, Buffer.alloc(200, 7), 0, 200, 0);
    closeSync(file);
    const refusal = await start({ home }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'start_failed',
      logLines: expect.arrayContaining([expect.stringContaining('FATAL')]),
    });
    // And the home is free again.
    await expect(start({ home })).rejects.toMatchObject({ code: 'start_failed' });
  });

  it('with a damaged database.json', async () => {
    const home = await homeOfAnn();
    truncateSync(join(home, 'database.json'), 20);
    await expect(start({ home })).rejects.toMatchObject({ code: 'record_unreadable' });
    expect(readFileSync(join(home, 'database.json')).length).toBe(20);
    rmSync(join(home, 'database.json'));
    expect(await customersAt((await start({ home })).url)).toEqual(ann);
  });
});
