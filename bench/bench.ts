import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explained } from './measuring/explaining.ts';
import { againstRaw } from './parts/against-raw.ts';
import { checkouts } from './parts/checkout.ts';
import { atRest, exporting, sizes } from './parts/footprint.ts';
import { freshness } from './parts/freshness.ts';
import { importing } from './parts/importing.ts';
import { models } from './parts/models.ts';
import { dashboardReads, listReads } from './parts/reads.ts';
import { recording } from './parts/recording.ts';
import type { Finding, Report } from './report/findings.ts';
import { sizeOf, theseVersions, thisMachine } from './report/machine.ts';
import { reportText } from './report/words.ts';
import { type Product, startProduct } from './shop/product.ts';
import { openShop, type Shop } from './shop/shop.ts';
import { sizeFrom } from './shop/size.ts';

const help = `npm run bench -- [--customers 20000] [--orders 100000] [--only PART,…] [--out results.json]

Measures Regulars on a made-up shop of that size, beside baselines in the same run. The shop is made once and kept in
node_modules/.cache/regulars-bench. With --out, what the database did for reads that missed their target is in results.json.plans.txt.
The whole: --customers 1000000 --orders 10000000 (about an hour the first time).
Parts: `;

type Parts = Record<string, (on: { product: Product; shop: Shop; say: (text: string) => void }) => Promise<Finding[]>>;

/** In this order: what only reads comes before what writes. */
const parts: Parts = {
  rest: atRest,
  reads: dashboardReads,
  list: listReads,
  raw: againstRaw,
  export: exporting,
  size: sizes,
  recording,
  checkout: checkouts,
  freshness,
  import: importing,
  models,
};

/** Of how many reads it is said what the database did. */
const most_plans = 20;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export async function bench(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { customers: text, orders: text, only: text, out: text, help: { type: 'boolean' } },
  });
  if (values.help) {
    say(help + Object.keys(parts).join(', '));
    return;
  }
  const wanted = values.only?.split(',') ?? Object.keys(parts);
  const unknown = wanted.find((name) => !(name in parts));
  if (unknown !== undefined)
    throw new Error(`--only: there is no part ${unknown}. There are: ${Object.keys(parts).join(', ')}`);

  const begun = new Date();
  const shop = await openShop(sizeFrom(values), say);
  try {
    // How long a read takes is worth knowing beyond where it would be stopped.
    const product = await startProduct(shop, { REGULARS_READ_LIMIT: '30' });
    const findings: Finding[] = [];
    try {
      for (const [name, run] of Object.entries(parts)) {
        if (!wanted.includes(name)) continue;
        say(`Measuring: ${name} …`);
        const start = performance.now();
        try {
          findings.push(...(await run({ product, shop, say })));
          say(`  ${((performance.now() - start) / 1_000).toFixed(0)} s`);
        } catch (error) {
          // What the other parts found is worth telling.
          say(`${name} failed: ${error instanceof Error ? error.stack : error}`);
          process.exitCode = 1;
        }
      }
    } finally {
      await product.stop();
    }
    const report: Report = {
      machine: thisMachine(),
      versions: await theseVersions(shop),
      size: await sizeOf(shop),
      begun_at: begun.toISOString(),
      seconds: (Date.now() - begun.getTime()) / 1_000,
      findings,
    };
    process.stdout.write(`${reportText(report)}\n`);
    if (values.out) {
      write(resolve(values.out), `${JSON.stringify(report, null, 2)}\n`);
      write(`${resolve(values.out)}.plans.txt`, await plansOfMissed(shop, findings));
    }
  } finally {
    await shop.close();
  }
}

/** Why the slowest of those that missed their target did. */
async function plansOfMissed(shop: Shop, findings: readonly Finding[]): Promise<string> {
  const missed = findings.filter(({ path, target }) => path && !target?.isMet).sort((a, b) => b.value - a.value);
  const plans: string[] = [];
  for (const { path } of missed.slice(0, most_plans)) if (path) plans.push(await explained(shop, path));
  return plans.join('\n\n');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
