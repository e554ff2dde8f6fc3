import type { Browser, Page } from 'puppeteer-core';

/** A page that notes whatever goes wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the console, exceptions and failed requests since it was opened. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly isDark: boolean;
}

export const DESKTOP: Look = { width: 1280, height: 860, isDark: false };
export const PHONE: Look = { width: 390, height: 844, isDark: false };

/** A page in a context of its own: nothing is cached. */
export async function openPage(
  browser: Browser,
  { width, height, isDark }: Look = DESKTOP,
): Promise<WatchedPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // A busy machine takes its time.
  page.setDefaultTimeout(120_000);
  page.setDefaultNavigationTimeout(120_000);
  await page.setViewport({ width, height, isMobile: width < 600, hasTouch: width < 600 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]);
  const problems: string[] = [];
  const note = (problem: string) => void problems.push(`${new URL(page.url()).pathname}: ${problem}`);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') note(message.text());
  });
  page.on('pageerror', (error) => note(String(error)));
  page.on('requestfailed', (request) => note(`${request.url()} ${request.failure()?.errorText ?? 'failed'}`));
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.url()} ${response.status()}`);
  });
  return { page, problems, close: () => context.close() };
}
