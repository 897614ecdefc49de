import type { Unsubscribe } from '../driver.ts';
import type { OpenOnce } from './transport.ts';

/** What a simulated device looks like from its plug. */
export interface SimulatedDevice {
  /** False while its cable is cut: nothing opens, and what is open has closed. */
  readonly plugged: boolean;
  onPlugged(listener: (plugged: boolean) => void): Unsubscribe;
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  /** Bytes to the host. */
  onSend(listener: (bytes: Uint8Array) => void): Unsubscribe;
}

/** A cable to a device in this process. Bytes never arrive within the call that sends them, as on any real wire. */
export function simulatedOpener(device: SimulatedDevice): OpenOnce {
  return async (events) => {
    if (!device.plugged) throw new Error('no such device: the simulated cable is cut');
    let open = true;
    const later = (deliver: () => void) => setImmediate(() => void (open && deliver()));
    const end = () => {
      open = false;
      stopSend();
      stopPlug();
    };
    const stopSend = device.onSend((bytes) => {
      const copy = Uint8Array.from(bytes);
      later(() => events.data(copy));
    });
    const stopPlug = device.onPlugged((plugged) => {
      if (plugged) return;
      end();
      events.closed('the simulated cable was cut');
    });
    return {
      write: (bytes) => {
        const copy = Uint8Array.from(bytes);
        return new Promise((resolve, reject) => {
          setImmediate(() => {
            if (!open) return reject(new Error('the simulated cable was cut'));
            resolve();
            device.receive(copy);
          });
        });
      },
      close: async () => end(),
    };
  };
}
