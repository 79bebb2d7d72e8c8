import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { attachEmbedded } from './embedded.ts';
import { HomeInUse } from './errors.ts';
import { postgresesOn } from './processes.ts';
import { cleanUp, ended, isGone, query, start, startOther, temporaryHome } from './testing/regulars.ts';

afterEach(cleanUp);

describe('the embedded database', () => {
  it('is there after the first start and leaves no process after the stop', async () => {
    const home = temporaryHome();
    const database = await start({ home });
    expect(await query(database.url, 'select current_database() as name')).toEqual([{ name: 'regulars' }]);
    expect(database.dataFolder).toBe(join(home, 'postgres'));
    expect(postgresesOn(database.dataFolder)).toContain(database.pid);

    await Promise.all([database.stop(), database.stop()]);
    expect(postgresesOn(database.dataFolder)).toEqual([]);
    expect(await isGone(database.pid)).toBe(true);
  });

  it('keeps the data, the password and the port for the next start', async () => {
    const home = temporaryHome();
    const first = await start({ home });
    await query(first.url, "create table customers as select 'Ann' as name");
    await first.stop();

    const second = await start({ home });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select name from customers')).toEqual([{ name: 'Ann' }]);
  });

  it('takes another port when the last one is taken', async () => {
    const home = temporaryHome();
    const first = await start({ home });
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await new Promise((listening) => squatter.once('listening', listening));

    const second = await start({ home });
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    squatter.close();
  });

  it('listens on this machine only, without a unix socket, and shows its password nowhere', async () => {
    const home = temporaryHome();
    const database = await start({ home });
    const [row] = await query(
      database.url,
      "select current_setting('listen_addresses') as hosts, current_setting('unix_socket_directories') as sockets",
    );
    expect(row).toEqual({ hosts: '127.0.0.1', sockets: '' });
    expect(statSync(join(home, 'database.json')).mode & 0o777).toBe(0o600);

    const { password } = new URL(database.url);
    expect(password.length).toBeGreaterThan(20);
    expect(execFileSync('ps', ['-eww', '-o', 'args='], { encoding: 'utf8' })).not.toContain(password);
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).not.toContain(password);
    await expect(query(database.url.replace(password, 'wrong'), 'select 1')).rejects.toThrow('password');
  });

  it('sorts by code point, folds case by Unicode and finds letters of every script, whatever the machine', async () => {
    const { url } = await start({ home: temporaryHome(), settings: {} });
    await query(url, 'create extension pg_trgm');
    const [row] = await query(
      url,
      `select 'B' < 'a' as by_code_point, lower('ÉЯ') as lower, similarity('Ярослав', 'Ярослава') > 0.6 as similar,
         current_setting('timezone') as zone, current_setting('server_encoding') as encoding,
         current_setting('fsync') as fsync, current_setting('jit') as jit, current_setting('work_mem') as work_mem`,
    );
    expect(row).toEqual({
      by_code_point: true,
      lower: 'éя',
      similar: true,
      zone: 'UTC',
      encoding: 'UTF8',
      fsync: 'on',
      jit: 'off',
      work_mem: '16MB',
    });
  });

  it("keeps customers' data out of its log", async () => {
    const home = temporaryHome();
    const { url } = await start({ home });
    await query(url, 'create table customers (email text primary key)');
    const tellTwice = "insert into customers values ('ann@example.com'), ('ann@example.com')";
    await expect(query(url, tellTwice)).rejects.toThrow('duplicate key');
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).not.toContain('ann@example.com');
  });

  it('takes settings of the caller, except those that would open it to others', async () => {
    const settings = { work_mem: '32MB', listen_addresses: '*' };
    const { url } = await start({ home: temporaryHome(), settings });
    const [row] = await query(
      url,
      "select current_setting('work_mem') as mem, current_setting('listen_addresses') as hosts",
    );
    expect(row).toEqual({ mem: '32MB', hosts: '127.0.0.1' });
  });

  it('tells when it ends by itself', async () => {
    const home = temporaryHome();
    let tell: (signal: unknown) => void = () => undefined;
    const told = new Promise((resolve) => {
      tell = resolve;
    });
    const database = await start({ home, onExit: tell });
    process.kill(database.pid, 'SIGTERM');
    expect(await told).toMatchObject({
      code: 0,
      logLines: expect.arrayContaining([expect.stringContaining('shut down')]),
    });
    await database.stop();
  });

  it('sets a new password when database.json was lost', async () => {
    const home = temporaryHome();
    const first = await start({ home });
    await query(first.url, "create table customers as select 'Ann' as name");
    await first.stop();
    rmSync(join(home, 'database.json'));

    const second = await start({ home });
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await query(second.url, 'select name from customers')).toEqual([{ name: 'Ann' }]);
  });
});

describe('a second process', () => {
  it('attaches to what the first has started, and to nothing when nothing runs', async () => {
    const home = temporaryHome();
    expect(await attachEmbedded({ home })).toBeNull();
    const other = startOther(home);
    const { url, pid } = await other.hear('ready');
    expect(await attachEmbedded({ home })).toEqual({ url, pid });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);

    other.child.kill('SIGTERM');
    expect(await ended(other.child)).toBe(0);
    expect(await attachEmbedded({ home })).toBeNull();
  });

  it('is refused within two seconds and told who is there', async () => {
    const home = temporaryHome();
    const other = startOther(home);
    const { pid } = await other.hear('ready');
    const began = Date.now();
    const refusal = await start({ home }).catch((error: unknown) => error);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(refusal).toBeInstanceOf(HomeInUse);
    expect(refusal).toMatchObject({
      code: 'home_in_use',
      pid: other.pid,
      message: expect.stringContaining(String(other.pid)),
    });
    expect(await isGone(pid, { within_ms: 200 })).toBe(false);
  });

  it('of several at once, exactly one starts', async () => {
    const home = temporaryHome();
    const five = Array.from({ length: 5 }, () => startOther(home));
    const ends = await Promise.all(
      five.map((other) =>
        Promise.race([other.hear('ready').then(() => 'ready'), other.hear('refused').then(({ code }) => code)]),
      ),
    );
    expect(ends.toSorted()).toEqual(['home_in_use', 'home_in_use', 'home_in_use', 'home_in_use', 'ready']);
  });
});

describe('Ctrl-C', () => {
  it('reaches us alone: the database lives until we stop it', async () => {
    const other = startOther(temporaryHome());
    const { url } = await other.hear('ready');
    process.kill(-other.pid, 'SIGINT');
    await other.hear('interrupted');
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
