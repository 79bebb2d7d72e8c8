import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { timingOf } from '../measuring/timing.ts';
import { type Answer, ask } from './asking.ts';
import type { Bar } from './bar.ts';
import { openStand, type Stand } from './stand.ts';
import { counted, startWriters } from './writers.ts';

const for_ms = 15_000;

/** Two hundred that send or read a byte now and then, beside fifty that ask once a second as people do. */
export const slowClients: Bar = async (folder, say) => {
  const stand = await openStand({ folder });
  try {
    const writers = startWriters(stand, 4);
    await sleep(3_000);
    await writers.stop();
    const alone = await fifty(stand);
    const { port } = new URL(stand.product.url);
    say('  200 slow clients beside 50 …');
    const [beside, leave] = await Promise.all([fifty(stand), twoHundred(Number(port), stand.product.key)]);
    leave();
    const times = (answers: readonly Answer[]) => timingOf(answers.map(({ ms }) => ms));
    const { p50_ms, p99_ms } = times(beside);
    return [
      {
        bar: '200 slow clients beside 50: p99 of the fifty below 500 ms',
        found: `p50 ${p50_ms.toFixed(0)} ms, p99 ${p99_ms.toFixed(0)} ms (alone ${times(alone).p99_ms.toFixed(0)} ms); ${counted(beside)}`,
        isMet: p99_ms < 500 && beside.every(({ status }) => status === 200),
      },
    ];
  } finally {
    await stand.close();
  }
};

/** Fifty people for a while, each asking once a second. */
async function fifty(stand: Stand): Promise<Answer[]> {
  const answers: Answer[] = [];
  const until = performance.now() + for_ms;
  const person = async (nth: number) => {
    await sleep((nth / 50) * 1_000);
    while (performance.now() < until) {
      const answer = await ask(
        stand.product,
        nth % 2 === 0 ? '/functions/v1/metrics_repeat_ratio' : '/api/v1/customers',
      );
      answers.push(answer);
      await sleep(Math.max(0, 1_000 - answer.ms));
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, nth) => person(nth)));
  return answers;
}

/** They come within five seconds. @returns how to end them */
async function twoHundred(port: number, key: string): Promise<() => void> {
  const clients: ReturnType<typeof slow>[] = [];
  for (let nth = 0; nth < 200; nth++) {
    clients.push(slow(port, key, nth % 2 === 0));
    await sleep(25);
  }
  return () => {
    for (const { socket, timer } of clients) {
      clearInterval(timer);
      socket.destroy();
    }
  };
}

/** One that sends its request byte by byte, or one that does not read its answer. */
function slow(port: number, key: string, isSending: boolean): { socket: Socket; timer: NodeJS.Timeout } {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const request = `GET /api/v1/customers HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\n\r\n`;
  if (!isSending) {
    socket.pause();
    socket.write(request);
  }
  let at = 0;
  const timer = setInterval(() => {
    if (isSending && at < request.length && socket.writable) socket.write(request[at++] ?? '');
    else if (!isSending) socket.read(1);
  }, 500);
  return { socket, timer };
}
