import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { desktop, expectCalm, openPage, phone, type Visit } from './visits.ts';

const shop = 'quiet-shop';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const january = [
  header,
  '1001,MUG,BLUE MUG,2,2011-01-05 09:00:00,1.25,ann,UK',
  '1001,CUP,RED CUP,1,2011-01-05 09:00:00,2.50,ann,UK',
  '1002,MUG,BLUE MUG,1,2011-02-05 09:00:00,1.25,bob,UK',
  'C1003,MUG,BLUE MUG,-1,2011-02-07 09:00:00,1.25,ann,UK',
  '1004,MUG,BLUE MUG,many,2011-02-08 09:00:00,1.25,ann,UK',
].join('\n');

describeInBrowser('importing a file', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product?.stop();
  });

  const open = (path: string, visit: Visit = {}) => openPage(product, browser(), path, visit);

  async function give(page: Page, name: string, content: string | Buffer): Promise<void> {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true }).first();

  test('from the file to the figures, and back', async () => {
    const page = await open(`/o/${shop}/imports`);
    await give(page, 'january.csv', january);
    await heading(page, 'Recognised as Online Retail').waitFor();
    expect(await page.getByText('BLUE MUG').first().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Preview', exact: true }).click();

    await heading(page, 'What it would do').waitFor({ timeout: 30_000 });
    const preview = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(preview).toContain('5 rows read = 4 taken + 1 not taken');
    expect(preview).toContain('1 row could not be taken');
    expect(preview).toContain('Not a number');
    await page.getByRole('button', { name: 'Take it in' }).click();

    await heading(page, 'Taken in').waitFor({ timeout: 30_000 });
    const client = await product.clientOf(shop);
    const taken = await client.metrics.segments({});
    expect(taken.customers).toBe(2);

    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
    await heading(page, 'This import was undone').waitFor({ timeout: 30_000 });
    expect((await client.metrics.segments({})).customers).toBe(0);
    await page.context().close();
  });

  test('what the file does not say is asked, and remembered for the next one', async () => {
    const page = await open(`/o/${shop}/imports`);
    const rows = [
      'Order ID,Date,Total,Email',
      'o1,01/02/2026,10.00,ann@example.com',
      'o2,03/02/2026,12.50,bob@example.com',
    ];
    await give(page, 'orders-february.csv', rows.join('\n'));
    await page.getByText('01/02/2026').first().waitFor();
    const preview = page.getByRole('button', { name: 'Preview', exact: true });
    expect(await preview.getAttribute('aria-disabled')).toBe('true');
    await page
      .getByRole('radio', { name: /day comes first/ })
      .first()
      .check();
    await expect.poll(() => preview.getAttribute('aria-disabled'), { timeout: 10_000 }).not.toBe('true');
    await preview.click();
    await heading(page, 'What it would do').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await heading(page, 'Taken in').waitFor({ timeout: 30_000 });

    await page.goto(`${product.url}/o/${shop}/imports`);
    await give(
      page,
      'orders-march.csv',
      rows.join('\n').replaceAll('/02/', '/03/').replaceAll('o1', 'o3').replaceAll('o2', 'o4'),
    );
    await page.getByText('01/03/2026').first().waitFor();
    expect(await page.getByRole('button', { name: 'Preview', exact: true }).getAttribute('aria-disabled')).not.toBe(
      'true',
    );
    await page.context().close();
  });

  test('what is no table is refused in words, and the page goes on', async () => {
    const page = await open(`/o/${shop}/imports`);
    await give(page, 'papers.csv', '%PDF-1.7 of no use');
    await page.getByText(/PDF/).first().waitFor();
    await give(page, 'january.csv', january);
    await heading(page, 'Recognised as Online Retail').waitFor();
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of Object.entries({ desktop, phone })) {
      test(`axe finds nothing serious, and nothing is wider than the ${name}, in ${colorScheme}`, async () => {
        const page = await open(`/o/${shop}/imports`, { viewport, colorScheme });
        await expectCalm(page, viewport, 'imports');
        await give(page, `${name}-${colorScheme}.csv`, january.replaceAll('100', colorScheme === 'dark' ? '3' : '4'));
        await heading(page, 'Recognised as Online Retail').waitFor();
        await expectCalm(page, viewport, 'understood');
        await page.getByRole('button', { name: 'Preview', exact: true }).click();
        await heading(page, 'What it would do').waitFor({ timeout: 30_000 });
        await expectCalm(page, viewport, 'preview');
        await page.getByRole('button', { name: 'Take it in' }).click();
        await heading(page, /^Taken in/).waitFor({ timeout: 30_000 });
        await expectCalm(page, viewport, 'account');
        await page.context().close();
      });
    }
  }
});
