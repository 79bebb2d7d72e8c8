import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeInBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { desktop, expectCalm, openPage, type Visit, viewports } from './visits.ts';

const shop = 'harbour-and-pine';
/** At the size of these tests it has fewer customers than a forecast needs. */
const small = 'lantern-and-latch';

describeInBrowser('forecasts', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    // The server makes them by itself, one shop after the other.
    for (const slug of [shop, small, 'quiet-shop']) {
      const client = await product.clientOf(slug);
      const isMade = async () => (await client.forecasts.forecast({})).calculated_at !== null;
      await vi.waitUntil(isMade, { timeout: 90_000, interval: 500 });
    }
  });
  afterAll(async () => {
    await product?.stop();
  });

  const open = (path: string, visit: Visit = {}) => openPage(product, browser(), path, visit);
  const widget = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const textOf = async (page: Page, name: string) => (await widget(page, name).innerText()).replaceAll(/\s+/g, ' ');

  test('what to expect, and how far to trust it, are those of the API', async () => {
    const told = await (await product.clientOf(shop)).forecasts.forecast({});
    const page = await open(`/o/${shop}/insights`);
    const expected = await textOf(page, 'What to expect');
    for (const { purchases } of told.expected) {
      const [value, low, high] = [purchases.value, purchases.low, purchases.high].map((count) =>
        Math.round(count).toLocaleString('en-US'),
      );
      expect(expected).toContain(`Orders ${value} ${low} to ${high}`);
    }
    expect(expected).toContain('With doubt.');
    const { report } = told;
    const trust = await textOf(page, 'How far to trust it');
    expect(trust).toContain(`${report?.purchases.actual.toLocaleString('en-US')} came`);
    expect(trust).toContain((report?.risk.area_under_curve ?? 0).toFixed(2));
    const spending = await textOf(page, 'Expected spending by customer');
    expect(spending).toContain(String(told.values[0]?.customers));
    await page.context().close();
  });

  test('cohorts by quarter, and what they spent', async () => {
    const { cohorts } = await (await product.clientOf(shop)).forecasts.cohorts({ period: 'quarter' });
    const page = await open(`/o/${shop}/insights`);
    const grid = widget(page, 'Cohorts');
    await grid.getByText('Quarter', { exact: true }).click();
    await expect.poll(() => grid.locator('tbody tr').count()).toBe(cohorts.length);
    expect(await grid.locator('tbody tr').first().innerText()).toContain(String(cohorts[0]?.customers));
    await grid.getByText('Spent so far', { exact: true }).click();
    await grid.locator('tbody td', { hasText: '£' }).first().waitFor();
    await page.context().close();
  });

  test('too little history is said plainly, and so is no history at all', async () => {
    const page = await open(`/o/${small}/insights`);
    expect(await textOf(page, 'What to expect')).toMatch(
      /Too little history for a forecast \d+ customers; 100 are needed/,
    );
    await page.context().close();
    const empty = await open('/o/quiet-shop/insights');
    expect(await textOf(empty, 'How far to trust it')).toContain('No orders yet');
    expect(await textOf(empty, 'Cohorts')).toContain('No orders yet');
    await empty.context().close();
  });

  test('a forecast is of its day: on another one the page says so and leads there', async () => {
    const page = await open(`/o/${shop}/insights?as_of=2026-03-01`);
    expect(await textOf(page, 'What to expect')).toContain('The forecast looks ahead from');
    await widget(page, 'What to expect').getByRole('button', { name: 'Show today' }).click();
    await widget(page, 'What to expect').getByText('Next 30 days').waitFor();
    await page.context().close();
  });

  test('a forecast that cannot be had can be asked for again', async () => {
    const context = await product.visitor(browser(), { viewport: desktop });
    const page = await context.newPage();
    let failing = true;
    await page.route('**/api/v1/forecast', (route) =>
      failing
        ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' })
        : route.continue(),
    );
    await page.goto(`${product.url}/o/${shop}/insights`);
    const again = widget(page, 'What to expect').getByRole('button', { name: 'Retry' });
    await again.waitFor({ timeout: 30_000 });
    failing = false;
    await again.click();
    await widget(page, 'What to expect').getByText('Next 30 days').waitFor();
    await context.close();
  });

  test('a customer is told when they come back and why they may not, in the list and on their page', async () => {
    const client = await product.clientOf(shop);
    const { customers } = await client.customers.list({ stage: 'active', sort: 'orders', limit: 1 });
    const [regular] = customers;
    const { reading } = await client.customers.detail({ customer_id: regular?.customer_id ?? '' });
    const list = await open(`/o/${shop}/customers?stage=active&sort=orders&columns=churn_risk,expected_spend`);
    const row = (await list.locator('tbody tr').first().innerText()).replaceAll(/\s+/g, ' ');
    expect(row).toContain('%');
    expect(row).toContain('£');
    await list.context().close();
    const page = await open(`/o/${shop}/customers/${regular?.customer_id}`);
    expect(await textOf(page, 'Readings')).toContain(reading?.churn_reason);
    const expected = await textOf(page, 'What to expect');
    expect(expected).toContain(`${reading?.forecast?.purchases_365.toFixed(1)} within 12 months`);
    expect(expected).toMatch(/Next order about \w+ \w+,? \d{4}/);
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of Object.entries(viewports)) {
      test(`axe finds nothing serious, and nothing is wider than the ${name}, in ${colorScheme}`, async () => {
        const { customers } = await (await product.clientOf(shop)).customers.list({ sort: 'orders', limit: 1 });
        for (const path of [
          `/o/${shop}/insights`,
          `/o/${small}/insights`,
          `/o/${shop}/customers/${customers[0]?.customer_id}`,
        ]) {
          const page = await open(path, { viewport, colorScheme });
          await expectCalm(page, viewport, path);
          await page.context().close();
        }
      });
    }
  }
});
