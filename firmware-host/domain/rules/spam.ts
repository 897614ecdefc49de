import type { Refusal } from '../refusal.ts';
import type { Ask } from './ask.ts';

/** A child presses fifty times, and tickets are paper. Null where the kiosk may give another one. */
export function spamOf(
  { state, lobby, nowMs }: Ask,
  kiosk: string,
  isConfirmed: boolean,
): Extract<Refusal, 'kiosk-confirm' | 'kiosk-paused'> | null {
  if (lobby.kioskLimit === null) return null;
  const { withinMs, confirmAfter, pauseAfter } = lobby.kioskLimit;
  const recent = (state.kioskTaken.get(kiosk) ?? []).filter((takenMs) => nowMs - takenMs < withinMs).length;
  if (recent >= pauseAfter) return 'kiosk-paused';
  return recent >= confirmAfter && !isConfirmed ? 'kiosk-confirm' : null;
}
