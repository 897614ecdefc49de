import type { SpeakerSounds } from '../../config/speaker-schema.ts';
import type { Announcement } from '../../drivers/speaker/speaker.ts';
import { reasonOf } from '../central/reason.ts';
import { instant, type Clock } from '../clock.ts';
import type { State } from '../domain/state.ts';
import type { Handler } from '../handle.ts';
import type { Recorded } from '../journal/journal.ts';
import type { Site } from '../site.ts';
import { announcementOf, type SpeechHouse } from './announcements.ts';
import { volumeAt } from './volume.ts';

/** A page that is told of a call asks for its sound at once; what is older nobody waits for any more. */
const KEPT = 12;
/** How late the volume of the evening may begin. */
const LOOK_MS = 5000;

/** What was to be heard, and when. */
export interface Said {
  readonly announcement: Announcement;
  /** In ms since 1970. */
  readonly at: number;
}

export interface AnnouncerOptions {
  readonly handler: Pick<Handler, 'onCommit'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly house: SpeechHouse & { readonly site: Pick<Site, 'timeZone'> };
  readonly speakers: {
    /** @param at as RFC 3339 */
    say(announcement: Announcement, at: string): void;
    setVolumes(volumeOf: (volume: SpeakerSounds['volume']) => number): void;
  };
  readonly say: (line: string) => void;
}

/**
 * Says what has happened in the very turn in which it is committed, each thing once. No checkpoint: what was committed before
 * the start is never said, and a call that nobody heard is called again by the agent. Speakers wait and fail by themselves.
 */
export class Announcer {
  readonly #options: AnnouncerOptions;
  #said: readonly Said[] = [];
  #unfollow: () => void = () => undefined;
  #look: NodeJS.Timeout | undefined;
  #onTest: () => void = () => undefined;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
    // Before the first page asks how loud it is.
    this.#setVolumes();
  }

  /** The latest ones since the start, oldest first. */
  get said(): readonly Said[] {
    return this.#said;
  }

  /** From now on; what is committed already has been heard. */
  start(): void {
    this.#unfollow = this.#options.handler.onCommit((events, state) => {
      for (const event of events) this.#follow(event, state);
    });
    this.#look = setInterval(() => this.#setVolumes(), LOOK_MS);
  }

  /** What is no fact of the lobby: pages are given it as they are given a call. */
  test(announcement: Announcement): void {
    this.#keep(announcement, this.#options.clock.now().at);
    this.#onTest();
  }

  /** Tells when pages have something to sound that no commit has told of. */
  onTest(listener: () => void): void {
    this.#onTest = listener;
  }

  /** Says nothing from now on. */
  stop(): void {
    this.#unfollow();
    clearInterval(this.#look);
  }

  #keep(announcement: Announcement, at: number): void {
    const { isTest = false } = announcement;
    const before = isTest ? this.#said.filter((one) => one.announcement.isTest !== true) : this.#said;
    const said = [...before, { announcement, at }];
    // There is one test at most, and it pushes out no call.
    const tests = said.some((one) => one.announcement.isTest === true) ? 1 : 0;
    this.#said = said.slice(-(KEPT + tests));
  }

  #setVolumes(): void {
    const { clock, house, speakers } = this.#options;
    const now = clock.now();
    speakers.setVolumes((volume) => volumeAt(volume, now, house.site.timeZone));
  }

  /** Whatever goes wrong here is a bug, and no reason for the call to be in doubt. */
  #follow(event: Recorded, state: Readonly<State>): void {
    const { house, speakers, say } = this.#options;
    try {
      const announcement = announcementOf(house, event, state);
      if (announcement === null) return;
      this.#keep(announcement, event.time.at);
      speakers.say(announcement, instant(event.time.at));
    } catch (error) {
      say(`announcement ${event.seq} failed: ${reasonOf(error)}`);
    }
  }
}
