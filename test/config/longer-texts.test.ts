/** The longer language of the page tests: it must be a language still, or the pages that pass in it prove nothing. */
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatEmphasised, languages, type TextKey } from '../../config/texts/texts.ts';
import { longer, longerCatalogue } from '../support/longer-texts.ts';

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

test.each([
  ['咨询', '咨咨询'],
  ['前面还有', '前前面还有有'],
  ['No', 'Noo'],
  ['Please go to {counter}', 'Pleeaase goo to {counter}'],
  ['<b>{minutes}</b> min', '<b>{minutes}</b> miin'],
  [
    '{count, plural, one {# person} other {# people}}',
    '{count, plural, one {# peersoon} other {# peeoplee}}',
  ],
  ['B023 2026-11-19', 'B023 2026-11-19'],
])('%s becomes %s', (message, long) => {
  expect(longer(message)).toBe(long);
});

test.each(languages)('%s: every text is longer, and is filled with the same values', (language) => {
  const catalogue = catalogues[language];
  const long = longerCatalogue(catalogue);
  const said = (from: typeof catalogue, key: TextKey): string => {
    const names = [...catalogue.messages[key].matchAll(/\{(\w+)/g)].map(
      ([, name = '']) => [name, 2] as const,
    );
    return [formatEmphasised(from, key, Object.fromEntries(names), (parts) => parts.join(''))]
      .flat()
      .join('');
  };
  let all = 0;
  let allLong = 0;
  for (const key of Object.keys(catalogue.messages) as TextKey[]) {
    expect(() => new IntlMessageFormat(long.messages[key], language)).not.toThrow();
    all += letters(said(catalogue, key));
    allLong += letters(said(long, key));
  }
  expect(allLong / all).toBeGreaterThan(1.28);
});
