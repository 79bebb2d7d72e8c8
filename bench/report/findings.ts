import type { Timing } from '../measuring/timing.ts';

/** One thing that was measured. */
export interface Finding {
  part: string;
  what: string;
  /** What was found, in `unit`. Times: the 95th percentile, with the others in `timing`. */
  value: number;
  unit: 'ms' | 's' | 'MB' | 'bytes' | 'per s' | 'rows per s' | 'rows';
  timing?: Timing;
  /** The same done otherwise, in this run. */
  baselines?: Record<string, number>;
  target?: { text: string; isMet: boolean };
  /** Of a read: what was asked. */
  path?: string;
}

export interface Report {
  machine: { cpus: number; cpu: string; memory_mb: number; system: string };
  versions: { node: string; postgres: string; regulars: string };
  size: { customers: number; orders: number; lines: number };
  begun_at: string;
  seconds: number;
  findings: Finding[];
}

/** A finding whose value is a 95th percentile. */
export function readFinding(part: string, what: string, timing: Timing, more: Partial<Finding> = {}): Finding {
  return { part, what, value: timing.p95_ms, unit: 'ms', timing, ...more };
}

export function atMost(value: number, most: number, unit: string): { text: string; isMet: boolean } {
  return { text: `≤ ${most} ${unit}`, isMet: value <= most };
}

export function atLeast(value: number, least: number, unit: string): { text: string; isMet: boolean } {
  return { text: `≥ ${least} ${unit}`, isMet: value >= least };
}
