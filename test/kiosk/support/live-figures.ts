/** The figures that are pushed with the lobby, on an ordinary Thursday afternoon. */
import type { LastHour, LobbyFigures, NextHalfHour } from '../../../firmware-host/messages/lobby-figures.ts';
import { ago, now } from './views.ts';

const MINUTE_MS = 60_000;

/** From now on, as on the last six Thursdays: one more counter than there are. */
export const nextHalfHour = (change: Partial<NextHalfHour> = {}): NextHalfHour => ({
  from: now,
  to: ago(-30),
  expected: 14.3,
  needed: 5,
  basis: 'weekday',
  days: 6,
  ...change,
});

/** A morning's work over and over, in minutes. */
const round = [['serve', 6], ['wrap', 0.75], ['walk', 1.25]] as const; // prettier-ignore

/** Counter 4 has been away for eight minutes, counter 5 nobody has opened, at counter 2 one visit takes long. */
export const lastHour = (): LastHour => ({
  from: ago(60),
  to: now,
  counters: ['1', '2', '3', '4'].map((id) => ({
    counter: id,
    stretches: [
      { part: 'idle', ms: Number(id) * MINUTE_MS },
      ...Array.from({ length: id === '2' ? 4 : 6 }, () => round).flatMap((parts) =>
        parts.map(([part, minutes]) => ({ part, ms: minutes * MINUTE_MS })),
      ),
      { part: id === '4' ? 'away' : 'serve', ms: (60 - Number(id) - (id === '2' ? 32 : 48)) * MINUTE_MS },
    ],
  })),
});

export const figures = (change: Partial<LobbyFigures> = {}): LobbyFigures => ({
  asOf: now,
  serviceLevel: {
    value: 81.3,
    target: { min: 80, max: 92, tolerancePercent: 0, source: 'house' },
    status: 'near',
  },
  queueTime: {
    value: 13.2 * MINUTE_MS,
    target: { min: 3 * MINUTE_MS, max: 10 * MINUTE_MS, tolerancePercent: 0, source: 'house' },
    status: 'high',
  },
  next: nextHalfHour(),
  lastHour: lastHour(),
  ...change,
});
