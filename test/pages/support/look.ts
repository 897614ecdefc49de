/** Asks the probe and axe-core what they see in a page. */
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Finding, FitOptions, FocusStep, FocusView, TargetOptions } from '../in-page/finding.ts';

const ask = <Answer>(page: Page, what: string, ...given: unknown[]): Promise<Answer> =>
  page.evaluate<Answer>(`foyerProbe.${what}(${given.map((one) => JSON.stringify(one)).join(', ')})`);

export const dress = (page: Page, theme: string | null, elder: boolean): Promise<void> =>
  ask(page, 'dressed', { theme, elder });
export const settle = (page: Page): Promise<void> => ask(page, 'settled');
export const fitOf = (page: Page, options: FitOptions): Promise<Finding[]> => ask(page, 'fit', options);
export const targetsOf = (page: Page, options: TargetOptions): Promise<Finding[]> =>
  ask(page, 'targets', options);
export const textContrastOf = (page: Page): Promise<Finding[]> => ask(page, 'textContrast');
export const edgeContrastOf = (page: Page): Promise<Finding[]> => ask(page, 'edgeContrast');
export const forcedColoursOf = (page: Page): Promise<Finding[]> => ask(page, 'forcedColours');
export const runningIn = (page: Page): Promise<Finding[]> => ask(page, 'running');
export const flashingIn = (page: Page): Promise<Finding[]> => ask(page, 'flashing');
export const stopsOf = (page: Page): Promise<FocusView[]> => ask(page, 'stops');
export const focusOf = (page: Page): Promise<FocusStep | null> => ask(page, 'focus');
export const blur = (page: Page): Promise<void> => ask(page, 'blur');

/** The standard, and what its authors advise beyond it. */
const rules: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  resultTypes: ['violations'],
};
const colours: RunOptions = { runOnly: ['color-contrast'], resultTypes: ['violations'] };

/** @param what `colours`: only what another theme may change */
export async function axeOf(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<Finding[]> {
  const options = JSON.stringify(what === 'everything' ? rules : colours);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary = '' }) => ({
      what: `axe ${id}`,
      where: target.flat().join(' '),
      why: `${html.slice(0, 100)} ${failureSummary.split('\n').slice(1, 2).join('').trim()}`,
    })),
  );
}

export const lineOf = (variant: string, { what, where, why }: Finding): string =>
  `${what} | ${variant} | ${where} | ${why}`;
