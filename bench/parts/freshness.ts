import { Agent } from 'node:http';
import { timingOf } from '../measuring/timing.ts';
import { atMost, type Finding, readFinding } from '../report/findings.ts';
import type { Product } from '../shop/product.ts';
import type { Shop } from '../shop/shop.ts';
import { record } from './checkout.ts';
import { someOrder } from './orders.ts';

const orders = 20;

/** From an order being accepted until an open page hears of it. */
export async function freshness({ product, shop }: { product: Product; shop: Shop }): Promise<Finding[]> {
  const leave = new AbortController();
  const response = await fetch(`${product.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${product.key}` },
    signal: leave.signal,
  });
  if (!response.ok || !response.body) throw new Error(`${response.status} from the live events`);
  const heard = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  try {
    for (let order = 0; order < orders; order++) {
      await record(product, agent, someOrder(shop.size.customers));
      const accepted = performance.now();
      for (let text = ''; !text.includes('event: changed'); ) text += (await heard.read()).value ?? '';
      times.push(performance.now() - accepted);
      await new Promise((resume) => setTimeout(resume, 300));
    }
  } finally {
    leave.abort();
    agent.destroy();
  }
  const timing = timingOf(times);
  return [
    readFinding('freshness', 'an open page hears of an order', timing, { target: atMost(timing.p95_ms, 1_000, 'ms') }),
  ];
}
