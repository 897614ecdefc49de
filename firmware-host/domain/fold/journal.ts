import type { JournalEvents } from '../journal-events.ts';
import { higherFloors, type NumberFloor } from '../restoration.ts';
import type { State } from '../state.ts';
import type { Folds } from './apply.ts';

export const journalFolds: Folds<JournalEvents> = {
  'journal.restored'(state, { floors, ...restoration }, { time }) {
    state.epoch = restoration.epoch;
    state.restored = { ...restoration, at: time.at };
    // Who goes back on purpose may want to be rid of that very day.
    state.lostDate = restoration.cause === 'asked' ? null : (floors[0]?.date ?? state.lostDate);
    stepOver(state, higherFloors([...floors, ...state.floors]));
  },

  'journal.acknowledged'(state) {
    state.restored = null;
  },
};

/**
 * Today's numbering goes on above the floor of today. Those of later days wait for their day: its opening may be lost as well.
 * Those of days before are over with them.
 * @param floors of each day one at most
 */
export function stepOver(state: State, floors: readonly NumberFloor[]): void {
  const { day } = state;
  state.floors = floors.filter(({ date }) => day === null || date > day.date);
  const floor = floors.find(({ date }) => date === day?.date);
  if (day === null || floor === undefined) return;
  state.day = { ...day, issued: Math.max(day.issued, floor.issued) };
  for (const [letter, sequence] of Object.entries(floor.numbers))
    state.lastNumbers.set(letter, Math.max(sequence, state.lastNumbers.get(letter) ?? 0));
}
