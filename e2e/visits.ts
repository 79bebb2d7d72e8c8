import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Product } from './product.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const viewports = { desktop, phone };

export interface Visit {
  viewport?: typeof desktop;
  colorScheme?: 'light' | 'dark';
}

/** A page of the product as somebody who is signed in sees it, at rest and without a fault. Close its context. */
export async function openPage(product: Product, browser: Browser, path: string, visit: Visit = {}): Promise<Page> {
  const context = await product.visitor(browser, { viewport: desktop, ...visit });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(product.url + path);
  await page.waitForLoadState('networkidle');
  expect(faults).toEqual([]);
  return page;
}

/** axe finds nothing serious, and nothing is wider than the screen. */
export async function expectCalm(page: Page, viewport: typeof desktop, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(Number(await page.evaluate('document.documentElement.scrollWidth')), what).toBeLessThanOrEqual(viewport.width);
}
