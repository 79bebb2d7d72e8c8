import { EmbeddedError, HomeInUse } from '@regulars/server/platform/embedded/errors.ts';
import { Refusal } from '@regulars/server/platform/errors.ts';
import { expect, test } from 'vitest';
import { failureOf, WrongUse } from './failures.ts';
import { opener } from './open-browser.ts';
import { timeLeft } from './progress-bar.ts';
import { readSettings } from './settings.ts';
import { columns, count, money } from './terminal.ts';

test('amounts are written exactly, in groups of three', () => {
  expect(money(891_140_790, 2, 'GBP')).toBe('8 911 407.90 GBP');
  expect(money(-5, 2, 'GBP')).toBe('-0.05 GBP');
  expect(money(1_234, 0, 'JPY')).toBe('1 234 JPY');
  expect(money(1_234, 3, 'KWD')).toBe('1.234 KWD');
  expect(count(1_234_567)).toBe('1 234 567');
  expect(
    columns([
      ['a', '1'],
      ['bcd', '2'],
    ]),
  ).toBe('  a    1\n  bcd  2');
});

test('the time left is told when it can be told', () => {
  expect(timeLeft(null)).toBe('');
  expect(timeLeft(9)).toBe('9 s left');
  expect(timeLeft(2_940)).toBe('49 min left');
});

test('an exit code tells a script what kind of failure it was', () => {
  const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  expect(failureOf(new WrongUse('no'))).toMatchObject({ exitCode: 2, message: 'no' });
  expect(failureOf(new Refusal('unknown_header', 'no'))).toMatchObject({ exitCode: 2, code: 'unknown_header' });
  expect(failureOf(new Refusal('port_taken', 'no'))).toMatchObject({ exitCode: 3 });
  expect(failureOf(new HomeInUse('/data', 42))).toMatchObject({
    exitCode: 3,
    code: 'home_in_use',
    message: expect.stringContaining('42'),
  });
  expect(failureOf(new EmbeddedError('disk_full', 'full'))).toMatchObject({ exitCode: 1, code: 'disk_full' });
  expect(failureOf(new AggregateError([unreachable]))).toMatchObject({ exitCode: 3, code: 'database_unreachable' });
  expect(failureOf(new TypeError('oops\nat …'))).toEqual({ exitCode: 1, code: 'fault', message: 'oops' });
  expect(failureOf('oops')).toMatchObject({ exitCode: 1, message: 'oops' });
});

test('the environment is read once, with its defaults', () => {
  expect(readSettings({})).toMatchObject({
    port: 4747,
    portIsDefault: true,
    databaseUrl: null,
    wantsDemo: true,
    readLimit_ms: 2_000,
    publicUrl: undefined,
    home: expect.stringMatching(/\/\.regulars$/),
  });
  expect(
    readSettings({
      PORT: '0',
      REGULARS_HOME: '/data',
      DATABASE_URL: 'postgresql://u@h/d',
      REGULARS_DEMO: '0',
      REGULARS_READ_LIMIT: '0.5',
    }),
  ).toEqual({
    port: 0,
    portIsDefault: false,
    databaseUrl: 'postgresql://u@h/d',
    wantsDemo: false,
    home: '/data',
    readLimit_ms: 500,
    publicUrl: undefined,
  });
  expect(readSettings({ REGULARS_PUBLIC_URL: 'https://Regulars.example.com/' }).publicUrl).toBe(
    'https://regulars.example.com',
  );
  for (const url of ['regulars.example.com', 'https://x/path', 'javascript:alert(1)'])
    expect(() => readSettings({ REGULARS_PUBLIC_URL: url })).toThrow('REGULARS_PUBLIC_URL is');
  expect(() => readSettings({ PORT: '65536' })).toThrow('from 0 to 65535');
  for (const limit of ['0', '-1', '60', 'never'])
    expect(() => readSettings({ REGULARS_READ_LIMIT: limit })).toThrow('a number of seconds from 0.1 to 30');
});

test('a browser is opened where somebody sits before one', () => {
  expect(opener('darwin', {})).toMatchObject({ program: 'open' });
  expect(opener('win32', {})).toMatchObject({ program: 'rundll32' });
  expect(opener('linux', { DISPLAY: ':0' })).toMatchObject({ program: 'xdg-open' });
  expect(opener('linux', {})).toBeNull();
  expect(opener('darwin', { CI: 'true' })).toBeNull();
  expect(opener('linux', { DISPLAY: ':0', SSH_CONNECTION: 'x' })).toBeNull();
});
