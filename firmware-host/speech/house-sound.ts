import type { LobbyConfig } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import type { Speakers } from '../devices/speakers.ts';
import { Slides } from '../displays/slides.ts';
import { Televisions } from '../displays/televisions.ts';
import { RefusedError } from '../errors.ts';
import type { Handler } from '../handle.ts';
import type { TestSound } from '../messages/devices.ts';
import type { Site } from '../site.ts';
import { testOf, type SpeechHouse } from './announcements.ts';
import { Announcer } from './announcer.ts';
import { Sounds } from './sounds.ts';

/** No journal gets so far: a test is never taken for a call. */
const TESTS_FROM = 900_000_000_000_000;
/** Televisions do not tell when they have come to the end of a test: about now. */
const PAGES_TEST_MS = 10_000;

type HeardSpeakers = Pick<Speakers, 'isPages' | 'pagesPercent' | 'say' | 'setVolumes' | 'test' | 'voice'>;

export interface HouseSoundOptions {
  readonly config: Pick<LobbyConfig, 'speech' | 'displays' | 'slides'>;
  readonly handler: Pick<Handler, 'onCommit'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly site: Site;
  readonly speakers: HeardSpeakers;
  readonly say: (line: string) => void;
}

/** What is heard in the lobby, and what its televisions have beside it. */
export class HouseSound {
  readonly announcer: Announcer;
  readonly sounds: Sounds;
  readonly televisions: Televisions;
  readonly #slides: Slides | null;
  readonly #speakers: HeardSpeakers;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #house: SpeechHouse;
  #tests = 0;
  #isTesting = false;
  /** By the monotonic clock. */
  #pagesTestUntilMs = 0;

  constructor({ config, handler, clock, site, speakers, say }: HouseSoundOptions) {
    const house = { site, speech: config.speech };
    this.announcer = new Announcer({ handler, clock, house, speakers, say });
    const said = () => this.announcer.said;
    this.sounds = new Sounds({ voice: () => speakers.voice, said });
    this.#slides = config.slides === null ? null : new Slides(config.slides.dir, say);
    this.televisions = new Televisions({
      screens: config.displays,
      slides:
        config.slides === null || this.#slides === null
          ? null
          : { rule: config.slides, folder: this.#slides },
      volume: () => speakers.pagesPercent,
      said,
      onTest: (listener) => this.announcer.onTest(listener),
    });
    this.#speakers = speakers;
    this.#clock = clock;
    this.#house = house;
  }

  /** Says on one speaker what a call sounds like, in turn with the calls. @throws RefusedError `voice-busy` during another test */
  async test(id: string): Promise<TestSound | null> {
    const { monoMs } = this.#clock.now();
    const isPages = this.#speakers.isPages(id);
    if (isPages ? monoMs < this.#pagesTestUntilMs : this.#isTesting) throw new RefusedError('voice-busy');
    this.#tests += 1;
    const announcement = testOf(this.#house, TESTS_FROM + this.#tests);
    if (isPages) {
      this.#pagesTestUntilMs = monoMs + PAGES_TEST_MS;
      this.announcer.test(announcement);
      return { state: 'sent', problem: null };
    }
    this.#isTesting = true;
    try {
      return await this.#speakers.test(id, announcement);
    } finally {
      this.#isTesting = false;
    }
  }

  start(): void {
    this.announcer.start();
    this.#slides?.start();
  }

  stop(): void {
    this.announcer.stop();
    this.#slides?.stop();
  }
}
