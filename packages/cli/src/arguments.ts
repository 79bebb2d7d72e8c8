import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import type { Command } from './command.ts';
import { WrongUse } from './failures.ts';

/**
 * Holds a command line to what the command knows. citty itself passes over what it does not know, and a mistyped `--organisation`
 * must not end in the wrong shop.
 * @throws WrongUse
 */
export async function assertArguments(command: Command, args: readonly string[]): Promise<void> {
  const known: ArgsDef = (typeof command.args === 'function' ? await command.args() : await command.args) ?? {};
  const options = Object.entries(known).filter(([, arg]) => arg.type !== 'positional');
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      options.map(([name, arg]) => [name, { type: arg.type === 'boolean' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  let places = Object.values(known).filter((arg) => arg.type === 'positional').length;
  for (const token of tokens) {
    if (token.kind === 'positional' && places-- <= 0)
      throw new WrongUse(`${JSON.stringify(token.value)} is one argument too many`);
    if (token.kind !== 'option') continue;
    const arg = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!arg || arg.type === 'positional')
      throw new WrongUse(`There is no option ${token.rawName}. --help shows those there are.`);
    if (arg.type === 'boolean' && token.value !== undefined) throw new WrongUse(`${token.rawName} takes no value`);
    if (arg.type !== 'boolean' && !token.value) throw new WrongUse(`${token.rawName} needs a value`);
  }
}
