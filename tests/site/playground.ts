import assert from 'node:assert/strict';
import type { Browser, Page } from 'puppeteer-core';
import type { SiteServer } from './serve.js';
import { openPage } from './watched-page.js';

/** The engine loads once; on a busy machine that takes its time. */
const TIMEOUT = 120_000;

/** Types, fixes, migrates and shares in the playground as a visitor does. */
export async function usePlayground(browser: Browser, server: SiteServer): Promise<void> {
  const { page, problems, close } = await openPage(browser);
  await page.goto(server.url('playground'), { waitUntil: 'load' });
  await untilFindings(page, (rules) => rules.filter((rule) => rule === 'no-console-logging').length === 4);

  // What a visitor presses while a result arrives stays what it is.
  const tabs = await page.$$('.playground [role="tab"]');

  // An edit: the finding of the new line is there, under its rule and with its place.
  await page.click('.playground .cm-content');
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type("\nconsole.info('Ready');\n");
  await untilFindings(page, (rules) => rules.filter((rule) => rule === 'no-console-logging').length === 5);

  for (const tab of tabs) assert.ok(await tab.evaluate((node) => node.isConnected), 'a tab was replaced');
  assert.match(await textOf(page, '.playground [role="tab"][aria-selected="true"] .count'), /^\d+$/);

  await choose(page, 'Migration');
  const diff = await textOf(page, '.playground .diff');
  assert.match(diff, /^-\s+console\.error\(`Payment failed/m);
  assert.match(diff, /^\+\s+logger\.error\(\{ orderId: order\.id, err \}/m);

  await choose(page, 'Inventory');
  const inventory = await textOf(page, '.playground .output');
  assert.match(inventory, /Log events/);
  assert.match(inventory, /Paying order \*/);
  assert.match(inventory, /Outbound calls[\s\S]*fetch/);

  await choose(page, 'Findings');
  const link = page.url();
  await clickText(page, '.findings .fix', 'Fix');
  await untilFindings(page, (rules) => rules.filter((rule) => rule === 'no-console-logging').length === 4);
  await clickText(page, '.actions button', 'Apply all fixes');
  await untilFindings(page, (rules) => !rules.includes('no-console-logging'));
  assert.match(
    await textOf(page, '.playground .cm-content'),
    /logger\.info\(\{ orderId: order\.id \}, 'Paying order'\)/,
  );

  // Another library writes its records in its own way.
  await page.select('.playground .toolbar label:nth-child(1) select', 'Unbounded label');
  await untilFindings(page, (rules) => rules.includes('no-unbounded-label') && rules.includes('metric-unit'));
  await page.select('.playground .toolbar label:nth-child(2) select', 'setup');
  await untilFindings(page, (rules) => rules.length === 0);
  assert.deepEqual(problems, []);
  await close();

  // The link of the moment after the edit has all of it: the new line and what was found.
  const other = await openPage(browser);
  await other.page.goto(link, { waitUntil: 'load' });
  await untilFindings(
    other.page,
    (rules) => rules.filter((rule) => rule === 'no-console-logging').length === 5,
  );
  assert.match(await textOf(other.page, '.playground .cm-content'), /console\.info\('Ready'\)/);
  await other.page.select('.playground .toolbar label:nth-child(3) select', 'winston');
  await choose(other.page, 'Migration');
  await other.page.waitForFunction(
    () =>
      (document.querySelector('.diff')?.textContent ?? '').includes(
        "logger.info('Paying order', { orderId: order.id })",
      ),
    { timeout: TIMEOUT },
  );
  assert.deepEqual(other.problems, []);
  await other.close();
}

/** Waits until the list of findings is as it should be. */
export async function untilFindings(
  page: Page,
  isRight: (rules: readonly string[]) => boolean,
): Promise<void> {
  const end = Date.now() + TIMEOUT;
  let rules: readonly string[] = [];
  while (Date.now() < end) {
    const isRead = (await textOf(page, '.playground .status').catch(() => '')).startsWith('Read in');
    rules = await page.$$eval('.playground .findings .origin a', (links) =>
      links.map((link) => link.textContent),
    );
    if (isRead && isRight(rules)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  const status = await textOf(page, '.playground').catch(() => '(nothing)');
  assert.fail(`the playground shows ${rules.join(', ')}: ${status.slice(0, 2000)}`);
}

export async function choose(page: Page, tab: string): Promise<void> {
  await clickText(page, '.playground [role="tab"]', tab);
}

async function clickText(page: Page, selector: string, text: string): Promise<void> {
  const elements = await page.$$(selector);
  for (const element of elements) {
    const found = await element.evaluate((node) => node.textContent);
    if (found.startsWith(text)) return element.click();
  }
  assert.fail(`no ${selector} with ${text}`);
}

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (node) => (node as HTMLElement).innerText);
}
