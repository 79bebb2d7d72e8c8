import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { desktop, expectCalm, openPage, phone, type Visit } from './visits.ts';

const shop = 'harbour-and-pine';

describeInBrowser('the dashboard', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product?.stop();
  });

  const open = (path: string, visit: Visit = {}) => openPage(product, browser(), path, visit);

  test('a merchant signs in by the link and sees the five figures of the first shop', async () => {
    const page = await open('/');
    await page.waitForURL(/\/o\/[a-z-]+\/overview/);
    for (const figure of ['Total customers', 'Repeat customers', 'New this month', 'Average LTV', 'Total revenue']) {
      expect(await page.getByText(figure, { exact: true }).first().isVisible(), figure).toBe(true);
    }
    await page.context().close();
  });

  test('the figures on the page are those of the API', async () => {
    const client = await product.clientOf(shop);
    const told = await client.metrics.overview({ period: 30 });
    const page = await open(`/o/${shop}/overview`);
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain(`Total customers ${told.total_customers.value.toLocaleString('en-US')}`);
    expect(text).toContain(`Repeat customers ${told.repeat_customers.value.toLocaleString('en-US')}`);
    expect(text).toContain(`New this month ${told.new_this_month.value.toLocaleString('en-US')}`);
    await page.context().close();
  });

  test('an order that arrives changes the open page at once', async () => {
    const client = await product.clientOf(shop);
    const before = (await client.metrics.overview({ period: 30 })).total_customers.value;
    const page = await open(`/o/${shop}/overview`);
    const now = new Date().toISOString();
    await client.activity.recordOrder({
      source: 'till',
      external_id: `live-${Date.now()}`,
      customer: { email: `live-${Date.now()}@example.com` },
      placed_at: now,
      paid_at: now,
      lines: [{ quantity: '1', unit_price: '12.50' }],
    });
    const figure = page.getByText((before + 1).toLocaleString('en-US'), { exact: true }).first();
    await figure.waitFor({ timeout: 10_000 });
    await page.context().close();
  });

  test('the four widgets show, and a segment filters them', async () => {
    const page = await open(`/o/${shop}/insights`);
    for (const widget of ['Customer segments', 'Lifetime value', 'Churn forecast', 'Best customers']) {
      expect(await page.getByRole('heading', { name: widget }).isVisible(), widget).toBe(true);
    }
    await page.goto(`${product.url}/o/${shop}/insights?segment=At%20Risk`);
    await page.waitForLoadState('networkidle');
    const best = page.getByRole('region', { name: 'Best customers', exact: true });
    const rows = await best.getByRole('row').allInnerTexts();
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.slice(1).filter((row) => !row.includes('At Risk'))).toEqual([]);
    await page.context().close();
  });

  test('one widget that fails says so, can be tried again, and leaves the others whole', async () => {
    const context = await product.visitor(browser(), { viewport: desktop });
    const page = await context.newPage();
    let failing = true;
    await page.route('**/api/v1/metrics/segments**', (route) =>
      failing
        ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' })
        : route.continue(),
    );
    await page.goto(`${product.url}/o/${shop}/insights`);
    const again = page.getByRole('button', { name: /try again|retry/i }).first();
    await again.waitFor({ timeout: 30_000 });
    expect(await page.getByRole('heading', { name: 'Best customers' }).isVisible()).toBe(true);
    failing = false;
    await again.click();
    await page.getByRole('row', { name: /Lost/ }).first().waitFor();
    await context.close();
  });

  test('an empty shop says what to do, widget by widget', async () => {
    const page = await open('/o/quiet-shop/insights');
    await page.getByRole('link', { name: 'Bring in a file' }).first().click();
    await page.getByRole('heading', { name: 'Import', exact: true }).waitFor();
    await page.context().close();
  });

  test('the definition of a figure is one key press away', async () => {
    const page = await open(`/o/${shop}/overview`);
    await page
      .getByRole('button', { name: /definition|how|what/i })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(/order that counts|orders that count/i)
      .first()
      .waitFor();
    await page.context().close();
  });

  test('without a session the page says how to sign in', async () => {
    const page = await browser().newPage();
    await page.goto(`${product.url}/o/${shop}/overview`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText(/prints a link that signs its owner in/).waitFor();
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of Object.entries({ desktop, phone })) {
      test(`axe finds nothing serious, and nothing is wider than the ${name}, in ${colorScheme}`, async () => {
        const page = await open(`/o/${shop}/overview`, { viewport, colorScheme });
        await expectCalm(page, viewport, 'overview');
        await page.context().close();
      });
    }
  }
});
