import { printerModel } from '../../../drivers/printer/models/models.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import { openTransport } from '../../../drivers/transport/open-transport.ts';
import { printerContract } from './printer-contract.ts';
import { realPrinterContract } from './real-printer-contract.ts';
import { inProcess, overPty, overTcp } from '../rigs.ts';

printerContract('simulated in this process', inProcess);
printerContract('simulated over TCP', overTcp);
printerContract('simulated on a serial port', overPty('serial'));
printerContract('simulated behind a device file', overPty('usb'));

/** Such as serial:/dev/ttyUSB0?baudRate=19200 or usb:/dev/usb/lp0, and the model's name. It prints a few short tickets. */
const realPort = process.env['TEST_PRINTER_PORT'];
const realModel = printerModel(process.env['TEST_PRINTER_MODEL'] ?? 'escpos-58');
if (realPort !== undefined) {
  const address = parseAddress(realPort, realModel.serial);
  realPrinterContract(`at ${realPort}`, realModel, () => openTransport(address));
}
