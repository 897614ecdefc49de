/** The palette: every pair of colours that pages put together, in every theme. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const sheet = readFileSync(join(import.meta.dirname, '../../kiosk-ui/theme/tokens.css'), 'utf8');

/** What a theme sets, above what all of them share. */
function coloursOf(theme: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, selectors = '', body = ''] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const names = selectors.replaceAll(/\/\*[\s\S]*?\*\//g, '').trim();
    if (names !== ':root' && !names.includes(`data-theme='${theme}'`)) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g))
      found.set(name, value);
  }
  return found;
}

const partsOf = (hex: string): number[] =>
  [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = partsOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['--bg', '--surface', '--sunk'];

/** Words and what they stand on: 4.5 to 1, of whatever size. */
const words: readonly (readonly [string, readonly string[]])[] = [
  ['--text', [...grounds, '--action-soft', '--call-soft', '--ok-soft', '--warn-soft', '--bad-soft']],
  ['--text-2', [...grounds, '--action-soft']],
  ['--action', [...grounds, '--action-soft']],
  ['--on-action', ['--action']],
  ['--on-call', ['--call']],
  ['--ok', ['--bg', '--surface', '--ok-soft']],
  ['--warn', ['--bg', '--surface', '--warn-soft']],
  ['--bad', ['--bg', '--surface', '--bad-soft']],
  ['--on-bad', ['--bad']],
  ['--on-caution', ['--caution']],
  ['--on-alarm', ['--alarm']],
];

/** Edges of controls and the ring of the focus: 3 to 1. */
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['--edge', grounds],
  ['--focus', grounds],
  ['--action', grounds],
];

describe.each(['light', 'dark', 'contrast'])('%s', (theme) => {
  const colours = coloursOf(theme);
  const weak = (pairs: typeof words, least: number): string[] =>
    pairs.flatMap(([drawn, on]) =>
      on.flatMap((ground) => {
        const got = ratio(colours.get(drawn) ?? '', colours.get(ground) ?? '');
        return got >= least ? [] : [`${drawn} on ${ground}: ${got.toFixed(2)}`];
      }),
    );

  test('words can be read', () => {
    expect(weak(words, 4.5)).toEqual([]);
  });

  test('edges and the focus can be seen', () => {
    expect(weak(marks, 3)).toEqual([]);
  });
});

test('the ratios that stand beside the colours are right', () => {
  const light = coloursOf('light');
  const said = [...sheet.matchAll(/(--[\w-]+): (#[0-9a-f]{6}); \/\* ([\d.]+) \*\//g)];
  expect(said.length).toBeGreaterThan(1);
  for (const [, name = '', value = '', number = ''] of said)
    expect([name, ratio(value, light.get('--surface') ?? '').toFixed(1)]).toEqual([name, number]);
});
