/** Ways to wire a simulated pad, or anything else that is plugged in, to a driver; each with a cable that can be cut and mended. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padModels } from '../../drivers/pad/models.ts';
import type { PadSimulator } from '../../drivers/pad/simulator.ts';
import { parseAddress } from '../../drivers/transport/address.ts';
import { openTransport } from '../../drivers/transport/open-transport.ts';
import { serialOpener } from '../../drivers/transport/serial.ts';
import type { SimulatedDevice } from '../../drivers/transport/simulated.ts';
import type { Connection, Transport } from '../../drivers/transport/transport.ts';
import { PtyPair } from './rigs.ts';

export interface PadRig {
  readonly transport: Transport;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** The simulator's side; the transport is closed by whoever drives it. */
  close(): Promise<void>;
}

export type PadRigMaker = (simulator: PadSimulator) => Promise<PadRig>;

/** Quick to come back, so that no test waits for a plug. */
const backoff = { firstMs: 20, maxMs: 50 };

/** A transport to a port as the configuration says it, or to a device in this process. */
export function padTransport(address: string, simulated: SimulatedDevice | null = null): Transport {
  return openTransport(parseAddress(address, padModels.firmata), { simulated, backoff });
}

export const inProcess: PadRigMaker = async (simulator) => ({
  transport: padTransport('simulated:', simulator),
  cut: async () => simulator.setFaults({ cableCut: true }),
  mend: async () => simulator.setFaults({ cableCut: false }),
  close: async () => undefined,
});

export const overTcp: PadRigMaker = async (simulator) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const stop = simulator.onSend((bytes) => void socket.write(bytes));
    socket.setNoDelay(true).on('data', (bytes) => simulator.receive(bytes));
    // A reset from the driver's side is how it closes.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      stop();
      sockets.delete(socket);
    });
  });
  const listen = async (port: number) => void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server.close(), 'close');
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(0);
  const port = portOf(server);
  return { transport: padTransport(`tcp://127.0.0.1:${port}`), cut, mend: () => listen(port), close: cut };
};

function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the test server has no port');
  return address.port;
}

/** A pair of pseudo-terminals, both of which are opened through serialport. */
export const overSerial: PadRigMaker = async (simulator) => {
  const directory = await mkdtemp(join(tmpdir(), 'pad-'));
  const pair = new PtyPair(directory, null);
  let unplug: (() => Promise<void>) | null = null;
  const mend = async () => {
    await pair.start();
    unplug = await plugIn(simulator, pair.devicePath);
  };
  const cut = async () => {
    await pair.stop();
    await unplug?.();
  };
  await mend();
  const close = async () => {
    await cut();
    await rm(directory, { recursive: true });
  };
  return { transport: padTransport(`serial:${pair.hostPath}`), cut, mend, close };
};

async function plugIn(simulator: PadSimulator, path: string): Promise<() => Promise<void>> {
  const address = parseAddress(`serial:${path}`, padModels.firmata);
  if (address.kind !== 'serial') throw new Error('a serial address is one');
  const events = { data: (bytes: Uint8Array) => simulator.receive(bytes), closed: () => undefined };
  const device: Connection = await serialOpener(address)(events, new AbortController().signal);
  let last: Promise<void> = Promise.resolve();
  const stop = simulator.onSend((bytes) => {
    // What is under way when the cable is cut is lost, as it is on a real one.
    last = last.then(() => device.write(bytes)).catch(() => stop());
  });
  return async () => {
    stop();
    await device.close();
  };
}
