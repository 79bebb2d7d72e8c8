import { Agent, request } from 'node:http';
import { timingOf } from '../measuring/timing.ts';
import { atLeast, type Finding } from '../report/findings.ts';
import type { Product } from '../shop/product.ts';
import type { Shop } from '../shop/shop.ts';
import { someOrder } from './orders.ts';

const seconds = 8;

/** Orders over HTTP, each of its own request, as fast as so many connections take them; every answer is looked at. */
export async function checkouts({ product, shop }: { product: Product; shop: Shop }): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const connections of [1, 32]) {
    await load(product, shop, connections, 1_500);
    const { perSecond, times } = await load(product, shop, connections, seconds * 1_000);
    findings.push({
      part: 'checkout',
      what: `${connections} ${connections === 1 ? 'connection' : 'connections'}`,
      value: perSecond,
      unit: 'per s',
      timing: timingOf(times),
      ...(connections > 1 && { target: atLeast(perSecond, 1_000, 'per s') }),
    });
  }
  return findings;
}

async function load(product: Product, shop: Shop, connections: number, for_ms: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const begun = performance.now();
  const one = async () => {
    while (performance.now() - begun < for_ms) {
      const start = performance.now();
      await record(product, agent, someOrder(shop.size.customers));
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return { perSecond: (times.length * 1_000) / (performance.now() - begun), times };
}

/** @throws Error for any answer but that it was recorded */
export async function record(product: Product, agent: Agent, order: object): Promise<void> {
  const body = JSON.stringify(order);
  const headers = {
    authorization: `Bearer ${product.key}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${product.url}/api/v1/orders`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve();
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
