import type { LobbyCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew } from '../decision.ts';
import type { State } from '../state.ts';
import type { Ask } from './ask.ts';

/** A fact once per epoch, however often the host comes upon it. It may be the first of all: a lost journal knows no rules either. */
export function noteRestored(
  state: State,
  { type: _type, ...data }: Extract<LobbyCommand, { type: 'note-restored' }>,
): Decision {
  return data.epoch <= state.epoch ? nothingNew : accept({ type: 'journal.restored', data });
}

/** Staff have read it, and have looked after the visitors whose tickets nobody knows any more. */
export function acknowledgeRestored({ state: { restored } }: Ask): Decision {
  if (restored === null) return nothingNew;
  return accept({ type: 'journal.acknowledged', data: { epoch: restored.epoch } });
}
