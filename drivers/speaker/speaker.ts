/** The small port behind which everything is that can be heard: a sound card of this machine, or the pages of the lobby's televisions. */
import type { Closable, Unsubscribe } from '../driver.ts';

/** Which voice speaks a phrase: both ways of writing Chinese are one language to the ear. */
export type VoiceName = 'zh' | 'en';

/** What is said in one breath, by one voice. */
export interface Phrase {
  readonly voice: VoiceName;
  /** Words as people write them; numbers such as A023 are read sign by sign. */
  readonly text: string;
}

/** One thing that the lobby shall hear, from its chime to its last word; it is never cut by the next one. */
export interface Announcement {
  /** The journal's position of the call, as text: what was said once is not said again. */
  readonly id: string;
  /** Who is called: a later announcement about the same one takes the place of one that still waits. */
  readonly about: string;
  readonly chime: boolean;
  /** In their order; the whole row `times` times. */
  readonly phrases: readonly Phrase[];
  readonly times: number;
  /** Nothing that still waits is of any use beside it: all of it is left out. */
  readonly urgent?: true;
  /** Nobody is called: where too many wait, it is left out first. */
  readonly isTest?: true;
}

/**
 * `no-voice`: there is no program that speaks, and no recording of what was to be said; the chime is heard all the same.
 */
export type SpeakerProblem = 'not-answering' | 'no-voice';

export interface SpeakerStatus {
  readonly connected: boolean;
  readonly problem: SpeakerProblem | null;
  /** Why nothing can be heard there, for the technician; null when it can. */
  readonly portFault: string | null;
  /** Announcements that wait for the one that is heard now. */
  readonly queued: number;
  /** The one that is heard now; null while it is quiet. */
  readonly speaking: string | null;
  /** Calls that were left out since the start, because newer ones were more urgent. */
  readonly dropped: number;
}

/** Sound as a browser and a sound card take it: RIFF WAVE, 16 bit, mono, 22,050 Hz. */
export type Wav = Uint8Array<ArrayBuffer>;

export interface Speaker extends Closable {
  readonly status: SpeakerStatus;
  onStatus(listener: (status: SpeakerStatus) => void): Unsubscribe;
  /** Puts it in the queue; never waits, never rejects. */
  say(announcement: Announcement): void;
  /** In percent of what the sound card gives; 0 is mute. Of what is heard now, the next announcement has it. */
  setVolume(percent: number): void;
}

/** Makes sound out of words: recorded clips where there are some, else the speech program, remembered in files. */
export interface Voice extends Closable {
  /**
   * The whole of an announcement as one sound, chime and repetitions included.
   * @throws VoiceFault when the words cannot be spoken; the chime alone is `chime()`
   */
  announce(announcement: Omit<Announcement, 'id' | 'about'>): Promise<Wav>;
  /** One phrase alone, for a private ear: after those of the hall, kept nowhere, and cut at 45 s. @throws VoiceFault */
  speak(phrase: Phrase): Promise<Wav>;
  chime(): Wav;
}

/** `no-voice`: the speech program is not there or fails; `busy`: too many phrases wait to be made; `unspeakable`: nothing in it can be said. */
export class VoiceFault extends Error {
  readonly code: 'no-voice' | 'busy' | 'unspeakable';

  constructor(code: VoiceFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VoiceFault';
    this.code = code;
  }
}
