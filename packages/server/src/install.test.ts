import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { install } from './install.ts';
import { checkCatalogue } from './platform/catalogue.ts';
import { applicationRole, systemDoors, wordSearch } from './platform/doors.ts';
import { withDatabase } from './testing/database.ts';

test('a login that owns its database and may make roles is enough, and a second install finds everything there', async () => {
  const server = inject('testServer');
  const name = `keeper_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create role ${name} login password 'keeper' createrole`);
    // The roles belong to the whole server and another login made them here: it hands them on.
    const roles = [applicationRole, ...Object.values(systemDoors).map((door) => door.role)];
    await client.query(`grant ${roles.join(', ')} to ${name} with admin option`);
    await client.query(`create database ${name} owner ${name}`);
    const url = new URL(withDatabase(server, name));
    url.username = name;
    url.password = 'keeper';

    const first = await install(url.href);
    expect(first.applied.length).toBeGreaterThan(0);
    expect(await install(url.href)).toMatchObject({ applied: [], already: first.applied.length });
    expect(await checkCatalogue(url.href)).toEqual([]);
    // A role that passes the policies by is not for such a login to make or take: until it is handed on, no name is found misspelt.
    const { rows } = await client.query('show server_version_num');
    if (Number(rows[0].server_version_num) >= 160000) expect(first.findsSimilar).toBe(false);
    await client.query(`grant ${wordSearch.role} to ${name}`);
    expect((await install(url.href)).findsSimilar).toBe(true);
    expect(await checkCatalogue(url.href)).toEqual([]);
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`drop role ${name}`);
    await client.end();
  }
});

test('a database of a newer version is refused by name', async () => {
  const server = inject('testServer');
  const name = `newer_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${inject('template')}`);
    const own = new pg.Client({ connectionString: withDatabase(server, name) });
    await own.connect();
    await own.query(`insert into app.migrations (name, hash) values ('9999_future.sql', 'x')`);
    await own.end();
    await expect(install(withDatabase(server, name))).rejects.toThrow(/newer version of Regulars \(9999_future.sql\)/);
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
});
