/** A simulated device on a TCP port of this process, with an ear on what the host sends. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { SimulatedDevice } from '../../drivers/transport/simulated.ts';

export class DevicePort {
  readonly #server: Server;
  readonly #device: SimulatedDevice;
  /** Called with every piece from the host before the device has it. */
  onBytes: (bytes: Buffer) => void = () => undefined;

  private constructor(server: Server, device: SimulatedDevice) {
    this.#server = server;
    this.#device = device;
    server.on('connection', (socket) => this.#plug(socket));
  }

  /** Listens on a free port. */
  static async listen(device: SimulatedDevice): Promise<DevicePort> {
    const server = createServer({ noDelay: true });
    const port = new DevicePort(server, device);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return port;
  }

  /** As the lobby file wants it. */
  get address(): string {
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the device has no port');
    return `tcp://127.0.0.1:${bound.port}`;
  }

  close(): void {
    this.#server.close();
  }

  #plug(socket: Socket): void {
    const stop = this.#device.onSend((bytes) => void socket.write(bytes));
    socket.on('data', (bytes) => {
      this.onBytes(bytes);
      this.#device.receive(bytes);
    });
    socket.on('close', stop);
    // The host closes with a reset, so that no half of a job stays behind.
    socket.on('error', () => socket.destroy());
  }
}
