import { type Principal, type Scope, type World, withScope } from './scope.ts';

/** A front door that does the same for many inputs at once as for each alone. */
export interface GroupDoor {
  /** @returns an answer for each input, in their order */
  callEach: (scope: Scope, inputs: readonly unknown[]) => Promise<readonly unknown[]>;
  /** What the input is about: of two about the same, the second waits for the first. */
  subjectOf: (input: unknown) => string;
}

/** So many inputs share a transaction at most. */
const most_together = 100;

/** So many transactions of one principal run at once. */
const most_at_once = 2;

interface Waiting {
  input: unknown;
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
}

interface Line {
  waiting: Waiting[];
  running: number;
}

/**
 * Group commit: what one principal asks while a transaction of theirs is under way waits for it and then shares the next one.
 * Nobody waits for company: whoever comes alone is served alone, at once. A group that fails is done again one by one, so that
 * everybody gets their own answer; the work must be safe to run twice.
 */
export function groupCommit(world: World, door: GroupDoor): (principal: Principal, input: unknown) => Promise<unknown> {
  const lines = new WeakMap<Principal, Line>();

  return (principal, input) => {
    const line = lines.get(principal) ?? { waiting: [], running: 0 };
    lines.set(principal, line);
    return new Promise((resolve, reject) => {
      line.waiting.push({ input, resolve, reject });
      if (line.running < most_at_once) void serve(principal, line);
    });
  };

  async function serve(principal: Principal, line: Line): Promise<void> {
    line.running += 1;
    while (line.waiting.length > 0) await settle(principal, takeGroup(line, door.subjectOf));
    line.running -= 1;
  }

  async function settle(principal: Principal, group: readonly Waiting[]): Promise<void> {
    try {
      const inputs = group.map((one) => one.input);
      const answers = await withScope(world, principal, (scope) => door.callEach(scope, inputs));
      for (const [index, one] of group.entries()) one.resolve(answers[index]);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else await Promise.all(group.map((one) => settle(principal, [one])));
    }
  }
}

/** The next in line, one for each subject. */
function takeGroup(line: Line, subjectOf: GroupDoor['subjectOf']): Waiting[] {
  const group = new Map<string, Waiting>();
  const left: Waiting[] = [];
  for (const one of line.waiting) {
    const subject = subjectOf(one.input);
    if (group.size < most_together && !group.has(subject)) group.set(subject, one);
    else left.push(one);
  }
  line.waiting = left;
  return [...group.values()];
}
