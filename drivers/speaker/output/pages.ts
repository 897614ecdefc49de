/** The televisions as a speaker: their pages play what the host serves them, so nothing is played here. */
import type { Unsubscribe } from '../../driver.ts';
import type { Speaker, SpeakerStatus } from '../speaker.ts';

const ready: SpeakerStatus = {
  connected: true,
  problem: null,
  portFault: null,
  queued: 0,
  speaking: null,
  dropped: 0,
};

export const pagesSpeaker: Speaker = {
  status: ready,
  onStatus: (): Unsubscribe => () => undefined,
  say: () => undefined,
  setVolume: () => undefined,
  close: async () => undefined,
};
