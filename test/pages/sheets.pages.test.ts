/** The law of the sheets: what a page's style says, it says in the values that all pages share. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../kiosk-ui');

const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css') && !path.startsWith('dist'))
  .filter((path) => path !== join('theme', 'tokens.css'))
  .toSorted()
  .map((path) => ({
    path,
    // Comments say nothing to a browser; line breaks are kept for the count of lines.
    text: readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, (said) =>
      said.replaceAll(/[^\n]/g, ' '),
    ),
  }));

interface Said {
  readonly path: string;
  readonly property: string;
  readonly value: string;
}

const said: readonly Said[] = sheets.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:^|[;{])\s*([\w-]+):\s*([^;{}]+)(?=[;}])/g)].map(([, property = '', value = '']) => ({
    path,
    property,
    value: value.replaceAll(/\s+/g, ' ').trim(),
  })),
);

const lines = (found: readonly Said[]): string[] =>
  found.map(({ path, property, value }) => `${path}: ${property}: ${value}`);

/** Colours that are no theme's: of things, which look the same whoever looks at them. */
const things: Readonly<Record<string, string>> = {
  'screens/kiosk/ticket.css': 'the white that a camera wants around a code',
  'screens/lab/paper.css': 'a printer',
  'screens/lab/lights.css': 'a board of lamps, in its box',
  'screens/lab/pad.css': 'a pad, in its box',
  'screens/maintenance/ticket-face.css': 'paper, and its shadow',
  'screens/maintenance/restore.css': 'the veil below a dialog',
  'theme/shared.css': 'a code: dark on white in every theme, or cameras refuse',
  'theme/webawesome.css': 'the veil below a dialog of the library',
};

test('colours come from the tokens', () => {
  const found = said.filter(({ value }) => /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|color)\(/i.test(value));
  expect(lines(found.filter(({ path }) => things[path] === undefined))).toEqual([]);
  expect(Object.keys(things).filter((path) => !said.some((one) => one.path === path))).toEqual([]);
});

// Black may darken another colour.
test('no colour has a name of its own', () => {
  const named = /\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|silver|teal|navy)\b/;
  const found = said.filter(
    ({ property, value }) =>
      /colou?r|background|border|outline|fill|stroke/.test(property) &&
      named.test(value.replaceAll(/var\([^)]*\)/g, '').replace(/^color-mix\(.*, black\)$/, '')),
  );
  expect(lines(found)).toEqual([]);
});

/** What says a value of its own, where a step of a scale is meant. */
const own: Readonly<Record<string, (one: Said) => boolean>> = {
  'letters have the sizes of the scale': ({ property, value }) =>
    /^font(?:-size)?$/.test(property) && /\d(?:px|pt|rem|mm)\b/.test(value),
  'corners have the radii of the scale': ({ property, value }) =>
    /^border-(?:\w+-)*radius$/.test(property) &&
    !/^(?:(?:0|50%|999px|inherit|var\(--radius(?:-small)?\)|calc\(var\(--radius[^)]*\)[^)]*\))(?: |$))+$/.test(
      value,
    ),
  'how long a change takes, the tokens say': ({ property, value }) =>
    property === 'transition' && /\d(?:ms|s)\b/.test(value),
  // Under that a line of text is trimmed, or an icon set straight.
  'rooms are steps of the scale, or small': ({ property, value }) =>
    /^(?:(?:row-|column-)?gap|(?:padding|margin)(?:-\w+)*)$/.test(property) &&
    [...value.matchAll(/(-?[\d.]+)px/g)].some(([, px]) => Math.abs(Number(px)) > 16),
};

const keptPath = join(import.meta.dirname, 'sheets-exceptions.json');

/**
 * Those that stand there nevertheless: figures that fill their place, steps between two steps, drawings of things. None may
 * be added without being seen: `UPDATE_PAGES=1` writes the list anew.
 */
test('what has a value of its own is known', () => {
  const found = Object.fromEntries(
    Object.entries(own).map(([law, breaks]) => [law, lines(said.filter(breaks)).toSorted()]),
  );
  if (process.env['UPDATE_PAGES'] === '1') writeFileSync(keptPath, `${JSON.stringify(found, null, 2)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(keptPath, 'utf8')));
});
