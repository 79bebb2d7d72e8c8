import { stripVTControlCharacters } from 'node:util';
import { EmbeddedError } from '@regulars/server/platform/embedded/errors.ts';
import { Refusal } from '@regulars/server/platform/errors.ts';

export const exit = { fault: 1, wrong_use: 2, in_the_way: 3, unhealthy: 4 } as const;

/** The person at the terminal asked for something that is not there, or not enough. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
  readonly code = 'wrong_use';
}

export interface Failure {
  exitCode: number;
  code: string;
  message: string;
}

/** What an error is to whoever runs the command: one line, and an exit code that a script can go by. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WrongUse) return { exitCode: exit.wrong_use, code: error.code, message: error.message };
  if (error instanceof Refusal)
    return {
      exitCode: inTheWay.has(error.code) ? exit.in_the_way : exit.wrong_use,
      code: error.code,
      message: error.message,
    };
  if (error instanceof EmbeddedError) {
    return {
      exitCode: inTheWay.has(error.code) ? exit.in_the_way : exit.fault,
      code: error.code,
      message: error.message,
    };
  }
  if (!(error instanceof Error)) return { exitCode: exit.fault, code: 'fault', message: String(error) };
  // citty colours its words, also where nobody sees colours.
  if (error.name === 'CLIError')
    return { exitCode: exit.wrong_use, code: 'wrong_use', message: stripVTControlCharacters(error.message) };
  return databaseFailure(error) ?? { exitCode: exit.fault, code: 'fault', message: firstLine(error) };
}

const inTheWay = new Set(['home_in_use', 'port_taken', 'schema_newer', 'migration_changed', 'cancelled']);

/** Why a database cannot be had, by the codes of Node and PostgreSQL. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'the connection was cut',
  '28P01': 'the password is wrong',
  '28000': 'the login is not allowed',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left to give',
  '57P03': 'it is starting or stopping',
};

function databaseFailure(error: Error): Failure | null {
  // Several addresses of one host fail together.
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const each of errors) {
    const code = each instanceof Error && 'code' in each ? String(each.code) : '';
    const why = unreachable[code];
    if (why)
      return {
        exitCode: exit.in_the_way,
        code: 'database_unreachable',
        message: `The database cannot be reached: ${why} (${code}).`,
      };
  }
  return null;
}

function firstLine(error: Error): string {
  return (error.message || error.name).split('\n', 1)[0] ?? error.name;
}
