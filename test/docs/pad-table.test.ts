/** The guide to pads: its tables, its examples and its drawings say what the code says. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { defaultLobbyFile, parseConfig } from '../../config/load.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
import { headerPins } from '../../drivers/find/headers.ts';
import type { PadProblem } from '../../drivers/pad/pad.ts';
import { headerPinOf, padGuideFile, renderPadGuide } from './pad-table.ts';

const guide = readFileSync(padGuideFile, 'utf8');

it('docs/pads.md says what the models say (npm run docs)', () => {
  expect(guide).toBe(renderPadGuide());
});

interface Example {
  readonly ratings?: object;
  readonly devices: object;
}

const examples = [...guide.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text);

it.each(examples)('a lobby file takes %s', (example) => {
  const { ratings, devices } = parse(example) as Example;
  const lobby = parse(readFileSync(defaultLobbyFile, 'utf8')) as Example;
  const text = stringify({
    ...lobby,
    ratings: { ...lobby.ratings, ...ratings },
    devices: { ...lobby.devices, ...devices },
  });
  const loaded = parseConfig('pads.md', text);
  expect(loaded.ok ? [] : loaded.faults).toEqual([]);
});

it('has examples', () => {
  expect(examples.length).toBeGreaterThan(3);
});

const drawing = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

it("draws each GPIO at its pin of the header, and the devices' pins as they are proposed", () => {
  const drawn = [
    ...drawing('pads-raspberry-pi.svg').matchAll(/>(\d+)<\/text>\s*<text [^>]*>GPIO (\d+)</g),
  ].map(([, pin, gpio]) => [Number(gpio), Number(pin)]);
  expect(drawn).toHaveLength(28);
  expect(drawn.filter(([gpio = 0, pin]) => headerPinOf[gpio] !== pin)).toEqual([]);
  expect(headerPins.filter(([gpio, pin]) => headerPinOf[gpio] !== pin)).toEqual([]);
});

it('names files that are there', () => {
  const named = [...guide.matchAll(/src="([^"]+)"/g)].map(([, file = '']) => file);
  expect(named).toEqual(['pads-arduino.svg', 'pads-raspberry-pi.svg']);
  for (const file of named) expect(drawing(file)).toMatch(/^<svg [^]*fill="#ffffff"/);
});

const problems: Readonly<Record<PadProblem, true>> = {
  disconnected: true,
  'not-answering': true,
  'wrong-device': true,
  stuck: true,
};

it('explains every problem by the word that the maintenance page has for it', () => {
  for (const problem of Object.keys(problems)) {
    const said = formatText(catalogues.en, `maintenance.problem.${problem as PadProblem}`);
    expect(guide).toContain(`| ${said} (\`${problem}\`)`);
  }
});
