import { defineConfig } from 'vitest/config';

// With a server given, the tests of the embedded one have nothing to say about it.
const ownServer = process.env.REGULARS_TEST_DATABASE_URL !== undefined;
const embeddedOnly = ['packages/server/src/platform/embedded/**', 'packages/server/src/platform/embedded*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    watch: false,
    passWithNoTests: true,
    exclude: ['**/node_modules/**', '**/dist/**'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}'],
          exclude: ['packages/server/**'],
        },
      },
      {
        test: {
          name: 'database',
          include: ['packages/server/**/*.test.ts'],
          exclude: ownServer ? embeddedOnly : [],
          globalSetup: ['packages/server/src/testing/global-setup.ts'],
          setupFiles: [
            'packages/server/src/testing/same-seed.ts',
            'packages/server/src/testing/lint/every-statement.ts',
          ],
        },
      },
      // Type checker, linter and browser take the whole machine: they run after the rest, one kind after the other.
      {
        test: {
          name: 'checks',
          include: ['checks/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
        },
      },
      { test: { name: 'browser', include: ['e2e/**/*.test.ts'], sequence: { groupOrder: 2 }, maxWorkers: 1 } },
    ],
  },
});
