import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { install } from '../install.ts';
import { connect, type Databases } from '../platform/database.ts';

export interface TestDatabase {
  databases: Databases;
  url: string;
  /** Ends every connection to it, as a restart of the database would. */
  cutConnections: () => Promise<void>;
  /** Closes the connections and removes the database. */
  drop: () => Promise<void>;
}

/** Makes a database of this version that the tests' own are copied from. @returns its name */
export async function makeTemplate(server: string): Promise<string> {
  const name = `regulars_template_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  await install(withDatabase(server, name));
  return name;
}

/** A fresh database of this version, of this test alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { inject } = await import('vitest');
  return await copyTemplate(inject('testServer'), inject('template'));
}

export async function copyTemplate(server: string, template: string): Promise<TestDatabase> {
  const name = `regulars_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = withDatabase(server, name);
  const databases = connect(url, { size: 6 });
  return {
    databases,
    url,
    cutConnections: () =>
      onServer(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`),
    drop: async () => {
      await databases.close();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
