import { parseAddress } from '../../../drivers/transport/address.ts';
import { openTransport } from '../../../drivers/transport/open-transport.ts';
import { printerContract, realPrinterContract } from './printer-contract.ts';
import { inProcess, overPty, overTcp } from '../rigs.ts';

printerContract('simulated in this process', inProcess);
printerContract('simulated over TCP', overTcp);
printerContract('simulated on a serial port', overPty('serial'));
printerContract('simulated behind a device file', overPty('usb'));

/** Such as serial:/dev/ttyUSB0?baudRate=19200 or usb:/dev/usb/lp0. It prints one short ticket. */
const realPort = process.env['TEST_PRINTER_PORT'];
if (realPort !== undefined)
  realPrinterContract(`at ${realPort}`, () => openTransport(parseAddress(realPort)));
