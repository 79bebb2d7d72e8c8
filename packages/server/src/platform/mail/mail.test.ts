import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { openMail } from './mail.ts';

const letter = { to: 'ann@example.com', subject: 'Choose a password', text: 'Open https://shop.test/x\n\nBye' };

function logOf() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) }) };
}

test('a letter goes out through the server that was named', async () => {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      let text = `${session.envelope.rcptTo.map(({ address }) => address).join(',')}\n`;
      stream.on('data', (part: Buffer) => {
        text += part.toString();
      });
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  const { lines, log } = logOf();
  const mail = openMail({ url: `smtp://127.0.0.1:${port}`, from: 'shop@shop.test', log });
  expect(mail.isSent).toBe(true);
  mail.send(letter);
  await mail.close();
  expect(received).toHaveLength(1);
  for (const part of ['ann@example.com\n', 'From: shop@shop.test', 'Subject: Choose a password', 'https://shop.test/x'])
    expect(received[0]).toContain(part);
  expect(lines).toEqual([]);
  await new Promise<void>((closed) => server.close(() => closed()));
});

test('where there is no such server the log says so, and not what was written', async () => {
  const { lines, log } = logOf();
  const mail = openMail({ url: 'smtp://127.0.0.1:1', log });
  mail.send(letter);
  await mail.close();
  expect(lines).toMatchObject([{ msg: 'a letter could not be sent' }]);
  expect(JSON.stringify(lines)).not.toMatch(/ann@|shop\.test/);
});

test('without one the log has the letter, to be handed on', async () => {
  const { lines, log } = logOf();
  const mail = openMail({ log });
  expect(mail.isSent).toBe(false);
  mail.send(letter);
  expect(lines).toMatchObject([{ text: letter.text }]);
});
