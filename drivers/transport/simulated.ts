import type { Unsubscribe } from '../driver.ts';
import type { OpenOnce } from './transport.ts';

/** What a simulated device looks like from its plug. */
export interface SimulatedDevice {
  /** False while its cable is cut: nothing opens, and what is open has closed. */
  readonly plugged: boolean;
  onPlugged(listener: (plugged: boolean) => void): Unsubscribe;
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  /** Takes no bytes at present: what is sent stays with the host, as flow control does it. Left out: it always takes them. */
  readonly isBusy?: boolean;
  onBusy?(listener: (isBusy: boolean) => void): Unsubscribe;
  /** Bytes to the host. */
  onSend(listener: (bytes: Uint8Array) => void): Unsubscribe;
}

/** A cable to a device in this process. Bytes never arrive within the call that sends them, as on any real wire. */
export function simulatedOpener(device: SimulatedDevice): OpenOnce {
  return async (events) => {
    if (!device.plugged) throw new Error('no such device: the simulated cable is cut');
    let open = true;
    const later = (deliver: () => void) => setImmediate(() => void (open && deliver()));
    /** Writes that wait until the device takes bytes. */
    const held: (() => void)[] = [];
    const goOn = () => {
      for (const attempt of held.splice(0)) setImmediate(attempt);
    };
    const end = () => {
      open = false;
      stopSend();
      stopPlug();
      stopBusy?.();
      goOn();
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
    const stopBusy = device.onBusy?.((isBusy) => void (isBusy || goOn()));
    return {
      write: (bytes) => {
        const copy = Uint8Array.from(bytes);
        return new Promise((resolve, reject) => {
          const attempt = () => {
            if (!open) return reject(new Error('the simulated cable was cut'));
            if (device.isBusy === true) return void held.push(attempt);
            resolve();
            device.receive(copy);
          };
          setImmediate(attempt);
        });
      },
      close: async () => end(),
    };
  };
}
