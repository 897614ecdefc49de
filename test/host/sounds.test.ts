/** Sound for pages: who gets a place, how long a sound is kept, and tests that disturb no call. */
import { Writable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Announcement, Phrase, Voice, Wav } from '../../drivers/speaker/speaker.ts';
import { whenSent } from '../../firmware-host/http/wav.ts';
import type { TestSound } from '../../firmware-host/messages/devices.ts';
import type { CommitListener } from '../../firmware-host/handle.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { HouseSound } from '../../firmware-host/speech/house-sound.ts';
import { Sounds } from '../../firmware-host/speech/sounds.ts';
import { house as site } from '../support/board-looks.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const phrase: Phrase = { voice: 'en', text: 'hello' };
const call = (id: string): Announcement => ({ id, about: id, chime: true, phrases: [phrase], times: 1 });
const wav: Wav = new Uint8Array(44);

/** Counts what is made. */
class CountingVoice implements Voice {
  made = 0;

  announce(): Promise<Wav> {
    this.made++;
    return Promise.resolve(wav);
  }

  speak(): Promise<Wav> {
    return this.announce();
  }

  chime(): Wav {
    return wav;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const soundsOf = (voice: CountingVoice) =>
  new Sounds({ voice: () => voice, said: () => [{ announcement: call('1'), at: 0 }] });

describe('a private ear', () => {
  it('has its place until the reply has closed, and not only until the sound is made', async () => {
    const sounds = soundsOf(new CountingVoice());
    const replies = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    for (const { promise } of replies) await sounds.phrase(phrase, promise);
    const one = () => sounds.phrase(phrase, Promise.resolve());
    await expect(one()).rejects.toMatchObject({ code: 'voice-busy' });
    replies[0]?.resolve();
    await replies[0]?.promise;
    expect(await one()).toBe(wav);
  });

  it('that does not listen loses its place in the end', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const raw = new Writable();
    const sent = whenSent({ raw });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(raw.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    await sent;
    expect(raw.destroyed).toBe(true);
    await whenSent({ raw });
  });
});

describe('the sound of a call', () => {
  it('is made once, and forgotten after a minute', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const voice = new CountingVoice();
    const sounds = soundsOf(voice);
    await sounds.announcement('1');
    vi.advanceTimersByTime(59_000);
    await sounds.announcement('1');
    expect(voice.made).toBe(1);
    vi.advanceTimersByTime(1000);
    await sounds.announcement('1');
    expect(voice.made).toBe(2);
  });
});

const nobody: CommitListener = () => undefined;

/** A house whose card comes to the end of a test when `played` is resolved. */
const open = () => {
  const lobby = LobbyUnderTest.open();
  const played = Promise.withResolvers<TestSound>();
  let listener: CommitListener = nobody;
  const sound = new HouseSound({
    config: {
      speech: {
        voices: [{ voice: 'en', language: 'en' }],
        times: 1,
        chime: true,
        phrases: { call: null, recall: null, farewell: null },
      },
      displays: [],
      slides: null,
    },
    handler: {
      onCommit: (given) => {
        listener = given;
        return () => undefined;
      },
    },
    clock: { now: () => lobby.now },
    site,
    speakers: {
      isPages: (id) => id === 'pages',
      pagesPercent: 80,
      say: () => undefined,
      setVolumes: () => undefined,
      test: () => played.promise,
      voice: new CountingVoice(),
    },
    say: () => undefined,
  });
  sound.start();
  onTestFinished(() => sound.stop());
  const calls = (count: number) => {
    for (let made = 0; made < count; made++) {
      const told = lobby.log.length;
      lobby.take('A');
      lobby.call('1');
      listener(lobby.log.slice(told) as unknown as Recorded[], lobby.state);
      lobby.must({ type: 'finish', counter: '1' });
    }
  };
  return { lobby, sound, played, calls };
};

describe('a test', () => {
  it('of a card is one at a time', async () => {
    const { sound, played } = open();
    const first = sound.test('card');
    await expect(sound.test('card')).rejects.toMatchObject({ code: 'voice-busy' });
    played.resolve({ state: 'played', problem: null });
    expect(await first).toMatchObject({ state: 'played' });
    expect(await sound.test('card')).toMatchObject({ state: 'played' });
  });

  it('of televisions is one at a time, and pushes out no call', async () => {
    const { sound, lobby, calls } = open();
    calls(12);
    const before = sound.announcer.said;
    expect(before).toHaveLength(12);
    for (let tests = 0; tests < 13; tests++) {
      expect(await sound.test('pages')).toMatchObject({ state: 'sent' });
      await expect(sound.test('pages')).rejects.toMatchObject({ code: 'voice-busy' });
      lobby.later(10_000);
    }
    expect(sound.announcer.said.slice(0, -1)).toEqual(before);
    expect(sound.announcer.said.at(-1)?.announcement).toMatchObject({ about: 'test', isTest: true });
  });
});
