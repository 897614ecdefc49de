/** A browser before two test hosts, one with ordinary words and one with longer ones; time stands still in its pages. */
import { inject } from 'vitest';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Edition } from '../../kiosk/support/built-pages.ts';
import { startHost, type Host } from '../../kiosk/support/host.ts';
import { now } from '../../kiosk/support/views.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Opened {
  readonly page: Page;
  readonly host: Host;
}

export interface Browser {
  open(path: string, options: OpenOptions): Promise<Opened>;
  host(edition?: Edition): Host;
  /** What went wrong since the last time: errors, refused content, and anything asked of another machine. */
  faults(): string[];
  /** What has been loaded since the last time. */
  loaded(): string[];
  close(): Promise<void>;
}

export interface OpenOptions extends Size {
  readonly locale: string;
  readonly edition?: Edition;
  /** Time goes on in the page. */
  readonly ticking?: boolean;
  /** Another visitor: nothing is cached. */
  readonly fresh?: boolean;
  /** As people are: without a wish for less motion. */
  readonly moving?: boolean;
}

const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** The same letters on every machine, whatever it is set to. */
const flags = [
  '--no-sandbox',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

export async function startBrowser(): Promise<Browser> {
  const hosts = { pages: await startHost(), longer: await startHost(0, 'longer') };
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  const contexts = new Map<string, BrowserContext>();
  const faults: string[] = [];
  const loaded: string[] = [];

  const watch = (context: BrowserContext): void => {
    context.setDefaultTimeout(20_000);
    context.on('weberror', (fault) => void faults.push(`error: ${fault.error().message}`));
    context.on('console', (message) => {
      if (/content security policy|refused to/i.test(message.text()))
        faults.push(`policy: ${message.text()}`);
    });
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      loaded.push(request.url());
      const own = Object.values(hosts).some(({ url }) => url === origin);
      if (!own && protocol !== 'data:') faults.push(`outside: ${request.url()}`);
    });
  };

  const contextOf = async ({
    locale,
    moving = false,
    ticking = false,
    fresh = false,
  }: OpenOptions): Promise<BrowserContext> => {
    const key = `${locale} ${moving} ${ticking}`;
    const known = contexts.get(key);
    if (known !== undefined && !fresh) return known;
    await known?.close();
    const reducedMotion = moving ? 'no-preference' : 'reduce';
    const context = await browser.newContext({ locale, reducedMotion, timezoneId: 'Asia/Shanghai' });
    watch(context);
    await context.addInitScript({ path: inject('probe') });
    await context.clock.install({ time: now });
    if (!ticking) await context.clock.pauseAt(now);
    contexts.set(key, context);
    return context;
  };

  /** What was looked at before in another language is closed: some pages draw themselves for as long as they are open. */
  const rest = async (but: BrowserContext): Promise<void> => {
    const others = [...contexts.values()].filter((context) => context !== but);
    await Promise.all(others.flatMap((context) => context.pages()).map((page) => page.close()));
  };

  return {
    open: async (path, options) => {
      const { width, height, edition = 'pages' } = options;
      const context = await contextOf(options);
      await rest(context);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ forcedColors: 'none' });
      await page.goto('about:blank');
      await page.goto(hosts[edition].url + path);
      return { page, host: hosts[edition] };
    },
    host: (edition = 'pages') => hosts[edition],
    faults: () => faults.splice(0),
    loaded: () => loaded.splice(0),
    close: async () => {
      await browser.close();
      await Promise.all(Object.values(hosts).map((host) => host.close()));
    },
  };
}
