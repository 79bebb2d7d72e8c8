import { expect, test } from 'vitest';
import { describeInBrowser, launchBrowser } from './browser.ts';

describeInBrowser('the browser', (browser) => {
  test('draws a page', async () => {
    const page = await browser().newPage({ viewport: { width: 400, height: 300 } });
    await page.goto('data:text/html,<body style="background:teal"><h1>Ann buys often</h1>');
    const picture = await page.screenshot();
    expect(await page.getByRole('heading').textContent()).toBe('Ann buys often');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    await page.close();
  });
});

test('where CHROME_PATH leads nowhere, the next one is taken or the reason told', async () => {
  const { CHROME_PATH } = process.env;
  process.env.CHROME_PATH = '/nowhere/chromium';
  try {
    const { browser, reason } = await launchBrowser();
    expect(browser !== null || reason?.includes('/nowhere/chromium')).toBe(true);
    await browser?.close();
  } finally {
    if (CHROME_PATH === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = CHROME_PATH;
  }
});
