import type { BoardShows } from '../../../config/board-layout.ts';
import { localTime } from '../../clock.ts';
import type { Moment } from '../../domain/moment.ts';
import { boardEmergency } from '../../domain/notice.ts';
import type { State } from '../../domain/state.ts';
import type { Site } from '../../site.ts';
import { isClosed } from './hours.ts';

const FULL = 100;

/**
 * How bright a board is, in percent; 0 is off. By the hour in the lobby's time zone; full in an emergency, and as long as nobody
 * knows what hour it is; off once the lobby has closed and everybody has gone.
 */
export function brightnessAt(
  { brightness, offWhenClosed }: Pick<BoardShows, 'brightness' | 'offWhenClosed'>,
  state: Readonly<State>,
  now: Moment,
  { timeZone }: Pick<Site, 'timeZone'>,
): number {
  if (!now.trusted || state.frozen !== null || boardEmergency(state.notices.values()) !== null) return FULL;
  if (offWhenClosed && isClosed(state, now)) return 0;
  const { time } = localTime(now.at, timeZone);
  // As texts, times of day are in their order. Before the first one, the last one of the evening still holds.
  const holds = brightness.findLast(({ from }) => from <= time) ?? brightness.at(-1);
  return holds?.percent ?? FULL;
}
