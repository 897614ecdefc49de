/** Every number that can be called, in both languages, by espeak-ng and by a whole set of recordings: neither silent nor clipped, as sox measures it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenText } from '../../config/speech.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
import { defaultLobbyFile, loadConfig } from '../../config/load.ts';
import { voices } from '../../config/voices-command.ts';
import { openVoice } from '../../drivers/speaker/open.ts';
import type { Phrase, Voice, Wav } from '../../drivers/speaker/speaker.ts';
import { shareOf } from './support/share.ts';
import { makeTempDir } from '../support/temp.ts';

/** What sox says of a sound: the loudest sample, and the mean of all. */
async function measure(wav: Wav): Promise<{ loudest: number; rms: number; seconds: number }> {
  const sox = spawn('sox', ['-t', 'wav', '-', '-n', 'stat'], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  sox.stderr.on('data', (part: Buffer) => void (said += part.toString()));
  sox.stdin.end(wav);
  await once(sox, 'close');
  const value = (name: string) => Number(new RegExp(`^${name}:\\s+(-?[\\d.]+)`, 'm').exec(said)?.[1]);
  return {
    loudest: Math.max(value('Maximum amplitude'), -value('Minimum amplitude')),
    rms: value('RMS     amplitude'),
    seconds: value('Length \\(seconds\\)'),
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const counters = 20;

/** Number 1 to 999, each with a letter and a counter, so that all of these come, too. */
async function phrasesOf(voice: 'zh' | 'en'): Promise<Phrase[]> {
  const loaded = await loadConfig(defaultLobbyFile);
  if (!loaded.ok) throw new Error('the lobby that comes along has faults');
  const catalogue = catalogues[voice === 'zh' ? 'zh-CN' : 'en'];
  return Array.from({ length: 999 }, (_, place) => {
    const number = `${letters[place % letters.length]}${String(place + 1).padStart(3, '0')}`;
    const counter = formatText(catalogue, 'counter.name', { id: String(1 + (place % counters)) });
    return { voice, text: spokenText(loaded.config.speech, catalogue, 'call', { number, counter }) ?? '' };
  });
}

/** Two at a time: one is measured while another one is spoken. */
async function wrongOf(voice: Voice, phrases: readonly Phrase[]): Promise<string[]> {
  const wrong: string[] = [];
  const rest = [...phrases];
  const worker = async () => {
    for (let phrase = rest.shift(); phrase; phrase = rest.shift()) {
      const { loudest, rms, seconds } = await measure(await voice.speak(phrase));
      const isRight = loudest > 0.6 && loudest < 0.8 && rms > 0.03 && seconds > 2 && seconds < 12;
      if (!isRight) wrong.push(`${phrase.text}: loudest ${loudest}, mean ${rms}, ${seconds} s`);
    }
  };
  await Promise.all([worker(), worker()]);
  return wrong;
}

const languages = ['zh', 'en'] as const;

describe('numbers 001 to 999', () => {
  test.each(languages)('spoken in %s', { timeout: 240_000 }, async (language) => {
    const voice = openVoice();
    // One in seven still has every letter and every counter.
    expect(await wrongOf(voice, shareOf(await phrasesOf(language), 7))).toEqual([]);
    await voice.close();
  });
});

describe('a set of recordings that npm run voices has made', () => {
  const { dir, remove } = makeTempDir();
  beforeAll(() => voices(['--out', dir], () => undefined), 120_000);
  afterAll(remove);

  test('is complete', async () => {
    let said = '';
    expect(await voices(['--check', dir], (text) => void (said += text))).toBe(0);
    expect(said).toBe(`${dir}: all is there.\n`);
    expect(JSON.parse(readFileSync(`${dir}/clips.json`, 'utf8'))).toMatchObject({
      zh: { A: 'zh/letter-a.wav' },
    });
  });

  test.each(languages)(
    'says every number in %s without a program',
    { timeout: 120_000 },
    async (language) => {
      const remarks: string[] = [];
      const voice = openVoice({
        clips: dir,
        espeak: { env: { PATH: '/nowhere' } },
        remark: (text) => remarks.push(text),
      });
      expect(
        await wrongOf(
          voice,
          (await phrasesOf(language)).filter((_, place) => place % 9 === 0),
        ),
      ).toEqual([]);
      expect(remarks).toEqual([]);
      await voice.close();
    },
  );
});
