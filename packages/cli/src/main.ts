import { inspect } from 'node:util';
import { runCommand } from 'citty';
import { assertArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { exit, failureOf } from './failures.ts';
import { helpOf } from './help.ts';
import { interruption } from './interruption.ts';
import { print, printJson, say } from './terminal.ts';
import { findCommand, version } from './tree.ts';

/** The command line: finds the command, runs it, and says what came of it by the exit code. */

process.exitCode = await interruption.run(() => main(process.argv.slice(2)));
// The output flows out before we end; whatever else still waits somewhere does not keep us.
setTimeout(() => process.exit(), 1_000).unref();

async function main(args: readonly string[]): Promise<number> {
  try {
    return await act(args);
  } catch (error) {
    return complain(error, { wantsJson: args.includes('--json'), isVerbose: args.includes('--verbose') });
  }
}

async function act(args: readonly string[]): Promise<number> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
    print(version());
    return 0;
  }
  const found = await findCommand(args);
  if (asksForHelp(found.rest)) {
    print(await helpOf(found));
    return 0;
  }
  if (!found.command.run) {
    say(await helpOf(found));
    return exit.wrong_use;
  }
  return await run(found.command, found.rest);
}

async function run(command: Command, rest: string[]): Promise<number> {
  await assertArguments(command, rest);
  const { result } = await runCommand(command, { rawArgs: rest });
  return typeof result === 'number' ? result : 0;
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** One line for a person, an object for a script. Where in the program it was is shown only to who asks. */
function complain(error: unknown, { wantsJson, isVerbose }: { wantsJson: boolean; isVerbose: boolean }): number {
  const { exitCode, code, message } = failureOf(error);
  // Whoever pressed Ctrl-C knows why things were not finished.
  if (interruption.isInterrupted && code !== 'cancelled') return exitCode;
  const isFault = exitCode === exit.fault;
  say(isVerbose ? inspect(error) : `${message}${isFault ? ' (--verbose shows where this comes from)' : ''}`);
  if (wantsJson) printJson({ error: { code, message } });
  return exitCode;
}
