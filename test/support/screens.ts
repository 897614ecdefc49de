/**
 * The pages in a real browser. What a person would look for is all that is known of them here: roles, names and words, taken
 * from the catalogues, so that a page may be drawn anew without a test to mend.
 */
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, type TextKey, type TextValues } from '../../config/texts/texts.ts';

/** Debian's; the pages need nothing newer. */
const CHROMIUM = '/usr/bin/chromium';
/** Another machine's load must not fail a page that is merely slow; what should be quick is measured where it is made. */
const PATIENCE_MS = 15_000;

/** A browser for all tests of a file. */
export function sharedBrowser(): () => Promise<BrowserContext> {
  let browser: Browser | null = null;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return async () => {
    if (browser === null) throw new Error('the browser runs only while the tests do');
    const context = await browser.newContext({
      locale: 'zh-CN',
      hasTouch: true,
      viewport: { width: 1080, height: 1920 },
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
}

/** A page with all that went wrong in it. */
export interface Screen {
  readonly page: Page;
  readonly faults: string[];
  /** How often it has been loaded. */
  readonly loads: () => number;
}

export async function openScreen(context: BrowserContext, url: string): Promise<Screen> {
  const page = await context.newPage();
  const faults: string[] = [];
  let loads = 0;
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('load', () => (loads += 1));
  await page.goto(url);
  return { page, faults, loads: () => loads };
}

/** What the pages say, in the lobby's first language. */
export const says = (key: TextKey, values?: TextValues): string =>
  formatText(catalogues['zh-CN'], key, values);

export const kiosk = {
  service: (page: Page, name: string): Locator => page.getByRole('button', { name }),
  /** Back to the services, by the button, or because the ticket's screen has left by itself meanwhile. */
  leave: (page: Page): Promise<void> =>
    page
      .getByRole('button', { name: says('kiosk.done') })
      .evaluateAll((buttons) => buttons.forEach((button) => (button as { click?: () => void }).click?.())),
  /** The strip that says how the paper is doing. */
  paper: (page: Page, key: TextKey): Locator => page.getByRole('status').filter({ hasText: says(key) }),
};

export const counter = {
  choice: (page: Page, id: string): Locator => page.getByRole('link', { name: says('counter.name', { id }) }),
  agent: (page: Page, name: string): Locator => page.getByRole('button', { name }),
  state: (page: Page, state: 'closed' | 'idle' | 'called' | 'serving'): Locator =>
    page.getByText(says(`console.state.${state}`), { exact: true }).first(),
  keys: { callNext: 'F2', start: 'F4', finish: 'F8' },
};

export const display = {
  banner: (page: Page): Locator => page.getByRole('main'),
};

/** Any piece of text that stands alone. */
export const words = (page: Page, text: string): Locator => page.getByText(text, { exact: true }).first();
