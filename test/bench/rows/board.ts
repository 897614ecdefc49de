import { simulate } from '../../../drivers/board/open.ts';
import { startBoardHost } from '../board-host.ts';
import { DevicePort } from '../device-port.ts';
import { HttpConnection } from '../http-client.ts';
import { expectStatus } from '../http-request.ts';
import { oneByOne } from '../load.ts';
import { RawAppends } from '../raw.ts';
import { times, told, type Bench, type Figure, type Row } from '../row.ts';
import { freshDir } from '../scratch.ts';
import { median, percentile } from '../stats.ts';
import { BenchCounter, visitors } from '../tickets.ts';

const PER_ROUND = 100;
const WARM_UP = 300;
/**
 * A3 06, the command that carries areas. Now and then the driver repaints a row by itself, which may be taken for a call:
 * among hundreds of calls a second that moves no figure.
 */
const areasCommand = Buffer.from([0xa3, 0x06]);

/** A board that acknowledges at once, and the moment at which a change of it begins to arrive. */
class BoardPort {
  readonly port: DevicePort;
  #arrived: ((atMs: number) => void) | null = null;

  private constructor(port: DevicePort) {
    this.port = port;
    port.onBytes = (bytes) => {
      if (!bytes.includes(areasCommand)) return;
      this.#arrived?.(performance.now());
      this.#arrived = null;
    };
  }

  static async listen(): Promise<BoardPort> {
    const simulator = simulate({ id: 'main', model: 'bx-5k', port: 'simulated:' }, { pace: 0 });
    return new BoardPort(await DevicePort.listen(simulator));
  }

  nextChange(): Promise<number> {
    return new Promise((resolve) => (this.#arrived = resolve));
  }
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'board');
  const raw = new RawAppends(dir);
  const board = await BoardPort.listen();
  const host = await startBoardHost(dir, board.port.address);
  const connection = await HttpConnection.open(host.port);
  const rounds = times(bench, 10, 3);
  bench.progress('visitors come');
  await oneByOne(connection, WARM_UP + rounds * PER_ROUND, visitors(host.port, bench.seed));
  const counter = new BenchCounter(connection, host.port, '1');
  await counter.signIn();
  const callOnce = async (): Promise<number> => {
    const arrival = board.nextChange();
    const request = counter.request('call-next');
    const startMs = performance.now();
    const [answer, atMs] = await Promise.all([connection.send(request), arrival]);
    expectStatus(answer, 200);
    await counter.act('finish');
    return atMs - startMs;
  };
  for (let n = 0; n < WARM_UP; n += 1) await callOnce();
  const latenciesMs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}`);
    raw.measure(PER_ROUND);
    for (let n = 0; n < PER_ROUND; n += 1) latenciesMs.push(await callOnce());
  }
  const rawP99Ms = raw.p99Ms;
  connection.close();
  raw.close();
  await host.stop();
  board.port.close();
  return [
    told('raw append + fdatasync, p99', rawP99Ms, 'ms'),
    told('call → first byte on the board, p50', median(latenciesMs), 'ms'),
    {
      what: 'call → first byte on the board, p99',
      value: percentile(latenciesMs, 99),
      unit: 'ms',
      target: { direction: 'at most', factor: 1, limit: 2 * rawP99Ms + 3, from: '2 × raw p99 + 3 ms' },
      note: 'A BX-5K board on a TCP port of this process; from the send of the POST to the bytes of the row that shows the call.',
    },
  ];
}

export const boardRow: Row = { name: 'board', title: 'Call → LED board', run };
