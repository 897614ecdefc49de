import type { KioskEvents } from '../kiosk-events.ts';
import type { Folds } from './apply.ts';

export const kioskFolds: Folds<KioskEvents> = {
  // One more who is to be fetched while somebody is on the way: whoever comes finds both.
  'kiosk.assist-called'(state, { kiosk, why, ticket }, { time }) {
    const owner = state.kioskAssists.get(kiosk)?.owner ?? null;
    state.kioskAssists.set(kiosk, { why, ticket, owner, at: time.at });
  },

  'kiosk.assist-taken'(state, { kiosk, owner }) {
    const assist = state.kioskAssists.get(kiosk);
    if (assist !== undefined) state.kioskAssists.set(kiosk, { ...assist, owner });
  },

  'kiosk.assist-settled'(state, { kiosk }) {
    state.kioskAssists.delete(kiosk);
  },
};
