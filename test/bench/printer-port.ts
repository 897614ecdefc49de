/** A ticket printer on a TCP port of this process: the simulator behind a socket, with a stopwatch at the plug. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { printerDrivers } from '../../drivers/registry.ts';
import type { PrinterSimulator } from '../../drivers/printer/simulator.ts';

/** FS &, with which every job begins (kanji mode on); none of the driver's questions between jobs holds it. */
const jobStart = Buffer.from([0x1c, 0x26]);

export interface Job {
  /** performance.now() at its first byte. */
  readonly atMs: number;
  /** Everything from its first byte on, the driver's questions behind it included. */
  bytes: number;
}

export class PrinterPort {
  readonly #server: Server;
  readonly #simulator: PrinterSimulator;
  #job: Job | null = null;

  private constructor(server: Server, simulator: PrinterSimulator) {
    this.#server = server;
    this.#simulator = simulator;
    server.on('connection', (socket) => this.#plug(socket));
  }

  /** A printer that prints at once, on a free port. */
  static async listen(): Promise<PrinterPort> {
    const server = createServer({ noDelay: true });
    const port = new PrinterPort(server, printerDrivers['escpos-58'].simulate({ pace: 0 }));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return port;
  }

  /** As the lobby file wants it. */
  get address(): string {
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the printer has no port');
    return `tcp://127.0.0.1:${bound.port}`;
  }

  /** The next job's first byte starts the watch. */
  expectJob(): void {
    this.#job = null;
  }

  /** The job that came since. @throws Error if none did */
  job(): Job {
    if (this.#job === null) throw new Error('no job has come to the printer');
    return this.#job;
  }

  /** @throws Error if the printer did not understand everything it was sent */
  close(): void {
    this.#server.close();
    const { unknownCommands, lostBytes } = this.#simulator;
    if (unknownCommands.length > 0 || lostBytes > 0)
      throw new Error(`the printer lost ${lostBytes} bytes and did not know ${unknownCommands.join(', ')}`);
  }

  #plug(socket: Socket): void {
    const stop = this.#simulator.onSend((bytes) => void socket.write(bytes));
    socket.on('data', (bytes) => {
      this.#time(bytes);
      this.#simulator.receive(bytes);
    });
    socket.on('close', stop);
    // The host closes with a reset, so that no half of a job stays behind.
    socket.on('error', () => socket.destroy());
  }

  #time(bytes: Buffer): void {
    if (this.#job !== null) {
      this.#job.bytes += bytes.length;
      return;
    }
    const start = bytes.indexOf(jobStart);
    if (start < 0) return;
    this.#job = { atMs: performance.now(), bytes: bytes.length - start };
  }
}
