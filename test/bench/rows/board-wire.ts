import { simulate } from '../../../drivers/board/open.ts';
import { FrameParser } from '../../../drivers/board/bx/frame.ts';
import { startBoardHost } from '../board-host.ts';
import { DevicePort } from '../device-port.ts';
import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';
import { until } from '../until.ts';

const baudRate = 9600;
/** Start bit, eight data bits, stop bit. */
const msPerByte = 10_000 / baudRate;
const WARM_UP = 10;

/** A frame that has come to the far end of the wire. */
interface Arrival {
  readonly frameBytes: number;
  /** `performance.now()` at its last byte, for a wire that carries one byte after the other. */
  readonly endMs: number;
}

/** A BX-5K board at the end of a slow wire: bytes reach its port at once, and count as there when the wire would have brought them. */
class SlowBoard {
  readonly port: DevicePort;
  readonly #parser = new FrameParser();
  #wireFreeAtMs = 0;
  #frameBytes = 0;
  #busyUntilMs = 0;
  #arrived: ((arrival: Arrival) => void) | null = null;

  private constructor(port: DevicePort) {
    this.port = port;
    port.onBytes = (bytes) => this.#take(bytes);
  }

  static async listen(): Promise<SlowBoard> {
    const simulator = simulate({ id: 'main', model: 'bx-5k', port: 'simulated:' }, { baudRate });
    const board = new SlowBoard(await DevicePort.listen(simulator));
    simulator.onSend(() => (board.#busyUntilMs = performance.now()));
    return board;
  }

  /** The next frame that shows something. */
  nextFrame(): Promise<Arrival> {
    return new Promise((resolve) => (this.#arrived = resolve));
  }

  /** Whether the board has answered everything, and nothing was sent for so long. */
  isQuiet(ms: number): boolean {
    return performance.now() - this.#busyUntilMs > ms;
  }

  #take(bytes: Buffer): void {
    let atMs = Math.max(performance.now(), this.#wireFreeAtMs);
    for (const byte of bytes) {
      atMs += msPerByte;
      this.#frameBytes += 1;
      for (const parsed of this.#parser.push(Uint8Array.of(byte))) {
        const frameBytes = this.#frameBytes;
        this.#frameBytes = 0;
        if (parsed.kind !== 'frame' || !isAreas(parsed.frame.data)) continue;
        this.#arrived?.({ frameBytes, endMs: atMs });
        this.#arrived = null;
      }
    }
    this.#wireFreeAtMs = atMs;
    // Until the answer has come.
    this.#busyUntilMs = Infinity;
  }
}

/** The command that carries areas. */
const isAreas = (data: Uint8Array): boolean => data[0] === 0xa3 && data[1] === 0x06;

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'board-wire');
  const board = await SlowBoard.listen();
  const host = await startBoardHost(dir, board.port.address);
  const connection = await HttpConnection.open(host.port);
  const calls = times(bench, 200, 60);
  await oneByOne(connection, WARM_UP + calls, visitors(host.port, bench.seed));
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  const latenciesMs: number[] = [];
  const wireMs: number[] = [];
  for (let n = 0; n < WARM_UP + calls; n += 1) {
    if (n % 20 === 0) bench.progress(`call ${n} of ${WARM_UP + calls}`);
    // What the visit before has changed is on the board; how long a call waits for it is a matter of how busy the lobby is.
    await until('a line that is free', async () => board.isQuiet(30));
    const arrival = board.nextFrame();
    const startMs = performance.now();
    expectStatus(await connection.send(counter.request('call-next')), 200);
    const { endMs, frameBytes } = await arrival;
    if (n >= WARM_UP) {
      latenciesMs.push(endMs - startMs);
      wireMs.push(frameBytes * msPerByte);
    }
    await counter.act('finish');
  }
  connection.close();
  await host.stop();
  board.port.close();
  const frameMs = median(wireMs);
  const target = {
    direction: 'at most',
    factor: 1,
    limit: 1.2 * frameMs + 5,
    from: '1.2 × the wire + 5 ms',
  } as const;
  return [
    told('the frame of a call on a wire of 9600 baud', frameMs, 'ms'),
    { what: 'call → last byte at 9600 baud, p50', value: median(latenciesMs), unit: 'ms', target },
    {
      what: 'call → last byte at 9600 baud, p99',
      value: percentile(latenciesMs, 99),
      unit: 'ms',
      target,
      note: 'From the send of the POST to the last byte of the frame that shows the call, at the far end of a wire that carries one byte after the other; the line is free when somebody is called.',
    },
  ];
}

export const boardWireRow: Row = { name: 'board-wire', title: 'Call → LED board on a slow wire', run };
