import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { choose, untilFindings } from './playground.js';
import type { SiteServer } from './serve.js';
import { DESKTOP, PHONE, openPage } from './watched-page.js';

const SHOWN = ['', 'start', 'rules/no-unbounded-label', 'checks/', 'guides/settings', 'before-and-after'];

/** Pictures of the main pages, for somebody to look at. Returns the folder. */
export async function takePictures(browser: Browser, server: SiteServer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const [device, look] of Object.entries({ desktop: DESKTOP, phone: PHONE }))
    for (const isDark of [false, true]) {
      const { page, close } = await openPage(browser, { ...look, isDark });
      const take = (name: string, fullPage = false) =>
        page.screenshot({
          path: join(folder, `${device}-${isDark ? 'dark' : 'light'}-${name}.png`),
          fullPage,
        });
      for (const path of SHOWN) {
        await page.goto(server.url(path), { waitUntil: 'networkidle0' });
        await take(path.replaceAll('/', '-') || 'home', path === 'before-and-after');
      }
      await page.goto(server.url('playground'), { waitUntil: 'load' });
      await untilFindings(page, (rules) => rules.length > 0);
      await take('playground', device === 'phone');
      for (const tab of ['Migration', 'Inventory']) {
        await choose(page, tab);
        await take(`playground-${tab.toLowerCase()}`, device === 'phone');
      }
      await close();
    }
  return folder;
}
