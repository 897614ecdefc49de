import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { withBrowser } from '../browser.ts';
import { writeLobby } from '../lobby-file.ts';
import { told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { startHost } from '../servers.ts';

const TOUCHABLE_MS = 10_000;
/** As kiosk-ui/vite.config.ts names the sheet. */
const FONT_FACES = '/assets/fonts-';
const BYTES_PER_KB = 1000;
/** What belongs to the page itself: no fonts, and no data. */
const pageTypes = new Set(['document', 'script', 'stylesheet', 'image', 'manifest', 'other']);

interface Loaded {
  readonly path: string;
  readonly bytes: number;
  readonly compressed: number;
}

/** Opens the page and waits until a visitor could touch it. @returns what the browser has loaded for it, fonts aside */
async function load(page: Page, url: string): Promise<Loaded[]> {
  const responses: Response[] = [];
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('response', (response) => {
    if (pageTypes.has(response.request().resourceType())) responses.push(response);
  });
  const answer = await page.goto(url);
  if (answer?.status() !== 200)
    throw new Error(`${url} answered ${String(answer?.status())}; are the pages built (npm run build)?`);
  try {
    await page.getByRole('button').first().waitFor({ timeout: TOUCHABLE_MS });
  } catch (error) {
    throw new Error(`the page has shown no button in ${TOUCHABLE_MS / 1000} s: ${faults.join('; ')}`, {
      cause: error,
    });
  }
  return Promise.all(
    responses.map(async (response) => {
      const body = await response.body();
      return {
        path: new URL(response.url()).pathname,
        bytes: body.length,
        compressed: gzipSync(body).length,
      };
    }),
  );
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'kiosk-page');
  const host = await startHost({ config: writeLobby(dir), data: `${dir}/data` });
  bench.progress('a browser opens the kiosk page');
  try {
    return await withBrowser(async (browser) => {
      const page = await browser.newPage({ locale: 'zh-CN' });
      return figures(await load(page, `http://127.0.0.1:${host.port}/kiosk`));
    });
  } finally {
    await host.stop();
  }
}

function figures(loaded: readonly Loaded[]): readonly Figure[] {
  const sum = (of: keyof Omit<Loaded, 'path'>, among = loaded) =>
    among.reduce((total, one) => total + one[of], 0) / BYTES_PER_KB;
  const withoutFaces = loaded.filter(({ path }) => !path.startsWith(FONT_FACES));
  const list = loaded
    .map(({ path, compressed }) => `${path} ${(compressed / BYTES_PER_KB).toFixed(1)}`)
    .join(', ');
  return [
    told('kiosk page as the host serves it', sum('bytes'), 'KB', 'Decompressed: what the browser holds.'),
    told(
      'with the style sheet of the font faces, gzip',
      sum('compressed'),
      'KB',
      'The list of a hundred font slices, which is cached like the fonts themselves.',
    ),
    {
      what: 'kiosk page, first load, fonts and their list aside, gzip',
      value: sum('compressed', withoutFaces),
      unit: 'KB',
      target: { direction: 'at most', factor: 1, limit: 60, from: 'fixed' },
      note: `All that Chromium loads but fonts and data, in KB, the list of font faces among it: ${list}.`,
    },
  ];
}

export const kioskPageRow: Row = { name: 'kiosk-page', title: 'Kiosk page', run };
