import { readFileSync } from 'node:fs';
import type { Command } from './command.ts';
import { WrongUse } from './failures.ts';

/** Each command is loaded when it is asked for, and itself loads what it needs when it runs: help is quick. */
const root: Command = {
  meta: { name: 'regulars', description: 'Customer intelligence that runs on your own machine' },
  subCommands: {
    start: async () => (await import('./commands/start.ts')).default,
    import: async () => (await import('./commands/import.ts')).default,
    imports: async () => (await import('./commands/imports.ts')).default,
    export: async () => (await import('./commands/export.ts')).default,
    keys: async () => (await import('./commands/keys.ts')).default,
    migrate: async () => (await import('./commands/migrate.ts')).default,
    doctor: async () => (await import('./commands/doctor.ts')).default,
  },
};

export interface FoundCommand {
  command: Command;
  /** The names that lead to it: `regulars`, `keys`. */
  parents: readonly string[];
  rest: string[];
}

/** @throws WrongUse for a command that there is not */
export async function findCommand(args: readonly string[]): Promise<FoundCommand> {
  let found: FoundCommand = { command: root, parents: [], rest: [...args] };
  for (;;) {
    const children = found.command.subCommands as Readonly<Record<string, () => Promise<Command>>> | undefined;
    const [name, ...rest] = found.rest;
    if (!children || name === undefined || name.startsWith('-')) return found;
    const child = Object.hasOwn(children, name) ? children[name] : undefined;
    const path = [...found.parents, nameOf(found.command)];
    if (!child) {
      throw new WrongUse(
        `There is no command ${[...path.slice(1), name].join(' ')}. There is: ${Object.keys(children).join(', ')}.`,
      );
    }
    found = { command: await child(), parents: path, rest };
  }
}

/** Ours are given as they are, not as promises. */
export function nameOf(command: Command): string {
  return (command.meta as { name?: string } | undefined)?.name ?? '';
}

export function version(): string {
  const { version: own } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return own;
}
