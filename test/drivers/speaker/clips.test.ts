/** Recordings: which of them say a phrase, what is wrong with a set, and how one is made. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { callClips } from '../../../config/call-clips.ts';
import { help, voices } from '../../../config/voices-command.ts';
import { Clips } from '../../../drivers/speaker/clips/clips.ts';
import { joinPieces, piecesOf } from '../../../drivers/speaker/clips/pieces.ts';
import { checkSet, makeSet, signClips, type WantedClip } from '../../../drivers/speaker/clips/set.ts';
import { SpeechMaker } from '../../../drivers/speaker/program/maker.ts';
import { amplify, lengthMs, silence } from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav } from '../../../drivers/speaker/sound/wav.ts';
import type { VoiceName } from '../../../drivers/speaker/speaker.ts';
import { spell } from '../../../drivers/speaker/words/spell.ts';
import { configOf, lobby } from '../../config/lobby.ts';
import { tempDir } from '../../support/temp.ts';
import { tone } from './stand-in.ts';

const maker = new SpeechMaker();
afterAll(() => maker.close());

const joined = (known: readonly string[], text: string, voice: VoiceName = 'zh') => {
  const pieces = joinPieces(
    spell(text, voice),
    piecesOf(known.map((one) => [spell(one, voice), one] as const)),
  );
  return pieces?.map((piece) => (piece === 'pause' ? ',' : piece.clip)) ?? null;
};

describe('a phrase is joined of the fewest recordings, the longest ones first', () => {
  const signs = 'A0123'.split('');

  test.each([
    ['请 A023 号，到 3 号窗口', [...signs, '请', '号', '到', '号窗口'], '请 A 0 2 3 号 , 到 3 号窗口'],
    [
      '请 A023 号，到 3 号窗口',
      [...signs, '请', '号', '到', '号窗口', '到 3 号窗口', '请 A'],
      '请 A 0 2 3 号 , 到 3 号窗口',
    ],
    ['请 A023 号', [...signs, '请', '号', '请 A023 号'], '请 A023 号'],
    // The longest first would leave nothing for the rest.
    ['请到窗口', ['请到窗', '请', '到窗口'], '请 到窗口'],
    ['12 号窗口', ['1', '2', '12', '号窗口'], '12 号窗口'],
  ])('%s of %j', (text, known, said) => {
    expect(joined(known, text)?.join(' ')).toBe(said);
  });

  test.each([
    ['请 A024 号', [...signs, '请', '号']],
    // A number is not its digits, and neither is a ticket one number.
    ['12 号窗口', ['1', '2', '号窗口']],
    ['A12', ['A', '12']],
    ['请', []],
    ['', ['请']],
  ])('and not at all where one is missing: %s of %j', (text, known) => {
    expect(joined(known, text)).toBeNull();
  });

  test('in English, whatever its capitals', () => {
    const known = ['number', 'A', '0', '2', '3', 'please go to counter', '12'];
    expect(joined(known, 'Number A023, please go to Counter 12', 'en')?.join('|')).toBe(
      'number|A|0|2|3|,|please go to counter|12',
    );
  });
});

/** A folder with these recordings; what each says is its name. */
function clipsIn(files: Readonly<Record<string, Uint8Array>>, manifest?: unknown): string {
  const dir = tempDir();
  mkdirSync(join(dir, 'zh'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, 'zh', `${name}.wav`), bytes);
  const zh = Object.fromEntries(Object.keys(files).map((name) => [name, `zh/${name}.wav`]));
  writeFileSync(join(dir, 'clips.json'), JSON.stringify(manifest ?? { zh }));
  return dir;
}

const wav = encodeWav(tone(200));

describe('a folder of recordings', () => {
  test('says what it has, with a pause where a comma is', async () => {
    const clips = await Clips.open(clipsIn({ A: wav, B: wav }));
    const said = await clips.say(spell('A1', 'zh'), 'zh');
    expect(said).toBeNull();
    const both = await clips.say(spell('A, B', 'zh'), 'zh');
    expect(both && lengthMs(both)).toBeGreaterThan(600);
    expect(both && lengthMs(both)).toBeLessThan(760);
  });

  test('may have recordings of any rate', async () => {
    const fast = encodeWav(tone(400));
    new DataView(fast.buffer).setUint32(24, 44_100, true);
    const clips = await Clips.open(clipsIn({ A: fast }));
    const said = await clips.say(spell('A', 'zh'), 'zh');
    expect(said && Math.round(lengthMs(said) / 10)).toBe(20);
  });

  test.each([
    ['', /is no JSON/],
    ['[]', /is not of the form/],
    ['{ "zh": { "A": "../../etc/passwd.wav" } }', /in this folder or one below it/],
    ['{ "zh": { "A": "/etc/a.wav" } }', /in this folder/],
    ['{ "zh": { "A": "a.mp3" } }', /not of the form/],
    ['{ "fr": {} }', /not of the form/],
  ])('with the list %s is refused in words', async (text, reason) => {
    const dir = clipsIn({});
    writeFileSync(join(dir, 'clips.json'), text);
    await expect(Clips.open(dir)).rejects.toThrow(reason);
    expect((await checkSet(dir, [])).join()).toMatch(reason);
  });

  test('without a list is told how to get one', async () => {
    await expect(Clips.open(tempDir())).rejects.toThrow(/clips\.json is missing.*npm run voices -- --out/);
  });

  test('is checked recording by recording, each fault with its remedy', async () => {
    const stereo = encodeWav(tone(10));
    new DataView(stereo.buffer).setUint16(22, 2, true);
    const dir = clipsIn({
      A: wav,
      B: encodeWav(silence(300)),
      C: encodeWav(amplify(tone(200), 5)),
      D: stereo,
      E: Buffer.from('ID3 an mp3 by another name'),
      F: wav,
      G: encodeWav(silence(61_000)),
    });
    rmSync(join(dir, 'zh', 'F.wav'));
    const wanted: WantedClip[] = ['A', 'F', 'H'].map((text) => ({ voice: 'zh', text, name: text }));
    const faults = await checkSet(dir, wanted);
    const reasons = [
      /B\.wav is silent: record it anew, louder/,
      /C\.wav is clipped: record it anew, softer/,
      /D\.wav has 2 channels; save it as mono/,
      /E\.wav is no WAV file/,
      /F\.wav is missing/,
      /G\.wav is longer than a minute: cut it/,
      /no recording of "H" \(zh\): npm run voices/,
    ];
    expect(faults).toEqual(reasons.map((reason) => expect.stringMatching(reason)));
  });

  test('one that was recorded too loud can be heard all the same', async () => {
    const clips = await Clips.open(clipsIn({ A: encodeWav(amplify(tone(200), 5)) }));
    expect(await clips.say(spell('A', 'zh'), 'zh')).not.toBeNull();
  });
});

describe('a set to begin with', () => {
  const small: WantedClip[] = [
    { voice: 'zh', text: 'A', name: 'letter-a' },
    { voice: 'zh', text: '号', name: 'say-hao4' },
    { voice: 'zh', text: '號', name: 'say-hao4' },
    { voice: 'en', text: 'Number', name: 'say-number' },
  ];

  test('has a file for each sound, and says what it was made for', async () => {
    const dir = join(tempDir(), 'new');
    expect(await makeSet(dir, small, maker)).toEqual({
      made: ['zh/letter-a.wav', 'zh/say-hao4.wav', 'en/say-number.wav'],
      kept: [],
    });
    expect(await checkSet(dir, small)).toEqual([]);
    expect(await (await Clips.open(dir)).say(spell('A號', 'zh'), 'zh')).not.toBeNull();
  });

  test('never writes over a recording, and makes what is missing', async () => {
    const dir = clipsIn({ A: wav });
    writeFileSync(join(dir, 'zh', 'say-hao4.wav'), wav);
    const { made, kept } = await makeSet(dir, small, maker);
    expect(made).toEqual(['en/say-number.wav']);
    expect(kept.toSorted()).toEqual(['zh/A.wav', 'zh/say-hao4.wav']);
    expect(readFileSync(join(dir, 'zh', 'say-hao4.wav'))).toEqual(Buffer.from(wav));
    expect(existsSync(join(dir, 'zh', 'letter-a.wav'))).toBe(false);
    expect(await checkSet(dir, small)).toEqual([]);
  });

  test('has letters, numbers, and each fixed piece of what the lobby says', async () => {
    const text = lobby(
      {
        languages: 'languages: [en, zh-CN]',
        counters:
          "counters: [{ id: '1', services: [A] }, { id: v, services: [A], name: { en: The VIP room, zh-CN: 贵宾室 } }]",
      },
      "speech: { phrases: { farewell: { en: 'Goodbye, {number}', zh-CN: 再见 } } }",
    );
    const clips = await callClips(configOf(text), ['en', 'zh'], async (runs) => runs.map(() => ['x1']));
    const fixed = (voice: VoiceName) =>
      clips.filter((clip) => clip.voice === voice && clip.name.startsWith('say')).map((clip) => clip.text);
    expect(fixed('zh')).toEqual(['请', '号', '到', '号窗口', '尽快到', '再见', '到贵宾室', '尽快到贵宾室']);
    expect(fixed('en')).toEqual(
      expect.arrayContaining(['Number', 'please go to Counter', 'please go to The VIP room', 'Goodbye']),
    );
    expect(signClips('en')).toHaveLength(26 + 100);
    expect(new Set(clips.map(({ voice, name }) => `${voice}/${name}`)).size).toBeGreaterThan(252);
  });
});

const run = async (...args: string[]) => {
  let said = '';
  const faults = await voices(args, (text) => void (said += text));
  return { faults, said };
};

describe('npm run voices', () => {
  test('explains itself', async () => {
    expect(await run('--help')).toEqual({ faults: 0, said: help });
  });

  test.each([
    [[], /either --out DIR or --check DIR/],
    [['--out', 'a', '--check', 'a'], /either/],
    [['--out', 'a', '--languages', 'fr'], /no language "fr"; known are zh, en/],
    [['--loud'], /--loud/],
  ])('%j is a mistake', async (args, reason) => {
    await expect(voices(args, () => undefined)).rejects.toThrow(reason);
  });

  test('says what is missing', async () => {
    const { faults, said } = await run('--check', clipsIn({ A: wav }), '--languages', 'zh');
    expect(faults).toBeGreaterThan(100);
    expect(said).toContain('no recording of "99" (zh)');
    expect(said).toMatch(/\d+ faults\.\n$/);
    expect(statSync(join(import.meta.dirname, '../../../config/voices.ts')).isFile()).toBe(true);
  });

  test('wants a lobby that is one', async () => {
    const file = join(tempDir(), 'lobby.yaml');
    writeFileSync(file, 'name: 7');
    await expect(run('--check', 'x', '--config', file)).rejects.toThrow(/lobby\.yaml:1:/);
  });
});
