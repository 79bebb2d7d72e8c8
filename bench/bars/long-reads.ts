import { setTimeout as sleep } from 'node:timers/promises';
import { timingOf } from '../measuring/timing.ts';
import { type Product, startProduct } from '../shop/product.ts';
import { openShop } from '../shop/shop.ts';
import type { Size } from '../shop/size.ts';
import { type Answer, ask } from './asking.ts';
import type { Bar } from './bar.ts';
import { counted } from './writers.ts';

/** Large enough that the worst question takes several times the limit. */
const size: Size = { customers: 60_000, orders: 300_000 };

const for_ms = 15_000;
const limit_ms = 2_000;
const people = 10;

/** Everything about a day of last year has to be told from the orders again; by period, channel and segment it takes longest. */
const worst = `/api/v1/metrics/churn-forecast?period=3660&channel=online&segment=Lost&as_of=${new Date(Date.now() - 400 * 86_400_000).toISOString()}`;

/** Somebody who asks the greatest question again and again, beside people who look at their dashboard. */
export const longReads: Bar = async (_folder, say) => {
  const shop = await openShop(size, say);
  const product = await startProduct(shop);
  try {
    await visit(product, 3_000);
    const alone = await visit(product, for_ms);
    say('  The greatest question beside them …');
    const [beside, stopped] = await Promise.all([visit(product, for_ms), insist(product)]);
    const times = (answers: readonly Answer[]) => timingOf(answers.map(({ ms }) => ms));
    const idle = times(alone);
    const busy = times(beside);
    const ratio = busy.p50_ms / idle.p50_ms;
    const took = times(stopped);
    return [
      {
        bar: 'a read that takes too long is stopped after 2 s',
        found: `${counted(stopped)}, at most ${took.max_ms.toFixed(0)} ms`,
        isMet: stopped.every(({ status, retryAfter }) => status === 503 && retryAfter) && took.max_ms < limit_ms * 1.25,
      },
      {
        bar: 'meanwhile others wait less than twice as long',
        found: `median ${busy.p50_ms.toFixed(1)} ms instead of ${idle.p50_ms.toFixed(1)} ms (${ratio.toFixed(2)}×), p95 ${busy.p95_ms.toFixed(0)} ms instead of ${idle.p95_ms.toFixed(0)} ms; ${counted(beside)}`,
        isMet: ratio < 2 && beside.every(({ status }) => status === 200),
      },
    ];
  } finally {
    await product.stop();
    await shop.close();
  }
};

/** People who open a dashboard and the list, each twice a second. */
async function visit(product: Product, while_ms: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const until = performance.now() + while_ms;
  const paths = ['/api/v1/metrics/overview?period=30', '/api/v1/customers?sort=net', '/api/v1/metrics/segments'];
  const person = async (nth: number) => {
    await sleep((nth / people) * 500);
    for (let at = nth; performance.now() < until; at++) {
      const answer = await ask(product, paths[at % paths.length] ?? '');
      answers.push(answer);
      await sleep(Math.max(0, 500 - answer.ms));
    }
  };
  await Promise.all(Array.from({ length: people }, (_, nth) => person(nth)));
  return answers;
}

/** One who asks it again as soon as it was stopped. */
async function insist(product: Product): Promise<Answer[]> {
  const answers: Answer[] = [];
  const until = performance.now() + for_ms - limit_ms;
  while (performance.now() < until) answers.push(await ask(product, worst));
  return answers;
}
