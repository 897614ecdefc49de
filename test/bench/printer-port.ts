/** A ticket printer on a TCP port of this process, with a stopwatch at the plug. */
import { printerDriver } from '../../drivers/printer/open.ts';
import type { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { DevicePort } from './device-port.ts';

/** DLE, with which each of the driver's questions between jobs begins, and no job. */
const dle = 0x10;

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

  /** A printer that prints at once, on a free port. @param baudRate bits a second of its wire; 0 is at once */
  static async listen(baudRate = 0): Promise<PrinterPort> {
    const simulator = printerDriver('escpos-58').simulate({ pace: 0, baudRate });
    return new PrinterPort(await DevicePort.listen(simulator), simulator);
  }

  /** Calls back at the end of every paper. */
  onPaper(listener: () => void): void {
    let last = this.#simulator.papers[0]?.id ?? 0;
    this.#simulator.onChange(() => {
      const [paper] = this.#simulator.papers;
      if (!paper?.done || paper.id === last) return;
      last = paper.id;
      listener();
    });
  }

  /** Bytes of each of the latest papers. */
  get paperBytes(): readonly number[] {
    return this.#simulator.papers.map(({ bytes }) => bytes);
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
    if (bytes[0] === dle) return;
    this.#job = { atMs: performance.now(), bytes: bytes.length };
  }
}
