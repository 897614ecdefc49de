/** Which slices of the shipped fonts a text opens, by what the files really hold. */
import { expect, test } from 'vitest';
import { ShippedFonts } from '../../../../drivers/printer/raster/shipped-fonts.ts';
import { charactersOf } from '../../../../drivers/printer/raster/woff2-characters.ts';

function fonts(): { readonly shipped: ShippedFonts; readonly opened: string[] } {
  const opened: string[] = [];
  return { shipped: new ShippedFonts((_path, family) => opened.push(family)), opened };
}

test('nothing is opened before a text needs it, and then no more than that, once', () => {
  const { shipped, opened } = fonts();
  expect(opened).toEqual([]);
  expect(shipped.familiesFor('A001')).toEqual(['noto-sans-sc-latin']);
  shipped.familiesFor('B002');
  expect(opened).toEqual(['noto-sans-sc-latin']);
});

test('a style sheet says more than its file has', () => {
  const { shipped } = fonts();
  expect(shipped.familiesFor('Є')).toEqual([expect.stringMatching(/^noto-sans-cyrillic/)]);
  expect(shipped.familiesFor('Ł')).toEqual(['noto-sans-latin-ext']);
});

test('a text with one letter of the widest font is all in it, but for what it has not', () => {
  const { shipped } = fonts();
  expect(shipped.familiesFor('Lodz')).toEqual(['noto-sans-sc-latin']);
  const mixed = shipped.familiesFor('Łodz 中');
  expect(mixed.slice(0, 2)).toEqual(['noto-sans-latin-ext', 'noto-sans-latin']);
  expect(mixed).toHaveLength(3);
  expect(mixed[2]).toMatch(/^noto-sans-sc-\d+$/);
});

test('Hangul is in the second font', () => {
  expect(fonts().shipped.familiesFor('번')).toEqual([expect.stringMatching(/^noto-sans-kr-/)]);
});

test('what none has', () => {
  const { shipped } = fonts();
  expect(shipped.has('\u0634')).toBe(false);
  expect(shipped.has('\u{1f600}')).toBe(false);
  expect(shipped.familiesFor('\u0634')).toEqual([]);
});

/** Of GB 2312, 33 rare characters are in none of the slices. */
test.each([
  ['China, GB 2312', 'gb2312', 0xb0, 0xf7, 0.99],
  ['Korea, KS X 1001 Hangul', 'euc-kr', 0xb0, 0xc8, 1],
])('%s', (_, encoding, first, last, share) => {
  const { shipped } = fonts();
  const decoder = new TextDecoder(encoding);
  const characters = [];
  for (let high = first; high <= last; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (/^(\p{Script=Han}|\p{Script=Hangul})$/u.test(character)) characters.push(character);
    }
  }
  expect(characters.length).toBeGreaterThan(2000);
  const had = characters.filter((character) => shipped.has(character));
  expect(had.length / characters.length).toBeGreaterThanOrEqual(share);
});

test('what is no font is said so', () => {
  expect(() => charactersOf(Buffer.alloc(64))).toThrow('no WOFF2');
  expect(() => charactersOf(Buffer.concat([Buffer.from('wOF2'), Buffer.alloc(60)]))).toThrow('no table');
});
