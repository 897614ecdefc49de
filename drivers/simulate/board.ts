import { boardAsText } from '../board/board-as-text.ts';
import { SimulatedBus } from '../board/bus.ts';
import { simulate } from '../board/open.ts';
import type { BoardFaults, SimulatedBoard } from '../board/simulator.ts';
import { boardNames, wantedBoards, type WantedBoards } from './board-options.ts';
import { faultsText, type TerminalDevice, type TerminalKind } from './kind.ts';

const keys = new Map<string, keyof BoardFaults>([
  ['h', 'hung'],
  ['m', 'mute'],
  ['u', 'cableCut'],
  ['r', 'refusing'],
  ['l', 'lossy'],
  ['w', 'wrongBaud'],
]);

const keyHelp = 'h hung, m mute, u unplugged, r refusing, l loses bytes, w wrong speed, x power cut';

/** LED boards whose rows stand in the terminal; one that is sent more than it has room for shows it cut off. */
export const boardKind: TerminalKind = {
  models: boardNames,
  line: (model) => wantedBoards({ model }).model,
  make: (model) => terminalOf(wantedBoards({ model })),
  describe(options) {
    const wanted = wantedBoards(options);
    return { line: wanted.model, make: (baudRate) => terminalOf(wanted, baudRate) };
  },
};

/** A board, and what stands before all that is said of it. */
interface Labelled {
  readonly board: SimulatedBoard;
  readonly label: string;
}

function terminalOf({ title, devices, model }: WantedBoards, baudRate = model.baudRate): TerminalDevice {
  const isShared = devices.length > 1;
  const all = devices.map((device) => ({
    board: simulate(device, { baudRate }),
    label: isShared ? `address ${device.address ?? model.address.otherwise}` : '',
  }));
  const [first] = all;
  if (first === undefined) throw new TypeError('no board is wanted');
  let chosen = first;
  return {
    device: isShared ? new SimulatedBus(all.map(({ board }) => board)) : first.board,
    title,
    keyHelp: isShared ? `${keyHelp}, of one board; n the next board` : keyHelp,
    follow: (say) => followBoards(all, say),
    press(key) {
      if (key === 'n' && isShared) {
        chosen = all[(all.indexOf(chosen) + 1) % all.length] ?? first;
        return `keys are for ${chosen.label}`;
      }
      const said = pressOn(chosen.board, key);
      return said === null ? null : labelled(chosen.label, said);
    },
  };
}

const labelled = (label: string, text: string) => (label === '' ? text : `${label}: ${text}`);

function pressOn(board: SimulatedBoard, key: string): string | null {
  if (key === 'x') {
    board.powerCycle();
    return 'switched off and on';
  }
  const fault = keys.get(key);
  if (fault === undefined) return null;
  board.setFaults({ [fault]: !board.faults[fault] });
  return faultsText({ ...board.faults });
}

/** All of them are drawn, one below the other, whenever one has changed. */
function followBoards(all: readonly Labelled[], say: (text: string) => void): void {
  const draw = () =>
    all
      .map(({ board, label }) => `${label === '' ? '' : `${label}\n`}${boardAsText(board.picture)}`)
      .join('');
  let shown = draw();
  for (const { board, label } of all) {
    let unknown = 0;
    board.onChange(() => {
      for (const hex of board.unknownCommands.slice(unknown)) say(labelled(label, `unknown command: ${hex}`));
      unknown = board.unknownCommands.length;
      const now = draw();
      if (now === shown) return;
      shown = now;
      say(now);
    });
  }
}
