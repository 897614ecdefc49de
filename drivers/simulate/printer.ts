import { printerModels } from '../printer/models/models.ts';
import { paperAsText } from '../printer/simulator/paper-text.ts';
import type { PrinterFaults, PrinterSimulator } from '../printer/simulator/simulator.ts';
import { printerDriver } from '../printer/open.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys = new Map<string, keyof PrinterFaults>([
  ['p', 'paperOut'],
  ['n', 'nearEnd'],
  ['c', 'coverOpen'],
  ['j', 'cutterJam'],
  ['e', 'printerError'],
  ['g', 'garbage'],
  ['b', 'xoff'],
  ['h', 'hung'],
  ['u', 'cableCut'],
]);

const usual = 'escpos-58';

/** A ticket printer whose paper comes out of the terminal. */
export const printerKind: TerminalKind = {
  models: [usual, ...[...printerModels.keys()].filter((name) => name !== usual)],
  line: () => ({ baudRate: 9600 }),
  make(model) {
    const driver = printerDriver(model);
    const device = driver.simulate();
    return {
      device,
      title: driver.model.title,
      keyHelp:
        'p paper out, n paper low, c cover open, j cutter jam, e printer error, g garbage, b always busy, ' +
        'h hung, u unplugged, x off and on, r new roll',
      follow: (say) => followPapers(device, say),
      press(key) {
        if (key === 'x') {
          device.powerCycle();
          return 'switched off and on';
        }
        if (key === 'r') {
          device.newRoll();
          return 'a new roll';
        }
        const fault = keys.get(key);
        if (fault === undefined) return null;
        device.setFaults({ [fault]: !device.faults[fault] });
        return faultsText({ ...device.faults });
      },
    };
  },
};

function followPapers(printer: PrinterSimulator, say: (text: string) => void): void {
  let shown = 0;
  let unknown = 0;
  printer.onChange(() => {
    for (const paper of printer.papers.toReversed()) {
      if (paper.id <= shown || !paper.done) continue;
      shown = paper.id;
      say(paperAsText(paper, printer.columns));
    }
    for (const hex of printer.unknownCommands.slice(unknown)) say(`unknown command: ${hex}`);
    unknown = printer.unknownCommands.length;
  });
}
