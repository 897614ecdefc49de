/** The voice of the house, with espeak-ng itself, and with programs that are not what they seem. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { VoiceOptions } from '../../../drivers/speaker/house-voice.ts';
import { openVoice } from '../../../drivers/speaker/open.ts';
import { SpeechMaker } from '../../../drivers/speaker/program/maker.ts';
import { speakBreath } from '../../../drivers/speaker/program/espeak.ts';
import { Turns, type Ear } from '../../../drivers/speaker/program/turns.ts';
import { isClipped, isSilent, lengthMs, peak } from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav, parseWav } from '../../../drivers/speaker/sound/wav.ts';
import type { Phrase, Voice, Wav } from '../../../drivers/speaker/speaker.ts';
import { spell } from '../../../drivers/speaker/words/spell.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { tempDir } from '../../support/temp.ts';
import { soxStat, standIn, tone } from './stand-in.ts';

const voice = openVoice();
afterAll(() => voice.close());

const opened = (options: VoiceOptions): Voice => {
  const own = openVoice(options);
  onTestFinished(() => own.close());
  return own;
};
const en = (text: string): Phrase => ({ voice: 'en', text });
const zh = (text: string): Phrase => ({ voice: 'zh', text });
const call = (text: string) => ({ chime: false, phrases: [en(text)], times: 1 });
const ms = (wav: Wav) => lengthMs(parseWav(wav).samples);

test('a text that changes the language with every word keeps no core busy for minutes', async () => {
  const [count, said] = [join(tempDir(), 'count'), join(tempDir(), 'said.wav')];
  writeFileSync(said, encodeWav(tone(50)));
  const env = standIn('espeak-ng', `echo x >> ${count}; exec /bin/cat ${said}`);
  const own = opened({ espeak: { env } });
  await own.speak(zh('请a'.repeat(150)));
  expect(readFileSync(count, 'utf8').length / 'x\n'.length).toBe(20);
});

describe('calls', () => {
  test('are heard in both languages: neither silent nor clipped, as sox measures them', async () => {
    const seed = seedOf('spoken numbers');
    const random = seeded(seed);
    const some = Array.from({ length: 4 }, () => {
      const letter = String.fromCharCode(65 + Math.floor(random() * 26));
      return `${letter}${String(1 + Math.floor(random() * 999)).padStart(3, '0')}`;
    });
    const all = ['ABCDEFGHIJKLM', 'NOPQRSTUVWXYZ'].map((letters) => letters.split('').join(', '));
    const texts = [...some, 'Z1234567890'].flatMap((number) => [
      zh(`请 ${number} 号，到 3 号窗口`),
      en(`Number ${number}, please`),
    ]);
    const phrases = [...texts, ...all.flatMap((letters) => [zh(letters), en(letters)])];
    const wrong: string[] = [];
    for (const phrase of phrases) {
      const wav = await voice.speak(phrase);
      const { samples } = parseWav(wav);
      const isRight =
        !isSilent(samples) && !isClipped(samples) && peak(samples) > 0.65 && lengthMs(samples) > 1500;
      if (!isRight) wrong.push(phrase.text);
    }
    expect(wrong).toEqual([]);
    const wav = await voice.announce({ chime: true, phrases: texts, times: 1 });
    const { loudest, rms } = soxStat(wav);
    expect(loudest).toBeGreaterThan(0.65);
    expect(loudest).toBeLessThan(0.75);
    expect(rms).toBeGreaterThan(0.03);
  });

  test('have the chime first, then the whole row as often as it is said', async () => {
    const row = [zh('请'), en('please')];
    const [chime, once, twice, bare] = await Promise.all([
      voice.announce({ chime: true, phrases: [], times: 2 }),
      voice.announce({ chime: true, phrases: row, times: 1 }),
      voice.announce({ chime: true, phrases: row, times: 2 }),
      voice.announce({ chime: false, phrases: row, times: 1 }),
    ]);
    expect(ms(twice) - ms(once)).toBeCloseTo(ms(bare) - 350 + 700, -1);
    expect(ms(once) - ms(bare)).toBeCloseTo(ms(voice.chime()) - 350 + 150, -1);
    expect(chime.length).toBeLessThan(once.length);
  });

  test('go on in the language that can be spoken', async () => {
    const [both, one] = await Promise.all([
      voice.announce({ chime: false, phrases: [en('☃'), en('Hello')], times: 1 }),
      voice.announce({ chime: false, phrases: [en('Hello')], times: 1 }),
    ]);
    expect(both).toEqual(one);
  });

  test.each(['', ' ', '🎉', '\u0000\u0007', '𠮷'])(
    'of which nothing can be said are refused: %j',
    async (text) => {
      await expect(voice.speak(zh(text))).rejects.toMatchObject({ code: 'unspeakable' });
    },
  );

  test.each([
    '-v x',
    '--help',
    '<speak><break time="60s"/>hi</speak>',
    '[[h@l@U]]',
    'a\u0000b\u0007c\nd',
    '$(sleep 60)',
    'x'.repeat(10_000),
  ])('whatever somebody has written there, %#', async (text) => {
    const { samples } = parseWav(await voice.speak(en(text)));
    expect(lengthMs(samples)).toBeLessThan(60_000);
  });
});

describe('the speech program', () => {
  const hello = { voice: 'en', text: 'hello' } as const;

  test.each([
    ['is not there', null, /there is no program espeak-ng: install it \(sudo apt install espeak-ng\)/],
    [
      'fails',
      'echo "Error: The specified espeak-ng voice does not exist." >&2; exit 1',
      /espeak-ng: Error: The specified/,
    ],
    ['says nothing', 'exit 0', /is no WAV file/],
    ['says nonsense', 'echo RIFFxxxxWAVEnonsense', /has no sound in it/],
    ['is killed', 'kill -9 $$', /was ended by SIGKILL/],
  ])('that %s is told of in words', async (_, script, reason) => {
    const fault = await speakBreath(hello, { env: standIn('espeak-ng', script) }).catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code: 'no-voice', message: expect.stringMatching(reason) });
  });

  test('that makes silence has made nothing', async () => {
    const file = join(tempDir(), 'silent.wav');
    writeFileSync(file, encodeWav(new Int16Array(4000)));
    const env = standIn('espeak-ng', `exec /bin/cat ${file}`);
    await expect(speakBreath(hello, { env })).rejects.toThrow('said nothing to: hello');
  });

  test.each([
    ['hangs', 'exec /bin/sleep 60'],
    ['leaves a child that holds its pipe', '/bin/sleep 3 & wait'],
    ['never reads what it is given, nor stops to print', 'while :; do echo x; done'],
  ])('that %s is killed', async (_, script) => {
    const env = standIn('espeak-ng', script);
    await expect(
      speakBreath({ ...hello, text: 'hello '.repeat(50_000) }, { env, limitMs: 150 }),
    ).rejects.toMatchObject({
      code: 'no-voice',
    });
  });

  test('is asked by two at once at most, and a row that ends somewhere', async () => {
    const turns = new Turns(2, 3);
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    let [under, most] = [0, 0];
    const works = gates.map(({ promise }) =>
      turns.take(async () => {
        most = Math.max(most, ++under);
        await promise;
        under--;
      }),
    );
    await expect(turns.take(async () => undefined)).rejects.toMatchObject({ code: 'busy' });
    for (const { resolve } of gates) resolve();
    await Promise.all(works);
    expect([most, under]).toEqual([2, 0]);
    expect(await turns.take(async () => 'again')).toBe('again');
  });

  test('is asked by one visitor at a time, and the hall goes first', async () => {
    const turns = new Turns(2, 4);
    const begun: string[] = [];
    const gates = new Map<string, () => void>();
    const take = (name: string, ear: Ear) =>
      turns.take(() => {
        begun.push(name);
        const { promise, resolve } = Promise.withResolvers<void>();
        gates.set(name, resolve);
        return promise;
      }, ear);
    const ends = async (name: string) => {
      gates.get(name)?.();
      await works.get(name);
    };
    const works = new Map<string, Promise<void>>();
    for (const name of ['a', 'b', 'c', 'd']) works.set(name, take(name, 'private'));
    for (const name of ['1', '2', '3']) works.set(name, take(name, 'hall'));
    expect(begun).toEqual(['a', '1']);
    for (const name of ['a', '1', '2', '3', 'b', 'c', 'd']) await ends(name);
    expect(begun).toEqual(['a', '1', '2', '3', 'b', 'c', 'd']);
  });

  test('speaks to one visitor when the processor has nothing else to do', async () => {
    const [said, nice] = [join(tempDir(), 'said.wav'), join(tempDir(), 'nice')];
    writeFileSync(said, encodeWav(tone(50)));
    const script = `read -r text; /usr/bin/nice >> ${nice}; exec /bin/cat ${said}`;
    const maker = new SpeechMaker({ espeak: { env: standIn('espeak-ng', script) } });
    onTestFinished(() => maker.close());
    await maker.make(spell('hello', 'en'), 'en');
    await maker.make(spell('hello', 'en'), 'en', 'private');
    const [hall = '', own = ''] = readFileSync(nice, 'utf8').split('\n');
    expect([Number(hall) < 10, own]).toEqual([true, '10']);
  });
});

describe('what was said before', () => {
  test('needs no program any more, and what two say at a time is made once', async () => {
    const dir = tempDir();
    const first = opened({ dir });
    const [one, other] = await Promise.all([
      first.announce(call('Hello there')),
      first.announce(call('hello  there!')),
    ]);
    expect(one).toEqual(other);
    expect(readdirSync(dir)).toHaveLength(1);
    const mute = { env: standIn('espeak-ng', null) };
    const second = opened({ dir, espeak: mute });
    expect(await second.announce(call('Hello there'))).toEqual(one);
    await expect(second.announce(call('Hello here'))).rejects.toMatchObject({ code: 'no-voice' });
  });

  test('to one visitor is kept nowhere', async () => {
    const dir = tempDir();
    const own = opened({ dir });
    await own.speak(en('Hello there'));
    expect(readdirSync(dir)).toEqual([]);
  });

  test('to one visitor ends after 45 s', async () => {
    const said = join(tempDir(), 'said.wav');
    writeFileSync(said, encodeWav(tone(46_000)));
    const own = opened({ espeak: { env: standIn('espeak-ng', `exec /bin/cat ${said}`) } });
    expect(Math.round(ms(await own.speak(en('hello'))) / 1000)).toBe(45);
  });
});

/** A folder with one recording that can be used, and one that cannot. */
const clips = (said: Readonly<Record<string, string>>): string => {
  const dir = tempDir();
  mkdirSync(join(dir, 'en'));
  writeFileSync(join(dir, 'en/tone.wav'), encodeWav(tone(300)));
  writeFileSync(join(dir, 'en/broken.wav'), 'broken');
  writeFileSync(join(dir, 'clips.json'), JSON.stringify({ en: said }));
  return dir;
};

describe('recordings', () => {
  test('are heard where all of the phrase was recorded', async () => {
    const own = opened({ clips: clips({ one: 'en/tone.wav' }), espeak: { env: standIn('espeak-ng', null) } });
    expect(Math.round(ms(await own.speak(en('One, one'))) / 100)).toBe(13);
    await expect(own.speak(en('One two'))).rejects.toMatchObject({ code: 'no-voice' });
  });

  test('that cannot be used are told of once, and espeak-ng says all of the phrase', async () => {
    const remarks: string[] = [];
    const own = opened({ clips: clips({ hello: 'en/broken.wav' }), remark: (text) => remarks.push(text) });
    await own.speak(en('hello'));
    await own.speak(en('hello'));
    expect(remarks).toEqual([expect.stringMatching(/broken\.wav is no WAV file/)]);
  });

  test('in a folder that is none are told of once', async () => {
    const remarks: string[] = [];
    const own = opened({ clips: join(tempDir(), 'none'), remark: (text) => remarks.push(text) });
    await own.speak(en('hello'));
    await own.speak(en('there'));
    expect(remarks).toEqual([expect.stringMatching(/clips\.json is missing/)]);
  });
});
