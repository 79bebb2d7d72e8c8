import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CaseFile } from './case-file.ts';
import { checkCustomers, checkPopulations } from './customers.ts';
import { checkDatasets, checkFits } from './fits.ts';
import { checkSeasons, checkSpending, checkSummaries } from './others.ts';
import { modelKeys } from './purchase-models.ts';
import { checkRealData } from './real-data.ts';
import { checkRobustness } from './robustness.ts';
import { comparing, type Verdict } from './verdicts.ts';

const help = `npm run models:check -- FILE.json

Evaluates every case of a file in the form of the models' reference cases: value, expected, relative error and verdict, and a
closing count. Ends with 1 when any is outside its tolerance.
`;

/** @returns whether all cases are within their tolerances */
export function checkModels(args: readonly string[]): boolean {
  const [path] = args;
  if (!path || args.length > 1 || path.startsWith('-')) {
    process.stderr.write(help);
    return path === '--help';
  }
  const verdicts = verdictsOf(JSON.parse(readFileSync(path, 'utf8')) as CaseFile, dirname(path));
  for (const verdict of verdicts) process.stdout.write(`${line(verdict)}\n`);
  const outside = verdicts.filter(({ isWithin }) => !isWithin);
  if (outside.length > 0) process.stdout.write(`\nOutside:\n${outside.map(line).join('\n')}\n`);
  process.stdout.write(
    `\n${verdicts.length} checked: ${verdicts.length - outside.length} within, ${outside.length} outside\n`,
  );
  return outside.length === 0 && verdicts.length > 0;
}

/** `folder`: where the data files lie that the cases name. */
export function verdictsOf(file: CaseFile, folder: string): Verdict[] {
  const compare = comparing(file.tolerance);
  return [
    ...modelKeys.flatMap((key) => checkCustomers(compare, key, file[key] ?? [])),
    ...modelKeys.flatMap((key) => checkPopulations(compare, key, file[`${key}Population`] ?? [])),
    ...checkSpending(compare, file.gammaGamma ?? []),
    ...checkSeasons(compare, file.bgbb ?? []),
    ...checkDatasets(compare, file.dataset ?? []),
    ...checkFits(compare, file.fit ?? []),
    ...checkSummaries(compare, file.rfm ?? []),
    ...checkRobustness(file.robustness ?? {}),
    ...checkRealData(compare, folder, file.realData ?? []),
  ];
}

function line({ id, what, value, expected, relativeError, isWithin }: Verdict): string {
  const error = relativeError === null ? '' : relativeError.toExponential(1);
  const cells = [id.padEnd(22), what.padEnd(32), shown(value), shown(expected), error.padStart(8)];
  return `${cells.join('  ')}  ${isWithin ? 'ok' : 'OUTSIDE'}`;
}

function shown(value: number | string | null): string {
  const text = typeof value === 'number' ? String(Number(value.toPrecision(12))) : (value ?? 'none');
  return text.padStart(20);
}
