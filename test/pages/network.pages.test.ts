/** What a page asks for: nothing from elsewhere, nothing that its policy forbids, and only the letters that it shows. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startBrowser, type Browser } from './support/browser.ts';
import { kinds, type State } from './support/state.ts';
import { reach } from './support/sweep.ts';
import { states } from './states.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const firstOf = (page: string): State | undefined => states.find((state) => state.page === page);

/** A telephone has a face of its own, and no time to wait for ours. */
const withoutFace = new Set(['ticket']);

describe.each(Object.keys(kinds))('%s', (name) => {
  const state = firstOf(name);

  test.runIf(state !== undefined)('fetches the slices of the face that it shows, and no others', async () => {
    if (state === undefined) return;
    browser.loaded();
    const page = await reach(browser, state, 'en', { fresh: true });
    const known = slicesOf();
    const slices = browser.loaded().filter((url) => known.has(url.split('/').at(-1) ?? ''));
    const shown = new Set(await page.evaluate<string>('foyerProbe.lettersOf()'));
    const needless = slices.filter((url) => {
      const letters = known.get(url.split('/').at(-1) ?? '') ?? [];
      return !letters.some(([from, to]) =>
        [...shown].some(
          (letter) => (letter.codePointAt(0) ?? 0) >= from && (letter.codePointAt(0) ?? 0) <= to,
        ),
      );
    });
    expect(known.size).toBeGreaterThan(90);
    expect(slices.length > 0).toBe(!withoutFace.has(name));
    expect(needless.map((url) => url.split('/').at(-1))).toEqual([]);
    expect(browser.faults()).toEqual([]);
  });
});

test('the policy that pages live under is the one of the real host, and lets nothing inline run', async () => {
  const state = firstOf('kiosk');
  if (state === undefined) throw new Error('No kiosk.');
  const page = await reach(browser, state, 'en');
  const answer = await page.request.get(page.url());
  const policy = answer.headers()['content-security-policy'] ?? '';
  const host = readFileSync(join(import.meta.dirname, '../../firmware-host/http/pages.ts'), 'utf8');
  expect(host).toContain(`"${policy}"`);
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)/);
  await page.evaluate(
    `document.head.append(Object.assign(document.createElement('style'), { textContent: 'a{}' }))`,
  );
  await expect.poll(() => browser.faults().join(' ')).toMatch(/policy/);
});

test('a page that asks another machine is found out', async () => {
  const state = firstOf('start');
  if (state === undefined) throw new Error('No start page.');
  const page = await reach(browser, state, 'en');
  await page.evaluate(`void fetch('http://127.0.0.1:9/').catch(() => undefined)`);
  await expect.poll(() => browser.faults().join(' ')).toMatch(/outside: http:\/\/127\.0\.0\.1:9|policy/);
});

/** The ranges of letters of each file of the face, from the sheet that was built. */
function slicesOf(): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const assets = join(inject('pagesParent'), 'pages/assets');
  const name = readdirSync(assets).find((file) => /^fonts-.*\.css$/.test(file)) ?? '';
  const sheet = readFileSync(join(assets, name), 'utf8');
  return new Map(
    [...sheet.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, face = '']) => [
      /url\([^)]*?([^/)"']+\.woff2)/.exec(face)?.[1] ?? '',
      [
        ...(/unicode-range:([^;}]*)/.exec(face)?.[1] ?? '').matchAll(/U\+([0-9a-f?]+)(?:-([0-9a-f]+))?/gi),
      ].map(
        ([, from = '', to]) =>
          [
            Number.parseInt(from.replaceAll('?', '0'), 16),
            Number.parseInt(to ?? from.replaceAll('?', 'f'), 16),
          ] as const,
      ),
    ]),
  );
}
