import { setTimeout as sleep } from 'node:timers/promises';
import { type CliOptions, createVitest, type TestModule, type Vitest } from 'vitest/node';
import { stoppable, withoutSignals } from './stopping.ts';

export type Counts = { passed: number; failed: number; skipped: number };

type Pass = { projects: string[]; files: string[]; env?: Record<string, string> };

const cancel_timeout_ms = 5_000;

/** Runs the tests of some projects to their end and counts them. What broke outside any test counts as one that failed. */
export async function runTests({ projects, files, env = {} }: Pass): Promise<Counts> {
  Object.assign(process.env, env);
  const options: CliOptions = { run: true, watch: false, project: projects, reporters: ['default'] };
  const vitest = await withoutSignals(() => createVitest(options));
  const run = startAndCount(vitest, files);
  const end = async () => {
    await vitest.cancelCurrentRun('keyboard-input');
    // Time for what is just being set up; closing then tears it down.
    await Promise.race([run, sleep(cancel_timeout_ms)]);
    await vitest.close();
  };
  return stoppable(end, () => run.finally(() => vitest.close()));
}

async function startAndCount(vitest: Vitest, files: string[]): Promise<Counts> {
  try {
    await vitest.start(files);
    return count(vitest);
  } catch (error) {
    if (noFilesMatch(error)) return count(vitest);
    console.error(error);
    return addUp([count(vitest), { passed: 0, failed: 1, skipped: 0 }]);
  }
}

/** Nothing wrong in one pass of several; that something ran at all is seen from the total. */
function noFilesMatch(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'VITEST_FILES_NOT_FOUND';
}

function count(vitest: Vitest): Counts {
  const counts = { passed: 0, failed: vitest.state.getUnhandledErrors().length, skipped: 0 };
  for (const module of vitest.state.getTestModules()) {
    counts.failed += faultsOutsideTests(module);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never came to its end did not pass.
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  return counts;
}

/** A file that does not load, or whose before- or after-hooks fail. */
function faultsOutsideTests(module: TestModule): number {
  const suites = [...module.children.allSuites()];
  return [module, ...suites].reduce((sum, part) => sum + part.errors().length, 0);
}

export function addUp(all: Counts[]): Counts {
  return all.reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }));
}
