import { formatAddress, type Address } from './address.ts';
import { gpioOpener, type GpioLines } from './gpio/opener.ts';
import { inputOpener } from './input.ts';
import { ReconnectingTransport, type ReconnectOptions } from './reconnecting.ts';
import { serialOpener } from './serial.ts';
import { simulatedOpener, type SimulatedDevice } from './simulated.ts';
import { tcpOpener } from './tcp.ts';
import type { OpenOnce, Transport } from './transport.ts';
import { usbFileOpener } from './usb-file.ts';

export interface TransportOptions extends ReconnectOptions {
  /** Needed by a `gpio:` port. */
  readonly gpio?: GpioLines;
  /** The device at the end of a `simulated:` port; null or left out for hardware. */
  readonly simulated?: SimulatedDevice | null;
}

/** A transport to an address. Returns at once; the port opens in the background, now and after every cut. */
export function openTransport(address: Address, options: TransportOptions = {}): Transport {
  return new ReconnectingTransport(formatAddress(address), opener(address, options), options);
}

function opener(address: Address, { gpio, simulated }: TransportOptions): OpenOnce {
  switch (address.kind) {
    case 'serial':
      return serialOpener(address);
    case 'tcp':
      return tcpOpener(address);
    case 'usb':
      return usbFileOpener(address);
    case 'gpio':
      if (!gpio) throw new TypeError('a GPIO port needs the numbers of its lines');
      return gpioOpener(address, gpio);
    case 'input':
      return inputOpener(address);
    case 'alsa':
    case 'pages':
      throw new TypeError(`${address.kind}: is a port for sounds, and takes no bytes`);
    case 'simulated':
      if (!simulated) throw new TypeError('a simulated port needs the simulated device it leads to');
      return simulatedOpener(simulated);
  }
}
