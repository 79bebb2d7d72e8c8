import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFacts } from '../features/activity/activity.ts';
import { createOrganization, listOrganizations } from '../features/organizations/organizations.ts';
import { systemPrincipal, withScope } from '../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { loadDemo } from './load.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

const scale = 0.02;

test('the demo fills four organizations with exact facts, once', async () => {
  const world = { databases: database.databases };
  expect(await loadDemo(world, { scale })).toBe(1000);
  const counts = await records();
  expect(counts).toHaveLength(4);
  expect(await loadDemo(world, { scale })).toBe(0);
  expect(await records()).toEqual(counts);
});

test('a demo that was interrupted is completed by the next start, as of the day it was begun', async () => {
  let told = 0;
  const begun = new Date('2026-05-01T10:00:00Z');
  const interrupted = loadDemo(
    { databases: database.databases, clock: () => begun },
    {
      scale,
      onProgress: () => {
        if (++told === 9) throw new Error('killed');
      },
    },
  );
  await expect(interrupted).rejects.toThrow('killed');
  await loadDemo({ databases: database.databases, clock: () => new Date('2026-05-20T10:00:00Z') }, { scale });
  const resumed = await records();
  const whole = await createTestDatabase();
  try {
    await loadDemo({ databases: whole.databases, clock: () => begun }, { scale });
    const [first] = await records(whole);
    expect(resumed[0]).toEqual(first);
  } finally {
    await whole.drop();
  }
});

test('somebody’s own install gets no demo', async () => {
  const world = { databases: database.databases };
  await createOrganization(world, { slug: 'mine', name: 'Mine', currency: 'EUR', time_zone: 'Europe/Berlin' });
  expect(await loadDemo(world, { scale })).toBe(0);
  expect(await listOrganizations(database.databases)).toHaveLength(1);
});

async function records({ databases } = database) {
  const counts = [];
  for (const { organizationId, slug } of await listOrganizations(databases)) {
    counts.push(
      await withScope({ databases }, systemPrincipal(organizationId, 'test', []), async (scope) => {
        expect(await checkFacts(scope)).toEqual([]);
        const { rows } = await sql<object>`
          select count(*) as orders, sum(total_minor) as total_minor, max(placed_at) as last_at
          from orders where organization_id = ${organizationId}`.execute(scope.db);
        return { slug, ...rows[0] };
      }),
    );
  }
  return counts;
}
