import type { ArgsDef, CommandDef } from 'citty';

/** A command, with what its help says besides the options: exit codes of its own, examples. */
export type Command<Args extends ArgsDef = ArgsDef> = CommandDef<Args> & { details?: string };

/** Options that every command has. */
export const everyCommand = {
  verbose: { type: 'boolean', description: 'Say more, and show where in the program an error came from' },
} as const satisfies ArgsDef;

export const json = { type: 'boolean', description: 'JSON on standard output, for scripts' } as const;

export const organization = {
  type: 'string',
  required: true,
  valueHint: 'slug',
  description: 'The organization, by its slug',
} as const;

/** The exit codes, as every help says them. */
export const exitCodes = `EXIT CODES

  0  done
  1  a fault of the program or the machine
  2  wrong use, or input that cannot be taken as it is
  3  something is in the way: the data folder or the port is in use, the database cannot be reached
  4  doctor: something is not as it should be

ENVIRONMENT

  REGULARS_HOME   folder of the data (default: .regulars in the source tree, elsewhere in the current folder)
  DATABASE_URL    a PostgreSQL of your own, 15 to 18, instead of the embedded one
  PORT            of the pages and the API (default: 4747)
  REGULARS_DEMO   0: start without demo organizations`;
