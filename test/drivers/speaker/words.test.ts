/** From words as people write them to what espeak-ng is given, and what it makes of each syllable. */
import { spawnSync } from 'node:child_process';
import { assert, asyncProperty, constantFrom, string } from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { catalogues } from '../../../config/texts/catalogues.ts';
import { languages } from '../../../config/texts/texts.ts';
import { voiceOf } from '../../../config/speech.ts';
import type { VoiceName } from '../../../drivers/speaker/speaker.ts';
import { numberPinyin } from '../../../drivers/speaker/words/numbers.ts';
import { PinyinReader } from '../../../drivers/speaker/words/pinyin.ts';
import { scriptOf } from '../../../drivers/speaker/words/script.ts';
import { isHeard, spell } from '../../../drivers/speaker/words/spell.ts';
import { seedOf } from '../../support/seeded.ts';
import { isAlive } from './stand-in.ts';

const reader = new PinyinReader();
afterAll(() => reader.close());

const script = (text: string, voice: VoiceName) =>
  scriptOf(spell(text, voice), voice, (runs) => reader.read(runs));
const alone = async (text: string, voice: VoiceName) => {
  const breaths = await script(text, voice);
  expect(breaths.map((breath) => breath.voice)).toEqual([voice]);
  return breaths[0]?.text;
};

describe('Chinese', () => {
  test.each([
    ['请 A023 号，到 3 号窗口', 'qing3 A ling2 er4 san1 hao4, dao4 san1 hao4 chuang1 kou3'],
    [
      '請 B100 號，儘快到 12 號櫃檯。',
      'qing3 B yi1 ling2 ling2 hao4, jin3 kuai4 dao4 shi2 er4 hao4 gui4 tai2',
    ],
    ['请Ａ０２３号到２号窗口', 'qing3 A ling2 er4 san1 hao4 dao4 er4 hao4 chuang1 kou3'],
    ['请 VIP007 到贵宾室', 'qing3 V I P ling2 ling2 qi1 dao4 gui4 bin1 shi4'],
    ['前面还有 2 位', 'qian2 mian4 hai2 you3 liang3 wei4'],
    ['您是第 2 位', 'nin2 shi4 di4 er4 wei4'],
    ['预计 15–20 分钟', 'yu4 ji4 shi2 wu3 dao4 er4 shi2 fen1 zhong1'],
    ['10:05，9:30，8:00', 'shi2 dian3 ling2 wu3 fen1, jiu3 dian3 san1 shi2 fen1, ba1 dian3'],
    ['一个人不要走', 'yi2 ge4 ren2 bu2 yao4 zou3'],
    ['女士，绿色', 'nv3 shi4, lv4 se4'],
    ['等着', 'deng3 zhe5'],
    ['05、12345', 'ling2 wu3, yi1 er4 san1 si4 wu3'],
  ])('%s', async (text, pinyin) => {
    expect(await alone(text, 'zh')).toBe(pinyin);
  });

  test('leaves words in Latin letters to the English voice, and English leaves Chinese names', async () => {
    expect(await script('请连 Wi-Fi 密码', 'zh')).toEqual([
      { voice: 'zh', text: 'qing3 lian2' },
      { voice: 'en', text: 'Wi Fi' },
      { voice: 'zh', text: 'mi4 ma3' },
    ]);
    expect(await script('A001 to 贵宾室', 'en')).toEqual([
      { voice: 'en', text: 'A, zero zero one to' },
      { voice: 'zh', text: 'gui4 bin1 shi4' },
    ]);
  });

  test.each([
    [0, 'ling2'],
    [10, 'shi2'],
    [20, 'er4 shi2'],
    [99, 'jiu3 shi2 jiu3'],
    [100, 'yi4 bai3'],
    [105, 'yi4 bai3 ling2 wu3'],
    [112, 'yi4 bai3 yi1 shi2 er4'],
    [1001, 'yi4 qian1 ling2 yi1'],
    [2010, 'er4 qian1 ling2 yi1 shi2'],
    [9999, 'jiu3 qian1 jiu3 bai3 jiu3 shi2 jiu3'],
  ])('the number %i', (value, said) => {
    expect(numberPinyin(value).join(' ')).toBe(said);
  });

  test('the digits are those of the dictionary', async () => {
    const dictionary = (await reader.read('零一二三四五六七八九'.split(''))).map(([syllable]) => syllable);
    expect(Array.from({ length: 10 }, (_, digit) => numberPinyin(digit).join())).toEqual(dictionary);
  });

  test('no two numbers are said alike', () => {
    const said = Array.from({ length: 10_000 }, (_, value) => numberPinyin(value).join(' '));
    expect(new Set(said).size).toBe(10_000);
  });
});

test.each([
  ['Number A023, please go to Counter 12', 'Number A, zero two three, please go to Counter 12'],
  ['Number VIP-7 to counter 0', 'Number V I P, seven to counter 0'],
  ["It's 10:05 or 9:00", "It's 10 zero five or 9 o'clock"],
  ['About 15–20 minutes', 'About 15 to 20 minutes'],
  ['Café, señor', 'Cafe, senor'],
])('English: %s', async (text, said) => {
  expect(await alone(text, 'en')).toBe(said);
});

describe('nothing of a text steers a program', () => {
  test.each([
    '-v x',
    '--path=/etc',
    "<speak><audio src='file:///etc/passwd'/>hi</speak>",
    '[[h@l@U]] &lt;break/&gt;',
    'a\u0000b\u0007c\r\nd\u202ee',
    '$(reboot) `id` ; rm -rf / | sh',
    'x'.repeat(10_000),
    '请'.repeat(10_000),
    '1'.repeat(10_000),
  ])('text %#', async (text) => {
    for (const voice of ['zh', 'en'] as const) {
      const breaths = await script(text, voice);
      for (const breath of breaths) expect(breath.text).toMatch(/^[A-Za-z0-9][A-Za-z0-9', ]*$/);
      expect(breaths.reduce((sum, breath) => sum + breath.text.length, 0)).toBeLessThan(6000);
    }
  });

  test('whatever it is', async () => {
    const seed = seedOf('spoken text');
    await assert(
      asyncProperty(
        string({ unit: 'grapheme' }),
        constantFrom('zh' as const, 'en' as const),
        async (text, voice) => {
          const said = await scriptOf(spell(text, voice), voice, async (runs) => runs.map(() => ['ma1']));
          for (const breath of said) expect(breath.text).toMatch(/^[A-Za-z0-9][A-Za-z0-9', ]*$/);
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  test('emoji, signs and spaces alone are nothing', () => {
    for (const text of ['', ' ', '🎉', '。。。', '¥%', '\n'])
      expect(spell(text, 'zh').some(isHeard)).toBe(false);
  });
});

/** Each by itself, as espeak-ng means to say it: one line each. */
function phonemes(syllables: readonly string[]): string[] {
  const { stdout } = spawnSync('espeak-ng', ['-v', 'cmn-latn-pinyin', '-q', '-x', '--stdin'], {
    input: syllables.join('\n\n'),
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line.trim() !== '');
  expect(lines).toHaveLength(syllables.length);
  return lines;
}

/** How espeak-ng writes each tone. */
const tones = ['', '55', '35', '214', '51', '(?:11|22|33|44)'] as const;

/** Those that it spells by English letters (it changes to its English then), takes for several, or says without their tone. */
function misread(syllables: readonly string[]): string[] {
  const lines = phonemes(syllables);
  return syllables.flatMap((syllable, place) => {
    const line = lines[place] ?? '';
    const tone = new RegExp(tones[Number(syllable.at(-1))] ?? '$.');
    const isRight = !line.includes('(') && line.match(/\|/g)?.length === 1 && tone.test(line);
    return isRight ? [] : [`${syllable} ${line}`];
  });
}

describe('espeak-ng says', () => {
  test('each syllable that is called, once, in its tone, and none by English letters', async () => {
    const texts = languages
      .filter((language) => voiceOf(language) === 'zh')
      .flatMap((language) =>
        Object.entries(catalogues[language].messages)
          .filter(([key]) => /^(?:speech|counter\.name)/.test(key))
          .map(([, text]) => text),
      );
    const spoken = await Promise.all(texts.map((text) => script(text.replaceAll(/\{\w+\}/g, ' '), 'zh')));
    const numbers = Array.from({ length: 1000 }, (_, value) => numberPinyin(value)).flat();
    const said = spoken.flat().flatMap(({ text }) => text.split(/[ ,]+/));
    const syllables = [...new Set([...said, ...numbers])];
    expect(syllables).toEqual(
      expect.arrayContaining(['qing3', 'hao4', 'dao4', 'chuang1', 'kou3', 'gui4', 'tai2', 'yi4', 'ling2']),
    );
    expect(misread(syllables)).toEqual([]);
  });

  test('each letter of a ticket by its name, as one', () => {
    for (const line of phonemes('ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')))
      expect(line.match(/\|/g)).toHaveLength(1);
  });

  test('each syllable of all texts of the house', async () => {
    const texts = Object.values(catalogues['zh-CN'].messages);
    const runs = [...new Set(texts.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? []))];
    expect(misread([...new Set((await reader.read(runs)).flat())])).toEqual([]);
  });

  test('what it cannot read otherwise, which this test would see', () => {
    expect(misread(['xyz1', 'bcd4', '\u53e3'])).toHaveLength(3);
  });
});

const answers = (text: string): [string, ...string[]] => ['sh', '-c', text];

describe('the reader of Chinese', () => {
  test('is asked once for what was asked before', async () => {
    const own = new PinyinReader({ program: answers('read line; echo \'[["ni3"]]\'; exec sleep 30') });
    expect(await own.read(['你'])).toEqual([['ni3']]);
    expect(await own.read(['你'])).toEqual([['ni3']]);
    await own.close();
  });

  test.each([
    ['ends', 'exit 1', /ended by itself/],
    ['says nonsense', 'echo hello; exec sleep 30', /said nonsense/],
    ['says something else', 'echo 7; exec sleep 30', /said nonsense/],
    ['says nothing', 'exec sleep 30', /does not answer/],
  ])('fails in words where its process %s, and begins anew', async (_, text, reason) => {
    const own = new PinyinReader({ program: answers(text), limitMs: text.startsWith('exec') ? 100 : 5000 });
    await expect(own.read(['你'])).rejects.toThrow(reason);
    await expect(own.read(['你'])).rejects.toMatchObject({ code: 'no-voice' });
    await own.close();
  });

  test('that is not there is no crash', async () => {
    const own = new PinyinReader({ program: ['/nowhere/node'] });
    await expect(own.read(['你'])).rejects.toMatchObject({ code: 'no-voice' });
    await own.close();
  });

  test('leaves when nobody asks', async () => {
    const own = new PinyinReader({
      idleMs: 50,
      program: answers('read line; echo "[[\\"$$\\"]]"; exec sleep 30'),
    });
    const [[pid = ''] = []] = await own.read(['你']);
    await expect.poll(() => isAlive(Number(pid))).toBe(false);
    await own.close();
  });
});
