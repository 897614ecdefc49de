import type { SpeakerSounds } from '../../config/speaker-schema.ts';
import { localTime } from '../clock.ts';
import type { Moment } from '../domain/moment.ts';

/**
 * How loud a speaker is, in percent, by the hour in the lobby's time zone. As long as nobody knows what hour it is, the loudest
 * of all: what is too loud is heard, and what is too low is not.
 */
export function volumeAt(volume: SpeakerSounds['volume'], now: Moment, timeZone: string): number {
  if (!now.trusted) return Math.max(...volume.map(({ percent }) => percent));
  const { time } = localTime(now.at, timeZone);
  // As texts, times of day are in their order. Before the first one, the last one of the evening still holds.
  const holds = volume.findLast(({ from }) => from <= time) ?? volume.at(-1);
  return holds?.percent ?? 0;
}
