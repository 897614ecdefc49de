/** A sound card through aplay: the program itself on the devices of ALSA that need no hardware, and programs that are not what they seem. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSpeaker } from '../../../drivers/speaker/open.ts';
import { alsaOutput, type AlsaOptions } from '../../../drivers/speaker/output/alsa.ts';
import { sampleRate } from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav } from '../../../drivers/speaker/sound/wav.ts';
import type { Voice } from '../../../drivers/speaker/speaker.ts';
import { tempDir } from '../../support/temp.ts';
import { isAlive, standIn, tone } from './stand-in.ts';

const sound = encodeWav(tone(200));

const play = (device: string, options: AlsaOptions = {}, signal = new AbortController().signal) =>
  alsaOutput({ kind: 'alsa', device }, options).play(sound, signal);

/** A card that writes what it plays into a file. */
function recordingCard() {
  const dir = tempDir();
  const heard = join(dir, 'heard.raw');
  const own = join(dir, 'asoundrc');
  writeFileSync(own, `pcm.recorded { type file slave.pcm "null" file "${heard}" format "raw" }\n`);
  const env = { ...process.env, ALSA_CONFIG_PATH: `/usr/share/alsa/alsa.conf:${own}` };
  return { heard: () => readFileSync(heard), env };
}

test('a sound goes through as it is, sample by sample, and then silence to the end of the card’s period', async () => {
  const { heard, env } = recordingCard();
  await play('recorded', { env });
  const said = heard();
  expect(said.subarray(0, sound.length - 44).equals(Buffer.from(sound.slice(44)))).toBe(true);
  expect(said.subarray(sound.length - 44).every((byte) => byte === 0)).toBe(true);
});

test('what is played to nobody comes to its end', async () => {
  await expect(play('null')).resolves.toBeUndefined();
});

test.each([
  [
    'is not there',
    'plughw:7,0',
    undefined,
    /there is no sound card plughw:7,0 \(aplay -L shows those that are there\)/,
  ],
  ['nobody knows', 'nosuch', undefined, /there is no sound card nosuch/],
  [
    'may not be used',
    'default',
    'echo "aplay: main:831: audio open error: Permission denied" >&2; exit 1',
    /group audio/,
  ],
  [
    'is busy',
    'default',
    'echo "aplay: main:831: audio open error: Device or resource busy" >&2; exit 1',
    /used by another program/,
  ],
  ['fails', 'default', 'exit 3', /does not play: aplay ended with 3/],
  [
    'has no program',
    'default',
    null,
    /there is no program aplay: install it \(sudo apt install alsa-utils\)/,
  ],
])('a card that %s is told of in words', async (_, device, script, reason) => {
  const env = script === undefined ? undefined : standIn('aplay', script);
  const fault = await play(device, { env }).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'disconnected', message: expect.stringMatching(reason) });
});

test('one that does not end is killed some time after its sound', async () => {
  const pid = join(tempDir(), 'pid');
  const env = standIn('aplay', `echo $$ > ${pid}; exec /bin/sleep 60`);
  await expect(play('default', { env, graceMs: 300 })).rejects.toMatchObject({
    code: 'not-answering',
    message: expect.stringMatching(/the sound card default takes no sound: aplay has not ended within/),
  });
  await expect.poll(() => isAlive(Number(readFileSync(pid, 'utf8')))).toBe(false);
});

test('it is silent at once when it is closed', async () => {
  const closing = new AbortController();
  const played = play('default', { env: standIn('aplay', 'exec /bin/sleep 60') }, closing.signal);
  closing.abort();
  await expect(played).rejects.toMatchObject({ code: 'disconnected' });
});

test('a speaker there is ready once its card has played, and calls are heard from it', async () => {
  const { heard, env } = recordingCard();
  const voice: Voice = {
    announce: async () => sound,
    speak: async () => sound,
    chime: () => sound,
    close: async () => undefined,
  };
  const { speaker } = openSpeaker(
    { id: 's', model: 'espeak-ng', port: 'alsa:recorded' },
    { voice, alsa: { env } },
  );
  expect(speaker.status).toMatchObject({ connected: false, problem: null, portFault: null });
  await expect.poll(() => speaker.status.connected).toBe(true);
  speaker.say({ id: '1', about: 'A001', chime: true, phrases: [], times: 1 });
  await expect.poll(() => heard().length).toBeGreaterThanOrEqual((2 * sampleRate) / 5);
  await speaker.close();
});
