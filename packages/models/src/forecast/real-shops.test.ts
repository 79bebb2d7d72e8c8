import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cdnow, type KnownShop, onlineRetail } from '../../check/shops.ts';
import { lookBack } from './forecast.ts';

/** Shops whose past is known, where they lie beside the repository. `npm run models:report` prints the whole. */
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const data = process.env.REGULARS_DATA ?? join(root, '../shared/data');
const isThere = existsSync(join(data, '../models/data')) && existsSync(join(data, 'online_retail'));

test.skipIf(!isThere).each<[(data: string) => KnownShop, number]>([
  [onlineRetail, 0.73],
  [cdnow, 0.771],
])('the risk of silence ranks better than every rule and every bare model: %s', (open, bare) => {
  const { days, until, horizonDays } = open(data);
  const card = lookBack(days, until, horizonDays);
  const area = card?.risk.areaUnderCurve ?? 0;
  expect(area).toBeGreaterThan(bare);
  for (const { rule, areaUnderCurve } of card?.naive ?? []) expect(areaUnderCurve, rule).toBeLessThan(area);
});
