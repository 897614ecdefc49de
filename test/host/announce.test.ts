/** What the lobby hears of what happens: the words, their order and their number; and each fact once. */
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SpeechConfig } from '../../config/speaker-schema.ts';
import type { Announcement } from '../../drivers/speaker/speaker.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import type { Notice } from '../../firmware-host/domain/notice.ts';
import type { CommitListener } from '../../firmware-host/handle.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { testOf } from '../../firmware-host/speech/announcements.ts';
import { Announcer } from '../../firmware-host/speech/announcer.ts';
import { volumeAt } from '../../firmware-host/speech/volume.ts';
import { house as site } from '../support/board-looks.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const usual: SpeechConfig = {
  voices: [
    { voice: 'zh', language: 'zh-CN' },
    { voice: 'en', language: 'en' },
  ],
  times: 2,
  chime: true,
  phrases: { call: null, recall: null, farewell: null },
};
const farewell = { 'zh-CN': '{number} 慢走', 'zh-TW': '{number} 慢走', en: 'Goodbye {number}' };

/** A lobby whose commits are followed, and a speaker that writes down what it is to say. */
class HeardHouse {
  readonly lobby = LobbyUnderTest.open();
  readonly spoken: Announcement[] = [];
  readonly said: string[] = [];
  readonly volumes: number[] = [];
  isBroken = false;
  readonly announcer: Announcer;
  #listener: CommitListener = () => undefined;
  #told = 0;

  constructor(change: Partial<SpeechConfig> = {}) {
    this.announcer = new Announcer({
      handler: {
        onCommit: (listener) => {
          this.#listener = listener;
          return () => (this.#listener = () => undefined);
        },
      },
      clock: { now: () => this.lobby.now },
      house: { site, speech: { ...usual, ...change } },
      speakers: {
        say: (announcement) => {
          if (this.isBroken) throw new Error('no card');
          this.spoken.push(announcement);
        },
        setVolumes: (volumeOf) => this.volumes.push(volumeOf([{ from: '00:00', percent: 80 }])),
      },
      say: (line) => this.said.push(line),
    });
  }

  start(): this {
    this.#told = this.lobby.log.length;
    this.announcer.start();
    onTestFinished(() => this.announcer.stop());
    return this;
  }

  /** Tells what has happened since the last time, as one commit. */
  commit(): this {
    const events = this.lobby.log.slice(this.#told) as unknown as Recorded[];
    this.#told = this.lobby.log.length;
    this.#listener(events, this.lobby.state);
    return this;
  }

  does(command: Command): this {
    this.lobby.must(command);
    return this.commit();
  }

  calls(language = 'zh-CN'): this {
    this.lobby.take('A', { language });
    this.lobby.call('1');
    return this.commit();
  }

  /** What was to be said since the last time: `chime`, and each phrase with its voice. */
  heard(): string[][] {
    return this.spoken
      .splice(0)
      .map(({ chime, phrases }) => [
        ...(chime ? ['chime'] : []),
        ...phrases.map(({ voice, text }) => `${voice} ${text}`),
      ]);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
});

const snow = (change: Partial<Notice> = {}): Command => ({
  type: 'post-notice',
  notice: {
    id: 'snow',
    kind: 'emergency',
    texts: { 'zh-CN': '小心地滑', en: 'Slippery floor' },
    fromAt: null,
    untilAt: null,
    on: ['display'],
    ...change,
  },
});

describe('a call', () => {
  it('is chimed, and said twice in the language of the ticket first', () => {
    const house = new HeardHouse().start().calls('en');
    expect(house.spoken[0]).toMatchObject({ about: 'A001', times: 2, chime: true });
    expect(house.spoken[0]?.phrases.map(({ voice }) => voice)).toEqual(['en', 'zh']);
    const [, own, other] = house.heard()[0] ?? [];
    expect(own).toMatch(/A001.*Counter 1/);
    expect(other).toMatch(/A001.*1号窗口/);
  });

  it('is said in each voice once, also in a ticket of the other script', () => {
    const { spoken } = new HeardHouse().start().calls('zh-TW');
    expect(spoken[0]?.phrases.map(({ voice }) => voice)).toEqual(['zh', 'en']);
  });

  it('is said only in the voices of the lobby, or chimed where there is none', () => {
    const zh = usual.voices.slice(0, 1);
    expect(new HeardHouse({ voices: zh }).start().calls('en').spoken[0]?.phrases).toHaveLength(1);
    expect(new HeardHouse({ voices: [] }).start().calls().heard()).toEqual([['chime']]);
    expect(new HeardHouse({ voices: [], chime: false }).start().calls().heard()).toEqual([]);
  });

  it('has its own words when it is repeated, and is about the same number', () => {
    const house = new HeardHouse().start().calls();
    const [first] = house.spoken.splice(0);
    house.does({ type: 'recall', counter: '1' });
    const [again] = house.spoken;
    expect(again?.about).toBe(first?.about);
    expect(again?.id).not.toBe(first?.id);
    expect(again?.phrases[0]?.text).not.toBe(first?.phrases[0]?.text);
  });

  it('is said in the words of the configuration', () => {
    const call = { 'zh-CN': '{number}到{counter}', 'zh-TW': '', en: '{number} to {counter}' };
    const phrases = { ...usual.phrases, call };
    expect(new HeardHouse({ phrases }).start().calls().heard()).toEqual([
      ['chime', 'zh A001到1号窗口', 'en A001 to Counter 1'],
    ]);
  });

  it('is not said when it was before the start, and once when it was after', () => {
    const house = new HeardHouse().calls().start();
    house.commit();
    expect(house.heard()).toEqual([]);
    house.does({ type: 'recall', counter: '1' });
    house.commit();
    expect(house.heard()).toHaveLength(1);
  });

  it('is not said while everybody is outside', () => {
    const house = new HeardHouse().start();
    house.lobby.take('A');
    house.lobby.call('1');
    house.lobby.must({ type: 'evacuate', reason: 'fire' });
    expect(house.commit().heard().flat().join()).not.toContain('A001');
  });
});

describe('other facts', () => {
  it('an emergency is said once, in its words, before all that waits', () => {
    const house = new HeardHouse().start().does(snow());
    expect(house.spoken[0]).toMatchObject({ urgent: true, times: 2 });
    expect(house.heard()).toEqual([['chime', 'zh 小心地滑', 'en Slippery floor']]);
    expect(house.calls().heard()).toHaveLength(1);
  });

  it('an emergency is said when its time has come, and not before', () => {
    const house = new HeardHouse().start().does(snow({ fromAt: 60_000 }));
    expect(house.heard()).toEqual([]);
    house.lobby.later(60_000).byItself();
    expect(house.commit().heard()).toHaveLength(1);
  });

  it.each([
    ['an ordinary notice', { kind: 'ordinary' as const }],
    ['one that is for boards alone', { on: ['board' as const] }],
  ])('%s is not said', (_name, change) => {
    expect(new HeardHouse().start().does(snow(change)).heard()).toEqual([]);
  });

  it('that everybody has to leave is said', () => {
    const house = new HeardHouse().start().does({ type: 'evacuate', reason: 'fire' });
    expect(house.spoken[0]).toMatchObject({ about: 'evacuation', urgent: true });
  });

  it('a farewell is for one pair of ears: once, in its language, without a chime, and only where one is configured', () => {
    const phrases = { ...usual.phrases, farewell };
    const house = new HeardHouse({ phrases }).start().calls('en');
    house.heard();
    house.does({ type: 'finish', counter: '1' });
    expect(house.spoken[0]).toMatchObject({ times: 1 });
    expect(house.heard()).toEqual([['en Goodbye A001']]);
    const plain = new HeardHouse().start().calls();
    plain.heard();
    expect(plain.does({ type: 'finish', counter: '1' }).heard()).toEqual([]);
  });
});

describe('the follower', () => {
  it('keeps the latest for pages, oldest first, and no more', () => {
    const house = new HeardHouse().start().calls();
    for (let turn = 0; turn < 14; turn += 1) house.does({ type: 'finish', counter: '1' }).calls();
    const { said } = house.announcer;
    expect(said).toHaveLength(12);
    expect(said.at(-1)?.announcement.about).toBe('A015');
  });

  it('goes on when a speaker throws, and says so', () => {
    const house = new HeardHouse().start();
    house.isBroken = true;
    house.calls();
    expect(house.said.join()).toContain('no card');
    house.isBroken = false;
    expect(house.does({ type: 'recall', counter: '1' }).heard()).toHaveLength(1);
  });

  it('looks at the hour from time to time, and at nothing once it is stopped', async () => {
    const house = new HeardHouse().start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(house.volumes.length).toBeGreaterThan(1);
    house.announcer.stop();
    const { length } = house.volumes;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(house.calls().heard()).toEqual([]);
    expect(house.volumes).toHaveLength(length);
  });

  it('a test is a call of nobody, said once', () => {
    const { times, phrases, chime } = testOf({ site, speech: usual }, 7);
    expect([times, phrases.length, chime]).toEqual([1, 2, true]);
    expect(testOf({ site, speech: { ...usual, voices: [], chime: false } }, 7).chime).toBe(true);
  });
});

describe('volume', () => {
  const volume = [
    { from: '07:00', percent: 70 },
    { from: '18:00', percent: 40 },
  ];
  const at = (time: string, trusted = true) =>
    volumeAt(
      volume,
      { at: Date.parse(`2026-11-21T${time}:00+08:00`), monoMs: 0, boot: 'b', trusted },
      site.timeZone,
    );

  it.each([
    ['06:59', 40],
    ['07:00', 70],
    ['17:59', 70],
    ['18:00', 40],
    ['23:59', 40],
  ])('at %s it is %s', (time, percent) => {
    expect(at(time)).toBe(percent);
  });

  it('is the loudest while nobody knows the hour', () => {
    expect(at('20:00', false)).toBe(70);
  });
});
