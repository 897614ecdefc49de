/** Takes one state through every way it may look, and says what is wrong with each. */
import type { Page } from 'playwright-core';
import { languages, type Language } from '../../../config/texts/texts.ts';
import { longer } from '../../support/longer-texts.ts';
import type { Edition } from '../../kiosk/support/built-pages.ts';
import type { Finding, TargetOptions } from '../in-page/finding.ts';
import { kinds, type PageKind, type Screen, type State } from './state.ts';
import type { Browser } from './browser.ts';
import {
  axeOf,
  dress,
  edgeContrastOf,
  fitOf,
  forcedColoursOf,
  lineOf,
  runningIn,
  settle,
  targetsOf,
  textContrastOf,
} from './look.ts';

export { languages };

interface Variant {
  readonly screen: Screen;
  readonly theme: string | null;
  readonly elder: boolean;
  /** Whether it is the first with these colours: what colours do not depend on was looked at already. */
  readonly newColours: boolean;
  readonly first: boolean;
}

function* variantsOf({ screens, themes, elder }: PageKind): Generator<Variant> {
  for (const [screenPlace, screen] of screens.entries()) {
    for (const [themePlace, theme] of themes.entries()) {
      for (const isElder of elder ? [false, true] : [false]) {
        const first = screenPlace === 0 && themePlace === 0;
        yield { screen, theme, elder: isElder, newColours: screenPlace === 0, first };
      }
    }
  }
}

const nameOf = ({ screen, theme, elder }: Variant): string =>
  [`${screen.width}x${screen.height}`, theme, elder ? 'elder' : null]
    .filter((part) => part !== null)
    .join(' ');

interface Reach {
  readonly edition?: Edition;
  readonly screen?: Screen;
  readonly moving?: boolean;
  /** Nothing is cached. */
  readonly fresh?: boolean;
}

/** Opens the page and does what leads to the state. */
export async function reach(
  browser: Browser,
  state: State,
  language: Language,
  { edition = 'pages', screen, moving = false, fresh = false }: Reach = {},
): Promise<Page> {
  const host = browser.host(edition);
  const kind: PageKind = kinds[state.page];
  const { width, height } = screen ?? kind.screens[0];
  host.back();
  host.posts.length = 0;
  state.show(host, language);
  const { page } = await browser.open(state.path, {
    width,
    height,
    locale: language,
    edition,
    moving,
    fresh,
    ticking: kind.ticking ?? false,
  });
  await page.locator(state.ready).first().waitFor();
  await state.reach?.(page, host, language, edition === 'longer' ? longer : (text) => text);
  await settle(page);
  return page;
}

/** Everything that is wrong with a state in a language, one line each. */
export async function sweep(browser: Browser, state: State, language: Language): Promise<string[]> {
  browser.faults();
  const kind: PageKind = kinds[state.page];
  const page = await reach(browser, state, language, { screen: firstScreenOf(state) });
  const found: string[] = [];
  for (const variant of variantsOf(kind)) {
    const { screen } = variant;
    await showOn(page, screen);
    await dress(page, variant.theme, variant.elder);
    const seen = [
      ...(await fitOf(page, kind)),
      ...(await targetsOf(page, targetsOn(kind, screen))),
      ...(variant.first ? await axeOf(page) : []),
      // Colours speak no language.
      ...(variant.newColours && language === languages[0] ? await coloursOf(page, variant) : []),
    ];
    found.push(...seen.map((finding) => lineOf(nameOf(variant), finding)));
  }
  found.push(...(await runningIn(page)).map((finding) => lineOf('reduced motion', finding)));
  if (language === languages[0]) {
    await page.emulateMedia({ forcedColors: 'active' });
    found.push(...(await forcedColoursOf(page)).map((finding) => lineOf('forced colours', finding)));
  }
  found.push(...browser.faults());
  return withoutRepeats(found);
}

/**
 * A kiosk begins on its side: an upright one that is turned for the first time has to load how it looks then, and what a
 * visitor has done on it begins anew.
 */
function firstScreenOf({ page }: State): Screen {
  const { screens }: PageKind = kinds[page];
  return (page === 'kiosk' ? screens.find(({ width, height }) => width > height) : undefined) ?? screens[0];
}

/** On a screen that was measured against a bank card, as whoever sets one up does. */
async function showOn(page: Page, { width, height, pxPerMm }: Screen): Promise<void> {
  await page.evaluate(`localStorage.setItem('foyer.pxPerMm', '${pxPerMm}')`);
  await page.setViewportSize({ width, height });
  await page.evaluate(`dispatchEvent(new Event('resize'))`);
}

const targetsOn = ({ targets }: PageKind, { pxPerMm, makeshift }: Screen): TargetOptions => ({
  ...targets,
  ...(makeshift === true ? { primary: [], gapMm: 0 } : {}),
  pxPerMm,
});

const coloursOf = async (page: Page, { first }: Variant): Promise<Finding[]> => [
  ...(first ? [] : await axeOf(page, 'colours')),
  ...(await textContrastOf(page)),
  ...(await edgeContrastOf(page)),
];

/** With every text 30 % longer: everything still has its place. */
export async function sweepLonger(browser: Browser, state: State, language: Language): Promise<string[]> {
  const kind: PageKind = kinds[state.page];
  const page = await reach(browser, state, language, { edition: 'longer', screen: firstScreenOf(state) });
  const found: string[] = [];
  for (const variant of variantsOf({ ...kind, themes: kind.themes.slice(0, 1) })) {
    await showOn(page, variant.screen);
    await dress(page, variant.theme, variant.elder);
    found.push(...(await fitOf(page, kind)).map((finding) => lineOf(`longer ${nameOf(variant)}`, finding)));
  }
  browser.faults();
  return withoutRepeats(found);
}

/** The same thing in the same place once, in the first variant that has it. */
function withoutRepeats(lines: readonly string[]): string[] {
  const known = new Set<string>();
  return lines.filter((line) => {
    const [what = '', , where = ''] = line.split(' | ');
    const key = `${what} ${where}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
