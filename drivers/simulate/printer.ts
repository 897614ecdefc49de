import { isPrinterModel, printerModels } from '../printer/models/models.ts';
import { paperAsText } from '../printer/simulator/paper-text.ts';
import type { PrinterFaults, PrinterSimulator } from '../printer/simulator/simulator.ts';
import { printerDrivers } from '../registry.ts';
import { faultsText, type TerminalKind } from './kind.ts';

const keys: Readonly<Record<string, keyof PrinterFaults>> = {
  p: 'paperOut',
  c: 'coverOpen',
  h: 'hung',
  u: 'cableCut',
};

/** A ticket printer whose paper comes out of the terminal. */
export const printerKind: TerminalKind = {
  models: Object.keys(printerModels),
  defaultBaudRate: 9600,
  make(model) {
    if (!isPrinterModel(model)) throw new TypeError(`${model} is no printer`);
    const device = printerDrivers[model].simulate();
    return {
      device,
      title: printerModels[model].title,
      keyHelp: 'p paper out, c cover open, h hung, u unplugged',
      follow: (say) => followPapers(device, say),
      press(key) {
        const fault = keys[key];
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
