/** What people call a board: by the counter that it hangs over, or the main one where there is no other in the lobby. */
import type { LabView, SimulatedBoardView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';

export function boardName(
  board: SimulatedBoardView,
  { boards, counters }: Pick<LabView, 'boards' | 'counters'>,
  words: Words,
): string {
  const id = counterOf(board);
  // Of two over one counter, or two in the lobby, only the id of the configuration says which.
  if (boards.filter((other) => counterOf(other) === id).length > 1) return board.device.id;
  if (id === null) return words.text('lab.board.main');
  const known = counters.find(({ counter }) => counter.id === id);
  const counter = known === undefined ? words.text('counter.name', { id }) : words.name(known.counter.name);
  return words.text('lab.board.counter', { counter });
}

const counterOf = ({ device }: SimulatedBoardView): string | null => device.board?.counter ?? null;
