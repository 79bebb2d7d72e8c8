import { readFileSync } from 'node:fs';

/** What a process holds in memory now, in MB; null where the system does not tell. */
export function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** The most a process holds while the work goes on, looked at every 50 ms. */
export async function peakMb<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<{ peak: number | null; result: Result }> {
  let peak = residentMb(pid);
  const looking = setInterval(() => {
    const now = residentMb(pid);
    if (now !== null) peak = Math.max(peak ?? 0, now);
  }, 50);
  try {
    const result = await work();
    return { result, peak };
  } finally {
    clearInterval(looking);
  }
}
