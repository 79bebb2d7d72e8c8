import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { expectCalm, viewports } from './visits.ts';

const ann = { name: 'Ann Shopkeeper', email: 'ann@example.com', password: 'a few words in a row' };

describeInBrowser('accounts', (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product?.stop();
  });

  async function stranger(options: Parameters<Browser['newContext']>[0] = {}): Promise<[Page, BrowserContext]> {
    const context = await browser().newContext(options);
    return [await context.newPage(), context];
  }

  async function signIn(page: Page, password = ann.password) {
    await page.getByLabel('E-mail address').fill(ann.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  test('an install is set up once, and its owner comes and goes by name and password', async () => {
    const link = (await product.setUpLink()) ?? '';
    const [page, context] = await stranger();
    await page.goto(link);
    await page.getByLabel('Your name').fill(ann.name);
    await page.getByLabel('E-mail address').fill(ann.email);
    await page.getByLabel('New password').fill(ann.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();

    const [late, lateContext] = await stranger();
    await late.goto(link);
    await late.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await lateContext.close();

    await page.getByRole('button', { name: `Account of ${ann.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // Whatever page was asked for stands there once somebody is signed in.
    await page.goto(`${product.url}/o/harbour-and-pine/customers`);
    await signIn(page, 'not the password');
    expect(await page.getByRole('alert').innerText()).toBe('E-mail address and password do not belong together.');
    await signIn(page);
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
    await context.close();
  });

  test('a forgotten password is chosen anew by the link', async () => {
    const [page, context] = await stranger();
    await page.goto(product.url);
    await page.getByRole('link', { name: 'Forgot the password?' }).click();
    await page.getByLabel('E-mail address').fill(ann.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const link = /http\S+/.exec(product.letters().at(-1) ?? '')?.[0] ?? '';
    ann.password = 'another few words';
    for (const heading of ['The new password holds', 'Choose a new password']) {
      await page.goto('about:blank');
      await page.goto(link);
      await page.getByLabel('New password').fill(ann.password);
      await page.getByRole('button', { name: 'Use this password' }).click();
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    expect(await page.getByRole('alert').innerText()).toContain('This link was used already');
    await page.goto(product.url);
    await signIn(page);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await context.close();
  });

  test('one sees where one is signed in, and ends it from elsewhere', async () => {
    const [here, hereContext] = await stranger();
    const [there, thereContext] = await stranger();
    for (const page of [here, there]) {
      await page.goto(product.url);
      await signIn(page);
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
    }
    await here.goto(`${product.url}/account`);
    await here.getByText('This one').waitFor();
    await here.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect.poll(() => here.getByRole('listitem').count()).toBe(1);
    await there.reload();
    await there.getByRole('heading', { name: 'Sign in' }).waitFor();
    await hereContext.close();
    await thereContext.close();
  });

  const looks = Object.entries(viewports).flatMap(([size, viewport]) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ size, viewport, colorScheme })),
  );
  test.each(looks)('axe finds nothing serious, and nothing is wider than the $size, in $colorScheme', async (look) => {
    const [page, context] = await stranger({ viewport: look.viewport, colorScheme: look.colorScheme });
    for (const path of ['/', '/forgot-password', '/choose-password#token=x']) {
      await page.goto('about:blank');
      await page.goto(product.url + path);
      await page.getByRole('button').first().waitFor();
      await expectCalm(page, look.viewport, path);
    }
    const own = await product.visitor(browser(), { viewport: look.viewport, colorScheme: look.colorScheme });
    const account = await own.newPage();
    await account.goto(`${product.url}/account`);
    await account.getByText('This one').waitFor();
    await expectCalm(account, look.viewport, '/account');
    await own.close();
    await context.close();
  });
});
