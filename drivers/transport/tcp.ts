import { connect } from 'node:net';
import type { TcpAddress } from './address.ts';
import type { OpenOnce } from './transport.ts';

/** A printer in the same building answers in milliseconds; the kernel alone would try for two minutes. */
const connectLimitMs = 5000;

/** A cable that was pulled says nothing by itself: after this long without traffic the kernel begins to ask. */
const keepAliveAfterMs = 10_000;

/** Opens a raw TCP connection, as printers and serial servers offer it on port 9100 and others. */
export function tcpOpener({ host, port }: TcpAddress): OpenOnce {
  return (events, signal) =>
    new Promise((resolve, reject) => {
      const socket = connect({
        host,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: keepAliveAfterMs,
      });
      const giveUp = (reason: string) => {
        socket.destroy();
        reject(new Error(reason));
        events.closed(reason);
      };
      const abandon = () => giveUp('closed while opening');
      signal.addEventListener('abort', abandon, { once: true });
      socket.setTimeout(connectLimitMs, () => giveUp(`no connection within ${connectLimitMs} ms`));
      // An error also tells why an open connection broke; it is always followed by `close`.
      socket.on('error', (error) => giveUp(error.message));
      socket.on('close', () => events.closed('closed by the device'));
      socket.on('connect', () => {
        signal.removeEventListener('abort', abandon);
        socket.setTimeout(0);
        socket.on('data', (bytes) => events.data(bytes));
        resolve({
          write: (bytes) =>
            new Promise((sent, failed) => socket.write(bytes, (error) => (error ? failed(error) : sent()))),
          close: async () => {
            // A reset, so that the kernel does not go on delivering half a job after us.
            if (!socket.destroyed) socket.resetAndDestroy();
          },
        });
      });
    });
}
