import { expect, test } from 'vitest';
import { runCli } from './testing/run-cli.ts';

const commands = [
  ['start'],
  ['import'],
  ['imports'],
  ['export'],
  ['keys'],
  ['keys', 'create'],
  ['keys', 'list'],
  ['keys', 'revoke'],
  ['migrate'],
  ['doctor'],
];

test('help names every command', async () => {
  const { code, out, err } = await runCli(['--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const [name] of commands) expect(out).toContain(` ${name} `);
});

test.each(commands)('%s %s has a help with its exit codes', async (...names) => {
  const { code, out, err } = await runCli([...names.filter(Boolean), '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`USAGE regulars ${names.join(' ')}`.trimEnd());
  expect(out).toContain('EXIT CODES');
});

test.each([
  [['frobnicate'], 'There is no command frobnicate. There is: start, import'],
  [['keys', 'steal'], 'There is no command keys steal. There is: create, list, revoke.'],
  [['import', 'a.csv', '--organisation', 'shop'], 'There is no option --organisation.'],
  [['import', 'a.csv', 'b.csv', '--organization', 'shop'], '"b.csv" is one argument too many'],
  [['import', 'a.csv', '--organization'], '--organization needs a value'],
  [['import', 'a.csv', '--organization', 'shop', '--yes=no'], '--yes takes no value'],
  [['import', '--organization', 'shop'], 'Missing required positional argument: FILE'],
  [['export', 'segments'], 'Missing required argument: --organization'],
  [['export', 'segments', '--organization', 'shop', '--format', 'pdf'], 'Expected one of: csv'],
  [['import', 'a.csv', '--organization', 'shop'], 'There is nobody to ask here: say --yes to take the file in'],
  [['import', '/nowhere.csv', '--organization', 'shop', '--yes'], 'There is no file /nowhere.csv that can be read'],
] as const)('wrong use: %s', async (args, message) => {
  const { code, out, err } = await runCli(args);
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});

test('without a command the help is shown, and nothing was done', async () => {
  const { code, out, err } = await runCli([]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('COMMANDS');
});

test('a script reads the error as JSON', async () => {
  const { code, out } = await runCli(['import', '/nowhere.csv', '--organization', 'shop', '--yes', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual({
    error: { code: 'file_not_found', message: 'There is no file /nowhere.csv that can be read' },
  });
});

test.each([
  [{ DATABASE_URL: 'mysql://x' }, 2, 'DATABASE_URL is not an address like postgres://'],
  [{ DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/db' }, 3, 'The database cannot be reached: nothing listens there'],
  [{ PORT: 'http' }, 2, 'PORT is "http"'],
])('an environment that cannot be: %j', async (environment, exitCode, message) => {
  const { code, err } = await runCli(['doctor'], environment as Record<string, string>);
  expect(code).toBe(exitCode);
  expect(err).toContain(message);
  expect(err).not.toContain('secret');
});
