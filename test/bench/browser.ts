/** A real browser for rows about pages, ended with the row. */
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** A page that a visitor could not touch by then is broken, not slow. */
const TOUCHABLE_MS = 30_000;

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

export async function openKiosk(browser: Browser, port: number): Promise<Page> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1080, height: 1920 } });
  await page.goto(`http://127.0.0.1:${port}/kiosk`);
  await page.locator('button.service').first().waitFor({ timeout: TOUCHABLE_MS });
  return page;
}

/** Bytes that the page's own objects take once all that nobody needs is swept away. */
export async function heapBytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}
