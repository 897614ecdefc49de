/** A browser before a test host. */
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { catalogues } from '../../../config/texts/catalogues.ts';
import { formatText, type Language, type TextKey, type TextValues } from '../../../config/texts/texts.ts';
import type { Edition } from './built-pages.ts';
import { startHost, type Host } from './host.ts';

export interface Stage {
  readonly host: Host;
  /** The page at an address, newly loaded, with its clock in the test's hands. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Leaves the pages of the last test, and reports what went wrong in them. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
}

const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A stage for the tests of one file: set before the first of them, cleared after each, struck after the last. */
export function stageForTests(edition?: Edition): Stage {
  let stage: Stage | null = null;
  const set = (): Stage => {
    if (stage === null) throw new Error('the stage is set when the first test begins');
    return stage;
  };
  beforeAll(async () => {
    stage = await startStage(edition);
  });
  afterEach(() => set().clear());
  afterAll(() => stage?.close());
  return {
    get host() {
      return set().host;
    },
    open: (path, options) => set().open(path, options),
    clear: () => set().clear(),
    close: () => set().close(),
  };
}

export async function startStage(edition: Edition = 'pages'): Promise<Stage> {
  const host = await startHost(0, edition);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const contexts = new Map<string, BrowserContext>();
  const faults: string[] = [];

  /** One a language, each with one page: a new process and new fonts for each test would cost most of its time. */
  const contextOf = async (locale: string): Promise<BrowserContext> => {
    const known = contexts.get(locale);
    if (known !== undefined) return known;
    const context = await browser.newContext({ locale, reducedMotion: 'reduce' });
    context.setDefaultTimeout(5000);
    context.on('weberror', (fault) => faults.push(fault.error().message));
    await context.clock.install();
    contexts.set(locale, context);
    return context;
  };

  return {
    host,
    open: async (path, { width = 540, height = 960, locale = 'zh-CN' } = {}) => {
      const context = await contextOf(locale);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.setViewportSize({ width, height });
      await page.goto(host.url + path);
      return page;
    },
    clear: async () => {
      for (const page of [...contexts.values()].flatMap((context) => context.pages())) {
        if (page.url() === 'about:blank') continue;
        await page.evaluate('localStorage.clear(); sessionStorage.clear()');
        await page.goto('about:blank');
      }
      host.back();
      host.posts.length = 0;
      host.spoken.length = 0;
      host.voice(true);
      const thrown = faults.splice(0);
      if (thrown.length > 0) throw new Error(`Errors in the page: ${thrown.join('; ')}`);
    },
    close: async () => {
      await browser.close();
      await host.close();
    },
  };
}

/** Waits until something can be seen. */
export async function seen(wanted: Locator): Promise<true> {
  await wanted.first().waitFor();
  return true;
}

/** Lets the page's own time run until something is seen: its pauses are long, the test's are not. */
export async function passTimeUntil(page: Page, wanted: Locator): Promise<true> {
  await expect
    .poll(
      async () => {
        await page.clock.runFor(500);
        return wanted.count();
      },
      { interval: 20, timeout: 30_000 },
    )
    .toBeGreaterThan(0);
  return true;
}

/** The words that a person should read. */
export const say = (language: Language, key: TextKey, values: TextValues = {}): string =>
  formatText(catalogues[language], key, values);

/** In the house's first language, which every page begins with. */
export const zh = (key: TextKey, values: TextValues = {}): string => say('zh-CN', key, values);
