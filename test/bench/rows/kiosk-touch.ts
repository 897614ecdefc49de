/** What a visitor feels at the kiosk's page, in a real browser: how soon it is there, how soon a touch is a number, and for how long it stays so. */
import type { Browser, Page } from 'playwright-core';
import { heldBy, openKiosk, withBrowser } from '../browser.ts';
import { writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost, type Running } from '../servers.ts';
import { median, percentile } from '../stats.ts';

/** About what a Raspberry Pi 4 is slower than the machines that this is written on. */
const SLOWED = 6;
/** What is felt as at once. */
const AT_ONCE_MS = 100;
const PER_ROUND = 50;
/** By then every part of the page has been used, and what it keeps for good is there. */
const SETTLED_SESSIONS = 100;
const BYTES_PER_KB = 1000;

interface Opening {
  readonly paintedMs: number;
  readonly touchableMs: number;
}

/** Opens the page with nothing cached, on a slowed processor. */
async function openSlowed(browser: Browser, port: number): Promise<Opening> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1080, height: 1920 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(`http://127.0.0.1:${port}/kiosk`);
  const opening = await page.locator('foyer-kiosk').evaluate(
    (kiosk) =>
      new Promise<Opening>((resolve) => {
        const window = kiosk.ownerDocument.defaultView;
        const look = () => {
          const card = kiosk.shadowRoot?.querySelector('button.service') ?? null;
          const [painted] = performance.getEntriesByName('first-contentful-paint');
          // The frame after the card is in the document, and with it what listens to a touch, has been drawn.
          if (card === null || painted === undefined) window?.requestAnimationFrame(look);
          else resolve({ paintedMs: painted.startTime, touchableMs: performance.now() });
        };
        look();
      }),
  );
  await context.close();
  return opening;
}

/** Touches a service, waits for the number, and leaves: one visitor. @returns ms from the touch until the number was drawn */
const visit = (page: Page, card: number): Promise<number> =>
  page.locator('foyer-kiosk').evaluate(async (kiosk, place) => {
    const nextFrame = () =>
      new Promise((resolve) => kiosk.ownerDocument.defaultView?.requestAnimationFrame(resolve));
    const all = (selector: string) => [...(kiosk.shadowRoot?.querySelectorAll<typeof kiosk>(selector) ?? [])];
    const drawn = async (selector: string) => {
      for (;;) {
        const [found] = all(selector);
        await nextFrame();
        if (found?.isConnected === true) return found;
      }
    };
    const cards = all('button.service');
    const startMs = performance.now();
    cards[place % cards.length]?.click();
    await drawn('.called');
    const tookMs = performance.now() - startMs;
    (await drawn('.actions .primary')).click();
    await drawn('button.service');
    return tookMs;
  }, card);

async function visits(page: Page, count: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let n = 0; n < count; n += 1) tookMs.push(await visit(page, n));
  return tookMs;
}

const fixed = (limit: number) => ({ direction: 'at most', factor: 1, limit, from: 'fixed' }) as const;

async function openings(bench: Bench, browser: Browser, { port }: Running): Promise<readonly Figure[]> {
  const seen: Opening[] = [];
  for (let n = 1; n <= times(bench, 10, 3); n += 1) {
    bench.progress(`opened for the ${n}. time on a processor slowed ${SLOWED} times`);
    seen.push(await openSlowed(browser, port));
  }
  return [
    {
      what: `kiosk page, first contentful paint, processor slowed ${SLOWED} times, median`,
      value: median(seen.map(({ paintedMs }) => paintedMs)),
      unit: 'ms',
      target: fixed(1500),
    },
    {
      what: `kiosk page, until it can be touched, processor slowed ${SLOWED} times, median`,
      value: median(seen.map(({ touchableMs }) => touchableMs)),
      unit: 'ms',
      target: fixed(2500),
      note: 'From the navigation until the cards of the services are drawn; nothing cached.',
    },
  ];
}

async function touches(
  bench: Bench,
  browser: Browser,
  { port }: Running,
  raw: RawAppends,
): Promise<readonly Figure[]> {
  const page = await openKiosk(browser, port);
  const devtools = await page.context().newCDPSession(page);
  await visits(page, SETTLED_SESSIONS);
  const settled = await heldBy(devtools);
  const tookMs: number[] = [];
  const rounds = times(bench, 20, 3);
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`${round * PER_ROUND} of ${rounds * PER_ROUND} visitors at the kiosk`);
    raw.measure(PER_ROUND);
    tookMs.push(...(await visits(page, PER_ROUND)));
  }
  const held = await heldBy(devtools);
  const sessions = rounds * PER_ROUND;
  return [
    told('touch → number on the screen, p50', median(tookMs), 'ms'),
    {
      what: 'touch → number on the screen, p99',
      value: percentile(tookMs, 99),
      unit: 'ms',
      target: {
        direction: 'at most',
        factor: 1,
        limit: 2 * raw.p99Ms + AT_ONCE_MS,
        from: '2 × raw p99 + 100 ms',
      },
      note: 'From the touch until the frame with the number is drawn, in Chromium on the same cores as the host.',
    },
    {
      what: `kiosk page, objects grown by ${sessions} sessions`,
      value: (held.bytes - settled.bytes) / BYTES_PER_KB,
      unit: 'KB',
      target: fixed(100),
      note: `After the first ${SETTLED_SESSIONS}; without machine code, of which the engine makes more the longer a function is in use.`,
    },
    {
      what: `kiosk page, nodes and listeners grown by ${sessions} sessions`,
      value: held.domNodes - settled.domNodes + held.listeners - settled.listeners,
      unit: '',
      target: fixed(10),
    },
  ];
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'kiosk-touch');
  const raw = new RawAppends(dir);
  const config = writeLobby(dir, { printer: null });
  const host = await startHost({ config, data: `${dir}/data` });
  try {
    return await withBrowser(async (browser) => [
      ...(await openings(bench, browser, host)),
      ...(await touches(bench, browser, host, raw)),
    ]);
  } finally {
    raw.close();
    await host.stop();
  }
}

export const kioskTouchRow: Row = { name: 'kiosk-touch', title: 'Kiosk page: touch', run };
