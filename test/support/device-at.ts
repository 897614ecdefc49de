/** A simulated device at the device's end of a serial pair, in the test's own hands: it outlives the host, and cables. */
import { SerialPort } from 'serialport';
import { onTestFinished } from 'vitest';
import type { SimulatedDevice } from '../../drivers/transport/simulated.ts';

/** @returns to be called when the cable has been laid anew */
export async function plugIn(
  device: SimulatedDevice,
  path: string,
  baudRate = 9600,
): Promise<() => Promise<void>> {
  let port: SerialPort | null = null;
  device.onSend((bytes) => {
    if (port?.isOpen === true) port.write(Buffer.from(bytes));
  });
  const unplug = () =>
    new Promise<void>((resolve) => (port?.isOpen === true ? port.close(() => resolve()) : resolve()));
  const plug = async () => {
    await unplug();
    const opened = new SerialPort({ path, baudRate, autoOpen: false });
    // The pair may be gone before the port is closed.
    opened.on('error', () => undefined);
    opened.on('data', (bytes: Buffer) => device.receive(bytes));
    await new Promise<void>((resolve, reject) => {
      opened.open((error) => (error === null ? resolve() : reject(error)));
    });
    port = opened;
  };
  await plug();
  onTestFinished(unplug);
  return plug;
}
