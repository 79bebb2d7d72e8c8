import { setTimeout as sleep } from 'node:timers/promises';
import { someOrder } from '../parts/orders.ts';
import { type Answer, ask } from './asking.ts';
import type { Stand } from './stand.ts';

/** Tills that tell orders without a pause, whatever happens to server and database. */
export interface Writers {
  /** The ids of all orders that were accepted. */
  accepted: readonly string[];
  /** Every other answer. */
  others: readonly Answer[];
  stop: () => Promise<void>;
}

const customers = 500;

export function startWriters(stand: Stand, count: number): Writers {
  const accepted: string[] = [];
  const others: Answer[] = [];
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const order = someOrder(customers) as { external_id: string };
      const answer = await ask(stand.product, '/api/v1/orders', { body: order });
      if (answer.status === 200) accepted.push(order.external_id);
      else {
        others.push(answer);
        await sleep(20);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: count }, write));
  return {
    accepted,
    others,
    stop: async () => {
      isOver = true;
      await writing;
    },
  };
}

/** Answers by their status, as a sentence. */
export function counted(answers: readonly Answer[]): string {
  const by = Map.groupBy(answers, ({ status }) => (status === null ? 'no answer' : String(status)));
  return [...by].map(([status, those]) => `${those.length} × ${status}`).join(', ') || 'none';
}
