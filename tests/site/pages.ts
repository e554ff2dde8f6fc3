import { globSync } from 'tinyglobby';
import type { Browser } from 'puppeteer-core';
import type { SiteServer } from './serve.js';
import { PHONE, openPage } from './watched-page.js';

interface Visited {
  readonly ids: ReadonlySet<string>;
  /** Links to the site itself, resolved. */
  readonly links: readonly string[];
}

/** Every page of a built site, without `.html`. */
export function pagesOf(folder: string): readonly string[] {
  return globSync('**/*.html', { cwd: folder })
    .filter((file) => file !== '404.html')
    .map((file) => file.replace(/(?:^|(?<=\/))index\.html$|\.html$/, ''))
    .sort();
}

/**
 * Visits every page at the width of a phone. Returns what is wrong: errors, failed requests, links that lead nowhere, and pages that
 * are wider than the screen.
 */
export async function visitAll(
  browser: Browser,
  server: SiteServer,
  pages: readonly string[],
): Promise<readonly string[]> {
  const { page, problems, close } = await openPage(browser, PHONE);
  const visited = new Map<string, Visited>();
  const found: string[] = [];
  for (const path of pages) {
    await page.goto(server.url(path), { waitUntil: 'load' });
    const seen = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      links: [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href),
      title: document.querySelector('h1')?.textContent ?? '',
      width: document.documentElement.scrollWidth,
    }));
    visited.set(server.url(path), {
      ids: new Set(seen.ids),
      links: seen.links.filter((link) => link.startsWith(server.url(''))),
    });
    if (seen.width > PHONE.width) found.push(`${path}: ${seen.width} pixels wide on a phone`);
    if (seen.title.trim() === '' && path !== 'playground') found.push(`${path}: no title`);
  }
  for (const [url, { links }] of visited)
    for (const link of new Set(links)) {
      const [address = '', hash = ''] = link.split('#');
      const target = visited.get(address);
      if (!target) found.push(`${url}: a link to ${link}, which is no page`);
      else if (hash !== '' && !target.ids.has(decodeURIComponent(hash)))
        found.push(`${url}: no heading for ${link}`);
    }
  await close();
  return [...problems, ...found];
}
