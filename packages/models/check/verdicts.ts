import type { Tolerance } from './case-file.ts';

/** What was computed beside what had to come out. */
export interface Verdict {
  id: string;
  what: string;
  value: number | string | null;
  expected: number | string | null;
  /** |value ÷ expected − 1|, or |value| where 0 is expected; null where that says nothing. */
  relativeError: number | null;
  isWithin: boolean;
}

export type Compare = (
  id: string,
  what: string,
  value: number | null,
  expected: number | null,
  kind?: string,
) => Verdict;

/** Compares as the file's tolerances have it: |value − expected| ≤ atol + rtol·|expected|. */
export function comparing(tolerances: Readonly<Record<string, Tolerance>>): Compare {
  return (id, what, value, expected, kind = 'default') => {
    if (value === null || expected === null)
      return { id, what, value, expected, relativeError: null, isWithin: value === expected };
    const { rtol = 0, atol = 0 } = tolerances[kind] ?? tolerances.default ?? {};
    return {
      id,
      what,
      value,
      expected,
      relativeError: expected === 0 ? Math.abs(value) : Math.abs(value / expected - 1),
      isWithin: Math.abs(value - expected) <= atol + rtol * Math.abs(expected),
    };
  };
}

/** Whether something held, in words. */
export function held(id: string, what: string, isWithin: boolean, value = isWithin ? 'yes' : 'no'): Verdict {
  return { id, what, value, expected: 'yes', relativeError: null, isWithin };
}

/** The log-likelihood of a fit: not lower by more than the tolerance, and not above it at all, for then it would be another likelihood. */
export function fitLikelihood(compare: Compare, id: string, value: number | null, expected: number): Verdict {
  const verdict = compare(id, 'log-likelihood of the fit', value, expected, 'fitLogLik');
  return { ...verdict, isWithin: verdict.isWithin && value !== null && value - expected <= 1e-6 };
}
