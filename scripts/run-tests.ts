import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';

export type Counts = { passed: number; failed: number; skipped: number };

type Pass = { projects: string[]; files: string[]; env?: Record<string, string> };

const stop_timeout_ms = 10_000;

/** Runs the tests of some projects to their end and counts them. What broke outside any test counts as one that failed. */
export async function runTests({ projects, files, env = {} }: Pass): Promise<Counts> {
  Object.assign(process.env, env);
  const vitest = await createVitest({ run: true, watch: false, project: projects, reporters: ['default'] });
  const forgetSignals = stopOnSignal(vitest);
  try {
    await vitest.start(files);
    return count(vitest);
  } catch (error) {
    if (noFilesMatch(error)) return count(vitest);
    console.error(error);
    return addUp([count(vitest), { passed: 0, failed: 1, skipped: 0 }]);
  } finally {
    await vitest.close();
    forgetSignals();
  }
}

/** Nothing wrong in one pass of several; that something ran at all is seen from the total. */
function noFilesMatch(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'VITEST_FILES_NOT_FOUND';
}

/** Vitest alone would die at once and leave its database server running. */
function stopOnSignal(vitest: Vitest): () => void {
  const stop = async (signal: NodeJS.Signals) => {
    await Promise.race([vitest.close(), sleep(stop_timeout_ms)]);
    process.exit(128 + constants.signals[signal]);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
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
