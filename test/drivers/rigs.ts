/** Ways to wire a simulated device to a driver; each with a cable that can be cut and mended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAddress, type AddressDefaults } from '../../drivers/transport/address.ts';
import { openTransport } from '../../drivers/transport/open-transport.ts';
import { serialOpener } from '../../drivers/transport/serial.ts';
import type { SimulatedDevice } from '../../drivers/transport/simulated.ts';
import type { Connection, Transport } from '../../drivers/transport/transport.ts';

export interface Rig {
  readonly transport: Transport;
  /** Another transport to the same port. */
  another(): Transport;
  /** Nothing passes from the moment of the call, however long it takes until the port has noticed. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** The simulator's side; the transport is closed by whoever drives it. */
  close(): Promise<void>;
}

/** Any simulated device whose cable can be cut. */
export interface PluggedDevice extends SimulatedDevice {
  setFaults(change: { cableCut?: boolean }): void;
}

export type RigMaker = (simulator: PluggedDevice) => Promise<Rig>;

/** Quick to come back, so that no test waits for a plug. */
const backoff = { firstMs: 20, maxMs: 50 };

/** A transport to a port as the configuration says it, or to a device in this process. */
export function transportTo(
  address: string,
  simulated: SimulatedDevice | null = null,
  defaults?: AddressDefaults,
): Transport {
  return openTransport(parseAddress(address, defaults), { simulated, backoff });
}

export const inProcess: RigMaker = async (simulator) => ({
  transport: transportTo('simulated:', simulator),
  another: () => transportTo('simulated:', simulator),
  cut: async () => simulator.setFaults({ cableCut: true }),
  mend: async () => simulator.setFaults({ cableCut: false }),
  close: async () => undefined,
});

export const overTcp: RigMaker = async (simulator) => {
  let server = await listen(simulator, 0);
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the test server has no port');
  const { port } = address;
  return {
    transport: transportTo(`tcp://127.0.0.1:${port}`),
    another: () => transportTo(`tcp://127.0.0.1:${port}`),
    cut: () => {
      simulator.setFaults({ cableCut: true });
      return shut(server);
    },
    mend: async () => {
      simulator.setFaults({ cableCut: false });
      server = await listen(simulator, port);
    },
    close: () => shut(server),
  };
};

const sockets = new WeakMap<Server, Set<Socket>>();

async function listen(simulator: SimulatedDevice, port: number): Promise<Server> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    // As soon as the device says it: what is held back for a while would change the time of a button's levels.
    socket.setNoDelay(true);
    const stop = simulator.onSend((bytes) => void socket.write(bytes));
    socket.on('data', (bytes) => simulator.receive(bytes));
    // A reset from the driver's side is how it closes.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      stop();
      open.delete(socket);
    });
  });
  sockets.set(server, open);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  for (const socket of sockets.get(server) ?? []) socket.destroy();
  await once(server, 'close');
}

/**
 * A pair of pseudo-terminals: the driver opens one by `kind`, the simulator the other through serialport.
 * @param settings of the driver's end, such as `?xon=true`
 */
export function overPty(kind: 'serial' | 'usb' | 'input', settings = ''): RigMaker {
  return async (simulator) => {
    const directory = await mkdtemp(join(tmpdir(), 'rig-'));
    const pair = new PtyPair(directory, simulator);
    await pair.start();
    return {
      transport: transportTo(`${kind}:${pair.hostPath}${settings}`),
      another: () => transportTo(`${kind}:${pair.hostPath}${settings}`),
      cut: () => {
        simulator.setFaults({ cableCut: true });
        return pair.stop();
      },
      mend: () => {
        simulator.setFaults({ cableCut: false });
        return pair.start();
      },
      close: async () => {
        await pair.stop();
        await rm(directory, { recursive: true });
      },
    };
  };
}

const ptyAt = (path: string) => `pty,raw,echo=0,link=${path}`;

export class PtyPair {
  readonly hostPath: string;
  readonly devicePath: string;
  readonly #simulator: SimulatedDevice | null;
  #socat: ChildProcess | null = null;
  #device: Connection | null = null;
  #stopSend = () => {};

  /** With a simulator, it is put on the device's end. */
  constructor(directory: string, simulator: SimulatedDevice | null) {
    this.hostPath = join(directory, 'host');
    this.devicePath = join(directory, 'device');
    this.#simulator = simulator;
  }

  async start(): Promise<void> {
    const socat = spawn('socat', ['-d', '-d', ptyAt(this.hostPath), ptyAt(this.devicePath)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#socat = socat;
    await saidBy(socat, 'starting data transfer loop');
    if (this.#simulator) await this.#plugIn(this.#simulator);
  }

  async stop(): Promise<void> {
    this.#stopSend();
    const socat = this.#socat;
    this.#socat = null;
    if (socat && socat.exitCode === null && socat.signalCode === null) {
      const gone = once(socat, 'exit');
      socat.kill('SIGTERM');
      await gone;
    }
    await this.#device?.close();
    this.#device = null;
  }

  async #plugIn(simulator: SimulatedDevice): Promise<void> {
    const address = parseAddress(`serial:${this.devicePath}`);
    if (address.kind !== 'serial') throw new Error('a serial address is one');
    const events = { data: (bytes: Uint8Array) => simulator.receive(bytes), closed: () => this.#stopSend() };
    const device = await serialOpener(address)(events, new AbortController().signal);
    this.#device = device;
    let last: Promise<void> = Promise.resolve();
    const stopSend = simulator.onSend((bytes) => {
      // What is under way when the cable is cut is lost, as it is on a real one.
      last = last.then(() => device.write(bytes)).catch(() => stopSend());
    });
    this.#stopSend = stopSend;
  }
}

async function saidBy(child: ChildProcess, text: string): Promise<void> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said.includes(text)) resolve();
  });
  child.once('error', reject);
  child.once('exit', () => reject(new Error(`socat has ended: ${said}`)));
  await promise;
}
