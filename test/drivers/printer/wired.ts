/** A simulated printer with somebody at the other end of its cable. */
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import {
  PrinterSimulator,
  type PrinterFaults,
  type SimulatorOptions,
} from '../../../drivers/printer/simulator/simulator.ts';
import { hex } from '../hex.ts';
import { textLines } from './decoded.ts';

const common = printerModel('escpos-58');

/** The common model with a change; it prints at once. `said` and all that cause an answer give it in hex, each answer once. */
export function wired(options: SimulatorOptions = {}, change: Partial<PrinterModel> = {}) {
  const simulator = new PrinterSimulator({ ...common, ...change }, { pace: 0, ...options });
  const sent: string[] = [];
  simulator.onSend((answer) => sent.push(hex(answer)));
  const said = () => sent.splice(0).join(' ');
  const texts = () => simulator.papers.map(({ items }) => textLines(items).join());
  const send = (...parts: Uint8Array[]) => {
    for (const part of parts) simulator.receive(part);
    return said();
  };
  const fault = (faults: Partial<PrinterFaults>) => {
    simulator.setFaults(faults);
    return said();
  };
  return { simulator, said, texts, send, fault };
}
