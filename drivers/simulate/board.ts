import { boardAsText } from '../board/board-as-text.ts';
import type { BoardDevice } from '../board/device.ts';
import { boardModels, isBoardModel } from '../board/models.ts';
import { simulate } from '../board/open.ts';
import type { BoardFaults, SimulatedBoard } from '../board/simulator.ts';
import { shippedTemplates } from '../board/template/template.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys: Readonly<Record<string, keyof BoardFaults>> = {
  h: 'hung',
  m: 'mute',
  u: 'cableCut',
  r: 'refusing',
  l: 'lossy',
  w: 'wrongBaud',
};

/** Stands before the name of a template that is shipped. */
const templatePrefix = 'template:';

/** An LED board whose rows stand in the terminal, of the usual size; a larger one shows what is sent to a larger one cut off. */
export const boardKind: TerminalKind = {
  models: Object.keys(boardModels).flatMap((model) =>
    model === 'template' ? Array.from(shippedTemplates.keys(), (name) => templatePrefix + name) : [model],
  ),
  line: (model) => boardModels[deviceOf(model).model],
  make(model) {
    const described = deviceOf(model);
    const device = simulate(described);
    return {
      device,
      title: boardModels[described.model].title,
      keyHelp: 'h hung, m mute, u unplugged, r refusing, l loses bytes, w wrong speed, x power cut',
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

function deviceOf(name: string): BoardDevice {
  const [id, port] = ['terminal', 'simulated:'];
  const template = name.startsWith(templatePrefix)
    ? shippedTemplates.get(name.slice(templatePrefix.length))
    : undefined;
  if (template !== undefined) return { id, port, model: 'template', template };
  if (!isBoardModel(name)) throw new TypeError(`${name} is no board`);
  return { id, port, model: name };
}

function followBoard(board: SimulatedBoard, say: (text: string) => void): void {
  let shown = boardAsText(board.picture);
  let unknown = 0;
  board.onChange(() => {
    for (const hex of board.unknownCommands.slice(unknown)) say(`unknown command: ${hex}`);
    unknown = board.unknownCommands.length;
    const now = boardAsText(board.picture);
    if (now === shown) return;
    shown = now;
    say(now);
  });
}
