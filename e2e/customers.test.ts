import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { desktop, expectCalm, openPage, type Visit, viewports } from './visits.ts';

const shop = 'harbour-and-pine';

describeInBrowser('the customers', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    const client = await product.clientOf(shop);
    await client.activity.recordOrder({
      source: 'till',
      external_id: 'e2e-1',
      number: '4711',
      channel: 'pos',
      customer: { external_id: 'E2E-1', name: 'Zoë Quillfeather', email: 'zoe@example.com', phone: '+44 7700 900123' },
      placed_at: '2026-01-05T10:00:00Z',
      paid_at: '2026-01-05T10:00:00Z',
      lines: [{ product: 'kite', name: 'Kite, red', quantity: '2', unit_price: '12.50' }],
    });
    await client.activity.recordRefund({
      source: 'till',
      external_id: 'e2e-r1',
      order: 'e2e-1',
      refunded_at: '2026-01-06T10:00:00Z',
      amount_minor: 500,
      reason: 'a torn seam',
    });
  });
  afterAll(async () => {
    await product?.stop();
  });

  const open = (path: string, visit: Visit = {}) => openPage(product, browser(), path, visit);

  const names = (page: Page) => page.locator('tbody th a').allInnerTexts();

  test('the list is that of the API, in the same order, and says how many they are', async () => {
    const client = await product.clientOf(shop);
    const told = await client.customers.list({ limit: 50 });
    const { total } = await client.customers.count({});
    const page = await open(`/o/${shop}/customers`);
    expect(await names(page)).toEqual(told.customers.map(({ name, email }) => name ?? email));
    await page.getByText(`${total.toLocaleString('en-US')} contacts`).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await names(page)).length).toBe(100);
    await page.context().close();
  });

  test('what is typed finds, stands in the address, and is taken back', async () => {
    const page = await open(`/o/${shop}/customers`);
    const box = page.getByRole('searchbox', { name: 'Search customers' });
    for (const typed of ['zoe quill', 'ZOE@ex', '07700 900123', 'e2e-1', 'quilfeather']) {
      await box.fill(typed);
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(typed);
      await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(['Zoë Quillfeather']);
    }
    await box.fill('nobody of that name');
    await page.getByText('Nobody found for').waitFor();
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await expect.poll(async () => (await names(page)).length).toBe(50);
    await page.context().close();
  });

  test('a head sorts, filters narrow, columns come and go, and the address keeps it all', async () => {
    const page = await open(`/o/${shop}/customers`);
    const orders = page.getByRole('columnheader', { name: 'Orders' });
    await orders.getByRole('button').click();
    await expect.poll(() => orders.getAttribute('aria-sort')).toBe('descending');
    await orders.getByRole('button').click();
    await expect.poll(() => orders.getAttribute('aria-sort')).toBe('ascending');
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByLabel('Stage').selectOption('at_risk');
    await page.getByRole('list', { name: 'Active filters' }).getByText('Stage: At risk').waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'E-mail' }).click();
    await page.getByRole('columnheader', { name: 'E-mail' }).waitFor();
    const address = page.url();
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('columnheader', { name: 'E-mail' }).isVisible()).toBe(true);
    const stages = await page.locator('tbody tr').allInnerTexts();
    expect(stages.length).toBeGreaterThan(3);
    expect(stages.filter((row) => !row.includes('At risk'))).toEqual([]);
    await page.context().close();
  });

  test('the file has the rows of the list', async () => {
    const page = await open(`/o/${shop}/customers?q=quillfeather`);
    await page.getByRole('button', { name: 'Export' }).click();
    const href = await page.getByRole('menuitem', { name: 'CSV' }).last().getAttribute('href');
    const file = await page.request.get(product.url + href);
    expect(file.status()).toBe(200);
    expect((await file.text()).split('\r\n')).toHaveLength(3);
    expect(await file.text()).toContain('E2E-1,till,Zoë Quillfeather,zoe@example.com');
    await page.context().close();
  });

  test('a row leads to the customer: facts, readings with their definitions, orders with lines and refunds', async () => {
    const page = await open(`/o/${shop}/customers?q=quillfeather`);
    await page.getByRole('link', { name: 'Zoë Quillfeather' }).click();
    await page.getByRole('heading', { name: 'Zoë Quillfeather' }).waitFor();
    await page.waitForLoadState('networkidle');
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    for (const part of ['zoe@example.com', '+447700900123', '£20.00', '£25.00 less £5.00 given back', 'E2E-1'])
      expect(text).toContain(part);
    await page.getByRole('button', { name: /What “Spending tier” means/ }).click();
    await page.getByText('By net of all time; the first that fits.').waitFor();
    await page.keyboard.press('Escape');
    const order = page.getByRole('button', { name: /Order 4711/ });
    await order.click();
    expect(await order.getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('row', { name: /Kite, red.*£12\.50/ }).waitFor();
    expect(await page.getByRole('list', { name: 'Refunds' }).innerText()).toContain('a torn seam');
    await page.getByRole('link', { name: 'All customers' }).click();
    await page.waitForURL(/\/customers$/);
    await page.context().close();
  });

  test('an order that arrives shows on the open page of its customer', async () => {
    const client = await product.clientOf(shop);
    const [zoe] = (await client.customers.list({ q: 'e2e-1' })).customers;
    const page = await open(`/o/${shop}/customers/${zoe?.customer_id}`);
    const now = new Date().toISOString();
    await client.activity.recordOrder({
      source: 'till',
      external_id: 'e2e-2',
      number: '4712',
      customer: { external_id: 'E2E-1' },
      placed_at: now,
      paid_at: now,
      lines: [{ quantity: '1', unit_price: '7.25' }],
    });
    await page.getByRole('button', { name: /Order 4712/ }).waitFor({ timeout: 10_000 });
    await page.getByText('£27.25', { exact: true }).first().waitFor();
    await page.context().close();
  });

  test('a figure opens the customers behind it, as many as it says', async () => {
    const page = await open(`/o/${shop}/insights`);
    const row = page.getByRole('row', { name: /^Lost/ });
    const figure = row.getByRole('link').first();
    const count = await figure.innerText();
    await figure.click();
    await page.waitForURL(/\/customers\?segment=Lost/);
    await page.getByText(`${count} contacts`).waitFor();
    await page.context().close();
  });

  test('a customer who is not there, and a list that fails, say so', async () => {
    const lost = await open(`/o/${shop}/customers/01a1fa63-8d6e-7cdf-a918-4fa5243094e4`);
    await lost.getByText('There is no such customer').waitFor();
    await lost.context().close();
    const context = await product.visitor(browser(), { viewport: desktop });
    const page = await context.newPage();
    let failing = true;
    await page.route('**/api/v1/customers?**', (route) =>
      failing
        ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' })
        : route.continue(),
    );
    await page.goto(`${product.url}/o/${shop}/customers`);
    const again = page.getByRole('button', { name: 'Retry' });
    await again.waitFor({ timeout: 30_000 });
    failing = false;
    await again.click();
    await expect.poll(async () => (await names(page)).length, { timeout: 10_000 }).toBe(50);
    await context.close();
  });

  test('an empty shop says what to do', async () => {
    const page = await open('/o/quiet-shop/customers');
    expect(await page.locator('main').innerText()).toContain('No customers yet');
    await page.context().close();
  });

  const pages = {
    'the list': async () => `/o/${shop}/customers?stage=at_risk&q=a&columns=email,phone,scores,net`,
    'a customer': async () => {
      const client = await product.clientOf(shop);
      const [best] = (await client.customers.list({ limit: 1 })).customers;
      return `/o/${shop}/customers/${best?.customer_id}`;
    },
  };
  const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['desktop', 'phone'] as const).flatMap((width) =>
      (['the list', 'a customer'] as const).map((name) => [name, width, colorScheme] as const),
    ),
  );

  test.each(views)(
    'axe finds nothing serious in %s, and nothing is wider than the %s, in %s',
    async (name, width, colorScheme) => {
      const viewport = viewports[width];
      const page = await open(await pages[name](), { viewport, colorScheme });
      // What folds is unfolded, and has faded in.
      if (name === 'the list') {
        await page.getByRole('button', { name: /^Filters/ }).click();
        await page.getByRole('button', { name: 'Columns' }).click();
      } else {
        await page.locator('li button[aria-expanded]').first().click();
      }
      await page.waitForTimeout(500);
      await expectCalm(page, viewport, name);
      await page.context().close();
    },
  );
});
