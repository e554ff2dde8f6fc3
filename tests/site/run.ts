/**
 * `npm run site:test`: builds the site, serves it as GitHub Pages does, and uses it in a real browser. Needs Chromium: `CHROMIUM` is its
 * path where it is not the one below. `-- --built` takes the site as it was built last, `-- --pictures` also takes pictures of it.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { SITE } from '../../src/model/text/pages.js';
import { pagesOf, visitAll } from './pages.js';
import { untilFindings, usePlayground } from './playground.js';
import { takePictures } from './screenshots.js';
import { SiteServer } from './serve.js';
import { openPage } from './watched-page.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Bytes that a first visit may transfer. */
const MOST = 2_000_000;

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'docs/.vitepress/dist');
const flags = new Set(process.argv.slice(2));

if (!flags.has('--built')) {
  const { status } = spawnSync('npm', ['run', 'docs:build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, 'the site does not build');
}

const server = await SiteServer.start(dist, new URL(SITE).pathname);
const browser = await launch({ executablePath: CHROMIUM, args: ['--no-sandbox'], protocolTimeout: 300_000 });
try {
  await step('a first visit transfers less than 2 MB', firstVisits);
  await step('every page is whole, and every link leads somewhere', async () => {
    const pages = pagesOf(dist);
    assert.ok(pages.length > 70, `only ${pages.length} pages`);
    assert.deepEqual(await visitAll(browser, server, pages), []);
    return `${pages.length} pages`;
  });
  await step('the search finds a rule', search);
  await step('the playground edits, fixes, migrates and shares', () => usePlayground(browser, server));
  if (flags.has('--pictures')) await step('pictures', () => takePictures(browser, server));
} finally {
  await browser.close();
  server.stop();
}

/** @param run returns what there is to say */
async function step(name: string, run: () => Promise<unknown>): Promise<void> {
  const said = await run();
  process.stdout.write(`${name}${typeof said === 'string' ? `: ${said}` : ''}\n`);
}

async function firstVisits(): Promise<string> {
  const sizes: string[] = [];
  for (const path of ['', 'playground']) {
    const { page, problems, close } = await openPage(browser);
    server.sent = 0;
    await page.goto(server.url(path), { waitUntil: 'networkidle0' });
    if (path === 'playground') await untilFindings(page, (rules) => rules.length > 0);
    assert.deepEqual(problems, []);
    assert.ok(server.sent < MOST, `${path}: ${server.sent} bytes`);
    sizes.push(`/${path} ${Math.round(server.sent / 1000)} kB`);
    await close();
  }
  return sizes.join(', ');
}

async function search(): Promise<void> {
  const { page, problems, close } = await openPage(browser);
  await page.goto(server.url(''), { waitUntil: 'load' });
  await page.waitForSelector('.VPNavBarSearch button');
  await page.click('.VPNavBarSearch button');
  await page.waitForSelector('#localsearch-input');
  await page.type('#localsearch-input', 'span that is never ended');
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll<HTMLAnchorElement>('#localsearch-list a')].some(({ href }) =>
        href.includes('/rules/require-span-end'),
      ),
    { timeout: 60_000 },
  );
  assert.deepEqual(problems, []);
  await close();
}
