import { stripVTControlCharacters } from 'node:util';
import { renderUsage } from 'citty';
import { exitCodes } from './command.ts';
import type { FoundCommand } from './tree.ts';

export async function helpOf({ command, parents }: FoundCommand): Promise<string> {
  const usage = await renderUsage(command, { meta: { name: parents.join(' ') } });
  const help = [usage.trimEnd(), command.details, exitCodes].filter(Boolean).join('\n\n');
  // Colours are for people; a pipe has none.
  return `${process.stdout.isTTY ? help : stripVTControlCharacters(help)}\n`;
}
