/** From the agent's key to the eyes of the lobby: a call until the last of thirty television pages shows it, in a real browser. */
import type { Browser, Locator } from 'playwright-core';
import { withBrowser } from '../browser.ts';
import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { writeLobby } from '../lobby-file.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';

/** The element that is the page: what is asked of it is asked in order, which of a locator it is not. */
type Television = Awaited<ReturnType<Locator['elementHandle']>>;

const TELEVISIONS = 30;
/** A browser holds six connections to one host for all pages of a profile, and each page one for its stream. */
const PER_PROFILE = 5;
const PER_ROUND = 20;
const WARM_UP = 10;
/** Nobody looks up sooner than this after the chime. */
const GLANCE_MS = 300;

async function openTelevisions(browser: Browser, port: number): Promise<Television[]> {
  const pages: Television[] = [];
  while (pages.length < TELEVISIONS) {
    const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
    for (let n = 0; n < PER_PROFILE && pages.length < TELEVISIONS; n += 1) {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/display`);
      await page.locator('.banner').waitFor();
      pages.push(await page.locator('foyer-display').elementHandle());
    }
  }
  return pages;
}

/** @returns when the page shows a banner that is none of before, in ms since 1970 of the machine's one clock */
const updatedAt = (page: Television): Promise<number> =>
  page.evaluate((display) => {
    const updated = Promise.withResolvers<number>();
    const banner = () => display.shadowRoot?.querySelector('.banner .called')?.textContent;
    const before = banner();
    // Not by frames: of thirty pages in one browser, most are behind another, and draw none.
    const Observer = display.ownerDocument.defaultView?.MutationObserver;
    if (Observer === undefined || display.shadowRoot === null)
      throw new Error('there is no display on the page');
    const watch = new Observer(() => {
      if (banner() === before) return;
      watch.disconnect();
      updated.resolve(performance.timeOrigin + performance.now());
    });
    watch.observe(display.shadowRoot, { subtree: true, childList: true, characterData: true });
    return updated.promise;
  });

async function callOnce(
  connection: HttpConnection,
  counter: BenchCounter,
  pages: readonly Television[],
): Promise<number> {
  const updated = pages.map(updatedAt);
  // Each page has begun to look once it answers something asked after that.
  await Promise.all(pages.map((page) => page.evaluate(() => null)));
  const request = counter.request('call-next');
  const startMs = performance.timeOrigin + performance.now();
  const [answer, ...updatedMs] = await Promise.all([connection.send(request), ...updated]);
  expectStatus(answer, 200);
  await counter.act('finish');
  return Math.max(...updatedMs) - startMs;
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'television');
  const raw = new RawAppends(dir);
  const host = await startHost({ config: writeLobby(dir, { printer: null }), data: `${dir}/data` });
  const connection = await HttpConnection.open(host.port);
  const rounds = times(bench, 10, 2);
  await oneByOne(connection, WARM_UP + rounds * PER_ROUND, visitors(host.port, bench.seed));
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  const tookMs: number[] = [];
  try {
    await withBrowser(async (browser) => {
      bench.progress(`${TELEVISIONS} pages open`);
      const pages = await openTelevisions(browser, host.port);
      for (let n = 0; n < WARM_UP; n += 1) await callOnce(connection, counter, pages);
      for (let round = 1; round <= rounds; round += 1) {
        bench.progress(`round ${round} of ${rounds}`);
        raw.measure(PER_ROUND);
        for (let n = 0; n < PER_ROUND; n += 1) tookMs.push(await callOnce(connection, counter, pages));
      }
    });
  } finally {
    connection.close();
    await host.stop();
  }
  const rawP99Ms = raw.p99Ms;
  raw.close();
  return [
    told(`call → ${TELEVISIONS} display pages updated, p50`, median(tookMs), 'ms'),
    {
      what: `call → ${TELEVISIONS} display pages updated, p99`,
      value: percentile(tookMs, 99),
      unit: 'ms',
      target: {
        direction: 'at most',
        factor: 1,
        limit: 2 * rawP99Ms + GLANCE_MS,
        from: '2 × raw p99 + 300 ms',
      },
      note: 'The last page of all, all in one browser on the same cores as the host: a television each has a machine of its own.',
    },
  ];
}

export const televisionRow: Row = { name: 'television', title: 'Call → televisions', run };
