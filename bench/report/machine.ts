import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Shop } from '../shop/shop.ts';
import type { Report } from './findings.ts';

export function thisMachine(): Report['machine'] {
  const all = cpus();
  return {
    cpus: all.length,
    cpu: all[0]?.model ?? 'unknown',
    memory_mb: Math.round(totalmem() / 1024 ** 2),
    system: `${type()} ${release()}`,
  };
}

export async function theseVersions({ owner }: Shop): Promise<Report['versions']> {
  const { rows } = await owner.query<{ server_version: string }>('show server_version');
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return { node: process.version, postgres: rows[0]?.server_version ?? 'unknown', regulars: manifest.version };
}

export async function sizeOf({ owner, organizationId }: Shop): Promise<Report['size']> {
  const count = (table: string) => `(select count(*) from ${table} where organization_id = $1)::integer as ${table}`;
  const { rows } = await owner.query<{ customers: number; orders: number; order_lines: number }>(
    `select ${['customers', 'orders', 'order_lines'].map(count).join(', ')}`,
    [organizationId],
  );
  return { customers: rows[0]?.customers ?? 0, orders: rows[0]?.orders ?? 0, lines: rows[0]?.order_lines ?? 0 };
}
