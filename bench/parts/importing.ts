import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { permissions } from '@regulars/contract/base.ts';
import { importFile, lookAtFile } from '@regulars/server/features/imports/imports.ts';
import { createOrganization } from '@regulars/server/features/organizations/organizations.ts';
import { systemPrincipal } from '@regulars/server/platform/scope.ts';
import { bareCopy } from '../raw/bare-copy.ts';
import { atMost, type Finding } from '../report/findings.ts';
import type { Shop } from '../shop/shop.ts';

/** Where the Online Retail file is: REGULARS_DATA, as for the tests. */
const path = join(process.env.REGULARS_DATA ?? '../shared/data', 'online_retail', 'online_retail.csv.gz');

/** Online Retail through understanding, matching and facts, beside a COPY of the same rows into the same tables and indexes. */
export async function importing({ shop, say }: { shop: Shop; say: (text: string) => void }): Promise<Finding[]> {
  if (!existsSync(path)) {
    say(`There is no ${path}: importing it is left out. REGULARS_DATA says where the data lies.`);
    return [];
  }
  const { organizationId } = await createOrganization(shop.world, {
    slug: `retail-${Date.now()}`,
    name: 'Online Retail',
    currency: 'GBP',
    time_zone: 'Europe/London',
    country: 'GB',
  });
  const principal = systemPrincipal(organizationId, 'bench', permissions);
  const file = { path, fileName: 'online_retail.csv.gz' };
  const take = async () => {
    const { reading, understanding } = await lookAtFile({ world: shop.world, principal }, file);
    const begun = performance.now();
    const report = await importFile(shop.world, principal, { ...file, reading, title: understanding.title });
    return { seconds: (performance.now() - begun) / 1_000, report };
  };
  const first = await take();
  const again = await take();
  const bare_s = await bareCopy(shop.owner, organizationId);
  const ratio = first.seconds / bare_s;
  return [
    {
      part: 'import',
      what: `Online Retail, ${first.report.rows_read} rows`,
      value: first.seconds,
      unit: 's',
      baselines: { 'a bare COPY': bare_s },
      target: { text: '≤ 15 s and ≤ 3× a bare COPY', isMet: first.seconds <= 15 && ratio <= 3 },
    },
    {
      part: 'import',
      what: 'the same file again: rows changed',
      value: again.report.records_written,
      unit: 'rows',
      target: atMost(again.report.records_written, 0, 'rows'),
    },
    { part: 'import', what: 'the same file again', value: again.seconds, unit: 's' },
  ];
}
