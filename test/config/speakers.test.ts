/** What the lobby file says of speakers and speech: what comes of it, and what is refused, where and why. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { spokenText } from '../../config/speech.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { tempDir } from '../support/temp.ts';
import { configOf, faultLines, lobby } from './lobby.ts';

const pages = "id: tv, model: espeak-ng, port: 'pages:'";

/** A lobby whose speakers begin in line 10, one a line. */
const withSpeakers = (rows: readonly string[], ...more: string[]): string =>
  lobby({}, 'devices:', '  speakers:', ...rows.map((row) => `    - { ${row} }`), ...more);

/** A lobby of several languages, whose speech is line 8. */
const withSpeech = (speech: string, languages = '[en, zh-TW]'): string =>
  lobby({ languages: `languages: ${languages}` }, `speech: ${speech}`);

describe('a speaker', () => {
  test('is moderately loud all day, and has no recordings', () => {
    expect(configOf(withSpeakers([pages])).devices.speakers).toEqual([
      { id: 'tv', model: 'espeak-ng', port: 'pages:', volume: [{ from: '00:00', percent: 80 }], clips: null },
    ]);
  });

  test('may be softer in the evening, and mute at night', () => {
    const volume = "volume: [{ from: '07:00', percent: 90 }, { from: '22:00', percent: 0 }]";
    expect(configOf(withSpeakers([`${pages}, ${volume}`])).devices.speakers[0]?.volume).toEqual([
      { from: '07:00', percent: 90 },
      { from: '22:00', percent: 0 },
    ]);
  });

  test.each([
    'alsa:default',
    'alsa:plughw:1,0',
    'alsa:plughw:CARD=Device,DEV=0',
    'pages:',
    'simulated:?pace=0',
  ])('may be at %s', (port) => {
    expect(faultLines(withSpeakers([`id: s, model: espeak-ng, port: '${port}'`]))).toEqual([]);
  });

  test.each([
    [
      "id: s, model: espeak-ng, port: 'serial:/dev/ttyS0'",
      /^10:\d+ .*port serial:\/dev\/ttyS0 is no port for a speaker; use one of alsa:, pages:, simulated:/,
    ],
    ["id: s, model: espeak-ng, port: 'alsa:'", /^10:\d+ .*needs a sound card as aplay -L shows it/],
    ["id: s, model: espeak-ng, port: 'alsa:-c'", /^10:\d+ .*needs a sound card/],
    ["id: s, model: espeak-ng, port: 'pages:tv'", /^10:\d+ .*nothing may follow/],
    ["id: s, model: espeak-ng, port: 'simulated:?line=a'", /^10:\d+ .*line is for lines that boards share/],
    ["id: s, model: festival, port: 'pages:'", /^10:\d+ .*espeak-ng/],
    [`${pages}, volume: [{ from: '7', percent: 80 }]`, /^10:\d+ .*HH:MM in quotes/],
    [`${pages}, volume: [{ from: '07:00', percent: 101 }]`, /^10:\d+ .*from 0 to 100/],
    [`${pages}, volume: []`, /^10:\d+ .*volume/],
    [
      `${pages}, volume: [{ from: '18:00', percent: 8 }, { from: '07:00', percent: 9 }]`,
      /^10:\d+ .*07:00 comes before 18:00; exchange them\.$/,
    ],
    [
      `${pages}, volume: [{ from: '07:00', percent: 8 }, { from: '07:00', percent: 9 }]`,
      /^10:\d+ .*07:00 stands here twice; keep one\.$/,
    ],
    [`${pages}, clips: ''`, /^10:\d+ .*npm run voices/],
  ])('%s is refused', (row, fault) => {
    const [first, ...rest] = faultLines(withSpeakers([row]));
    expect(rest).toEqual([]);
    expect(first).toMatch(fault);
  });

  test('has an id and a port of its own, and there are four at most', () => {
    expect(faultLines(withSpeakers([pages, "id: two, model: espeak-ng, port: 'pages:'"]))).toEqual([
      expect.stringMatching(/^11:\d+ .*pages: belongs to the device in line 10/),
    ]);
    expect(faultLines(withSpeakers([pages, "id: tv, model: espeak-ng, port: 'alsa:default'"]))).toEqual([
      expect.stringMatching(/^11:\d+ .*"tv" is taken already, in line 10/),
    ]);
    const five = [1, 2, 3, 4, 5].map((n) => `id: s${n}, model: espeak-ng, port: 'simulated:'`);
    expect(faultLines(withSpeakers(five))).toHaveLength(1);
  });

  test('has recordings in a folder that is there, found from the lobby file', async () => {
    const dir = tempDir();
    const file = join(dir, 'lobby.yaml');
    mkdirSync(join(dir, 'voices'));
    const load = async (clips: string) => {
      writeFileSync(file, withSpeakers([`${pages}, clips: ${clips}`]));
      return loadConfig(file);
    };
    expect(await load('voices')).toMatchObject({
      config: { devices: { speakers: [{ clips: join(dir, 'voices') }] } },
    });
    expect(await load('voice')).toMatchObject({
      faults: [
        { line: 10, message: expect.stringMatching(/"voice": there is no such folder.*npm run voices/) },
      ],
    });
    expect(await load('lobby.yaml')).toMatchObject({
      faults: [{ line: 10, message: expect.stringMatching(/this is a file/) }],
    });
  });
});

describe('speech', () => {
  test.each([
    [
      '[zh-CN, en, zh-TW]',
      [
        { voice: 'zh', language: 'zh-CN' },
        { voice: 'en', language: 'en' },
      ],
    ],
    [
      '[en, zh-TW, zh-CN]',
      [
        { voice: 'en', language: 'en' },
        { voice: 'zh', language: 'zh-TW' },
      ],
    ],
    ['[zh-TW]', [{ voice: 'zh', language: 'zh-TW' }]],
  ])('of %s has one voice for both ways of writing Chinese', (languages, voices) => {
    const names = 'name: { en: Hall, zh-CN: Hall, zh-TW: Hall }';
    const all = languages.includes('en') ? names : 'name: { zh-TW: Hall }';
    const service = 'services: [{ letter: A, name: { en: A, zh-CN: A, zh-TW: A } }]';
    expect(
      configOf(lobby({ name: all, languages: `languages: ${languages}`, services: service })).speech.voices,
    ).toEqual(voices);
  });

  test('may have another order, fewer voices, or the chime alone', () => {
    expect(configOf(withSpeech('{ languages: [zh, en], times: 1 }')).speech).toMatchObject({
      voices: [{ voice: 'zh', language: 'zh-TW' }, { voice: 'en' }],
      times: 1,
    });
    expect(configOf(withSpeech('{ languages: [] }')).speech).toMatchObject({ voices: [], chime: true });
  });

  test('says what the file says, in each language, with number and counter in their places', () => {
    const { speech } = configOf(
      withSpeech("{ phrases: { call: { en: '{counter} for {number}, {number}!' }, farewell: Goodbye } }"),
    );
    const spoken = { number: 'A023', counter: 'the $& room' };
    expect(spokenText(speech, catalogues.en, 'call', spoken)).toBe('the $& room for A023, A023!');
    expect(spokenText(speech, catalogues['zh-TW'], 'call', spoken)).toBe('the $& room for A023, A023!');
    expect(spokenText(speech, catalogues['zh-TW'], 'farewell', spoken)).toBe('Goodbye');
  });

  test('says what the house says where the file is silent', () => {
    const { speech } = configOf(withSpeech('{}'));
    const spoken = { number: 'A023', counter: '3 號櫃檯' };
    expect(spokenText(speech, catalogues['zh-TW'], 'call', spoken)).toBe('請 A023 號，到 3 號櫃檯');
    expect(spokenText(speech, catalogues.en, 'recall', { number: 'A023', counter: 'Counter 3' })).toMatch(
      /A023.*Counter 3/,
    );
    expect(spokenText(speech, catalogues.en, 'farewell', spoken)).toBeNull();
  });

  test.each([
    [
      '{ languages: [zh] }',
      /^8:\d+ speech\.languages\[0\] "zh" has no names to read: the lobby’s languages are en/,
      '[en]',
    ],
    ['{ languages: [fr] }', /^8:\d+ .*zh or en/, '[en]'],
    ['{ languages: [en, en] }', /^8:\d+ speech\.languages/, '[en]'],
    ['{ times: 0 }', /^8:\d+ .*from 1 to 3/, '[en]'],
    [
      "{ phrases: { call: 'Number {nummer}' } }",
      /^8:\d+ .*no placeholder "\{nummer\}"; there are \{number\} and \{counter\}.*number/,
      '[en]',
    ],
    [
      "{ phrases: { recall: { en: 'Number {number' } } }",
      /^8:\d+ speech\.phrases\.recall\.en A brace stands alone/,
      '[en]',
    ],
    ["{ phrases: { call: { zh-TW: '{number}' } } }", /^8:\d+ .*The text in en is missing/, '[en, zh-TW]'],
    ['{ phrases: { hello: hi } }', /^8:\d+ .*hello/, '[en]'],
  ])('%s is refused', (speech, fault, languages) => {
    const [first, ...rest] = faultLines(withSpeech(speech, languages));
    expect(rest).toEqual([]);
    expect(first).toMatch(fault);
  });
});

test.each(['property-service-centre', 'bank-branch'])('%s can be heard', async (name) => {
  const loaded = await loadConfig(join(import.meta.dirname, `../../config/lobbies/${name}.yaml`));
  expect(loaded.ok && loaded.config.devices.speakers).toHaveLength(1);
});
