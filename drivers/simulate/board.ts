import { boardAsText } from '../board/board-as-text.ts';
import { boardModels, isBoardModel } from '../board/models.ts';
import type { BoardFaults, BoardSimulator } from '../board/simulator.ts';
import { boardDrivers } from '../registry.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys: Readonly<Record<string, keyof BoardFaults>> = { h: 'hung', m: 'mute', u: 'cableCut' };

/** The size of the lobby's main board; a larger one shows what is sent to a larger one cut off. */
const size = { widthDots: 128, heightDots: 64 };

/** An LED board whose rows stand in the terminal. */
export const boardKind: TerminalKind = {
  models: Object.keys(boardModels),
  defaultBaudRate: boardModels['bx-5k'].baudRate,
  make(model) {
    if (!isBoardModel(model)) throw new TypeError(`${model} is no board`);
    const device = boardDrivers[model].simulate(size);
    return {
      device,
      title: boardModels[model].title,
      keyHelp: 'h hung, m mute, u unplugged, x power cut',
      follow: (say) => followBoard(device, say),
      press(key) {
        if (key === 'x') {
          device.powerCycle();
          return 'switched off and on';
        }
        const fault = keys[key];
        if (fault === undefined) return null;
        device.setFaults({ [fault]: !device.faults[fault] });
        return faultsText({ ...device.faults });
      },
    };
  },
};

function followBoard(board: BoardSimulator, say: (text: string) => void): void {
  let shown = boardAsText(board);
  let unknown = 0;
  board.onChange(() => {
    for (const hex of board.unknownCommands.slice(unknown)) say(`unknown command: ${hex}`);
    unknown = board.unknownCommands.length;
    const now = boardAsText(board);
    if (now === shown) return;
    shown = now;
    say(now);
  });
}
