/** Those who were here and come back: who fetches something, and who was given a time. */
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { IconName } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

export interface Returning {
  readonly number: string;
  readonly service: string;
  /** Since when; null where nobody knows. */
  readonly since: string | null;
  readonly sign: IconName;
  readonly state: string;
  readonly why: string;
  /** What happens at a press. */
  readonly deed: string;
  /** Whether that can be done now. */
  readonly isReady: boolean;
  readonly bringBack: () => void;
}

type Told = Pick<ConsoleModel, 'view' | 'words' | 'nowMs' | 'resume' | 'tell'>;

/** In the order of the digits that bring them back. */
export function returning({ view, words, nowMs, resume, tell }: Told): readonly Returning[] {
  const held = view.held.map(({ id, number, serviceName, heldAt }): Returning => ({
    number,
    service: words.name(serviceName),
    since: heldAt,
    sign: 'pause',
    state: words.text('console.held.here'),
    why: '',
    deed: words.text('console.resume'),
    isReady: isFree(view),
    bringBack: () => resume(id),
  }));
  const parked = view.parked.map(({ id, number, serviceName, since, until, reason }): Returning => ({
    number,
    service: words.name(serviceName),
    since,
    sign: 'clock',
    state:
      Date.parse(until) > nowMs
        ? words.text('console.held.until', { time: words.time(Date.parse(until), view.timeZone) })
        : words.text('console.held.overdue'),
    why: reason ?? '',
    deed: words.text('console.back'),
    // He stands in line again; a digit must not do that while something is written about another visitor.
    isReady: view.ticket === null,
    bringBack: () => tell(`staff/tickets/${encodeURIComponent(id)}/unpark`, {}),
  }));
  return [...held, ...parked];
}

const isFree = ({ ticket, state }: CounterView): boolean => ticket === null && state !== 'paused';
