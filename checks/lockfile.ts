export type Lock = { packages: Record<string, LockEntry> };

type LockEntry = {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};

/**
 * What `npm ci` on another platform would stumble over. npm writes such a lock file when a mirror lacks one platform's
 * package on the day of the install, and the machine that wrote it notices nothing.
 */
export function gapsIn({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...missingPlatforms(packages, path, entry),
    ...(path.includes('node_modules/') && !entry.link && !entry.integrity ? [`${path} has no integrity`] : []),
    ...(entry.resolved && !entry.link ? [`${path} comes from ${entry.resolved}`] : []),
  ]);
}

function missingPlatforms(packages: Lock['packages'], path: string, entry: LockEntry): string[] {
  return Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, range]) => {
    const found = resolve(packages, path, name);
    if (!found?.version) return [`${name} ${range}, wanted by ${path || 'the root'}, is missing`];
    return satisfies(found.version, range)
      ? []
      : [`${name}, wanted by ${path || 'the root'} as ${range}, is ${found.version}`];
  });
}

/** The nearest node_modules upwards that has it, as Node would look. */
function resolve(packages: Lock['packages'], from: string, name: string): LockEntry | undefined {
  const found = packages[`${from}${from && '/'}node_modules/${name}`];
  if (found || from === '') return found;
  return resolve(packages, from.slice(0, Math.max(0, from.lastIndexOf('/'))), name);
}

/** Exact versions, `^` and `~`: what optional platform packages are wanted by. Another kind of range is refused. */
export function satisfies(version: string, range: string): boolean {
  const [, sign, wanted] = /^([\^~]?)(\d+\.\d+\.\d+\S*)$/.exec(range) ?? [];
  if (wanted === undefined) throw new Error(`A range that this check does not know: ${range}`);
  if (!sign || version === wanted) return version === wanted;
  const [major, minor, patch] = numbers(version);
  const [wantedMajor, wantedMinor, wantedPatch] = numbers(wanted);
  if (major !== wantedMajor) return false;
  if (sign === '~' || major === 0) return minor === wantedMinor && patch >= wantedPatch;
  return minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch);
}

function numbers(version: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  return [major, minor, patch];
}
