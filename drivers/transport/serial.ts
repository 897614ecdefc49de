import type { SerialPort } from 'serialport';
import type { SerialAddress } from './address.ts';
import { rememberNode } from './device-node.ts';
import type { ConnectionEvents, OpenOnce } from './transport.ts';

/** Between looks whether the device is still plugged in. */
const lookMs = 500;

/** Opens a serial port through the serialport package, which is loaded only when a lobby has one (native code). */
export function serialOpener(address: SerialAddress): OpenOnce {
  const { path, baudRate, dataBits, parity, stopBits, rtscts, xon } = address;
  const settings = { path, baudRate, dataBits, parity, stopBits, rtscts, xon, autoOpen: false };
  return async (events, signal) => {
    const isStillThere = await rememberNode(path);
    const serialport = await import('serialport');
    const port = new serialport.SerialPort(settings);
    // Without a listener an EIO from a pulled plug ends the whole process. What it says comes again with `close`, except
    // when flushing or closing fails, and then the port is already given up.
    port.on('error', (error: Error) => events.closed(error.message));
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(error) : resolve()));
    });
    if (signal.aborted) {
      await closePort(port);
      throw new Error('closed while opening');
    }
    port.on('data', (bytes: Buffer) => events.data(bytes));
    port.on('close', (error: Error | null) => events.closed(error?.message ?? 'closed'));
    const stopLooking = reportUnplugging(isStillThere, events);
    return {
      write: (bytes) =>
        new Promise((resolve, reject) => {
          // The callback comes when the kernel has the bytes. `drain` would wait in a thread of libuv's pool for as long as
          // flow control holds us back, and four such threads stop every file operation of the process.
          port.write(bytes, (error) => (error ? reject(error) : resolve()));
        }),
      close: () => {
        stopLooking();
        return closePort(port);
      },
    };
  };
}

/**
 * An unplugged adapter's terminal is hung up, and reads as the end of a file for ever; serialport 13 then reads on without
 * end or event (unix-read.js), and only a write would fail. So we look at the device's node.
 */
function reportUnplugging(isStillThere: () => Promise<boolean>, events: ConnectionEvents): () => void {
  const look = async () => {
    try {
      if (!(await isStillThere())) events.closed('unplugged');
    } catch (error) {
      events.closed(String(error));
    }
  };
  const timer = setInterval(() => void look(), lookMs);
  return () => clearInterval(timer);
}

/** Unsent bytes are thrown away first: with them, the kernel's close may wait 30 s for a device that takes none. */
async function closePort(port: SerialPort): Promise<void> {
  if (!port.isOpen) return;
  await new Promise<void>((resolve) => port.flush(() => resolve()));
  await new Promise<void>((resolve) => port.close(() => resolve()));
}
