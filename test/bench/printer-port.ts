/** A ticket printer on a TCP port of this process, with a stopwatch at the plug. */
import { printerDrivers } from '../../drivers/registry.ts';
import type { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { DevicePort } from './device-port.ts';

/** FS &, with which every job begins (kanji mode on); none of the driver's questions between jobs holds it. */
const jobStart = Buffer.from([0x1c, 0x26]);

export interface Job {
  /** performance.now() at its first byte. */
  readonly atMs: number;
  /** Everything from its first byte on, the driver's questions behind it included. */
  bytes: number;
}

export class PrinterPort {
  readonly #port: DevicePort;
  readonly #simulator: PrinterSimulator;
  #job: Job | null = null;

  private constructor(port: DevicePort, simulator: PrinterSimulator) {
    this.#port = port;
    this.#simulator = simulator;
    port.onBytes = (bytes) => this.#time(bytes);
  }

  /** A printer that prints at once, on a free port. */
  static async listen(): Promise<PrinterPort> {
    const simulator = printerDrivers['escpos-58'].simulate({ pace: 0 });
    return new PrinterPort(await DevicePort.listen(simulator), simulator);
  }

  /** As the lobby file wants it. */
  get address(): string {
    return this.#port.address;
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
    this.#port.close();
    const { unknownCommands, lostBytes } = this.#simulator;
    if (unknownCommands.length > 0 || lostBytes > 0)
      throw new Error(`the printer lost ${lostBytes} bytes and did not know ${unknownCommands.join(', ')}`);
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
