/** GPIO lines as a session and as johnny-five itself take them; in this process. */
import { EventEmitter, once } from 'node:events';
import five from 'johnny-five';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionMessage } from '../../../drivers/pad/child/messages.ts';
import { monoNow } from '../../../drivers/pad/child/mono-now.ts';
import { Contact } from '../../../drivers/pad/contact.ts';
import { Session } from '../../../drivers/pad/child/session.ts';
import { GpioIo } from '../../../drivers/pad/gpio/gpio-io.ts';
import { defaultTiming } from '../../../drivers/pad/timing.ts';
import { edgeLine, levelLine } from '../../../drivers/transport/gpio/lines.ts';

/** A session on lines 17 and 27, with a light on 12, and what it has said. */
class Talk {
  readonly session: Session;
  readonly said: SessionMessage[] = [];

  constructor() {
    const { setUpMs, askMs } = defaultTiming;
    this.session = new Session(
      { family: 'gpio', inputs: [17, 27], outputs: [12], setUpMs, askMs },
      (message) => this.said.push(message),
    );
  }

  hear(...lines: string[]): void {
    this.session.receive(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  }

  async ready(): Promise<this> {
    this.hear('17=1', '27=0');
    await vi.waitUntil(() => this.said.some(({ kind }) => kind === 'ready'), { interval: 1 });
    return this;
  }

  get levels(): [pin: number, down: boolean, monoMs: number][] {
    return this.said.flatMap((message) =>
      message.kind === 'level' ? [[message.pin, message.down, message.monoMs]] : [],
    );
  }

  get written(): string {
    return this.said
      .map((message) => (message.kind === 'write' ? Buffer.from(message.bytes).toString() : ''))
      .join('');
  }

  has(kind: SessionMessage['kind']): boolean {
    return this.said.some((message) => message.kind === kind);
  }
}

/** An edge of now, and its time as the session tells it. */
function edgeNow(line: number, edge: 0 | 1, major: 1 | 2): { text: string; atMs: number } {
  const ns = process.hrtime.bigint();
  const seconds = ns / 1_000_000_000n;
  const rest = ns % 1_000_000_000n;
  const text =
    major === 1
      ? `${line} ${edge} ${seconds} ${rest}`
      : `${line} ${edge === 1 ? 1 : 2} ${seconds}.${String(rest).padStart(9, '0')}`;
  return { text, atMs: Number(ns) / 1e6 };
}

async function settled(): Promise<Talk> {
  const talk = new Talk();
  talk.hear('17=1', '27=1');
  for (let turn = 0; turn < 10 && !talk.has('ready'); turn++) await new Promise(setImmediate);
  expect(talk.has('ready')).toBe(true);
  return talk;
}

describe('a session on GPIO lines', () => {
  it('asks for the levels, makes the outputs low, and tells each level with the time of the kernel', async () => {
    const talk = await new Talk().ready();
    expect(talk.written).toBe('?\n12=0\n');
    expect(talk.levels.map(([pin, down]) => [pin, down])).toEqual([
      [17, false],
      [27, true],
    ]);
    for (const major of [1, 2] as const) {
      const down = edgeNow(17, 0, major);
      const up = edgeNow(17, 1, major);
      talk.hear(down.text, up.text);
      expect(talk.levels.slice(-2)).toEqual([
        [17, true, expect.closeTo(down.atMs, 3)],
        [17, false, expect.closeTo(up.atMs, 3)],
      ]);
    }
    talk.session.end();
  });

  it('takes the time of arrival where the kernel tells another clock', async () => {
    const talk = await new Talk().ready();
    const before = monoNow();
    talk.hear(`17 0 ${Math.floor(Date.now() / 1000)} 5`);
    const [, , monoMs = 0] = talk.levels.at(-1) ?? [];
    expect(monoMs).toBeGreaterThanOrEqual(before);
    expect(monoMs).toBeLessThanOrEqual(monoNow());
    talk.session.end();
  });

  it('takes the time of arrival where the kernel tells a time of long ago', async () => {
    const twoHoursNs = 7_200_000_000_000n;
    const real = process.hrtime.bigint.bind(process.hrtime);
    const clock = vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => real() + twoHoursNs);
    const talk = await new Talk().ready();
    const before = monoNow();
    talk.hear('17 0 5 5');
    expect(talk.levels.at(-1)?.[2]).toBeGreaterThanOrEqual(before);
    // It may be up for only 5 s: what does not run backwards is no proof.
    talk.hear(`17 1 ${Math.floor(before / 1000) - 2} 5`);
    expect(talk.levels.at(-1)?.[2]).toBeLessThanOrEqual(monoNow());
    talk.session.end();
    clock.mockRestore();
  });

  it('tells nothing of a spike, whose edges the kernel takes both for the level that it reads after them', async () => {
    const talk = await new Talk().ready();
    talk.hear(edgeNow(17, 0, 2).text, edgeNow(17, 1, 2).text);
    const before = talk.levels.length;
    talk.hear(edgeNow(17, 1, 2).text, edgeNow(17, 1, 2).text);
    expect(talk.levels).toHaveLength(before);
    talk.session.end();
  });

  it('never lets the time of a line run backwards', async () => {
    const talk = await new Talk().ready();
    const early = edgeNow(17, 1, 1);
    talk.hear(edgeNow(17, 0, 1).text, early.text);
    const times = talk.levels.filter(([pin]) => pin === 17).map(([, , monoMs]) => monoMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    talk.session.end();
  });

  it('waits for every level, and does not take edges for them', async () => {
    const talk = new Talk();
    talk.hear('17=1', edgeNow(27, 0, 2).text);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(talk.has('ready')).toBe(false);
    talk.hear('27=1');
    await vi.waitUntil(() => talk.has('ready'), { interval: 1 });
    talk.session.end();
  });

  it('begins anew when the lines do', async () => {
    const talk = new Talk();
    talk.hear('!');
    expect([talk.written, talk.has('ended')]).toEqual(['?\n?\n', false]);
    await talk.ready();
    talk.hear('!');
    expect(talk.has('ended')).toBe(true);
  });

  describe('on a fake clock', () => {
    beforeEach(
      () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
    );
    afterEach(() => void vi.useRealTimers());

    it('asks now and then, mends what was lost, and ends when nobody answers', async () => {
      const talk = await settled();
      vi.advanceTimersByTime(defaultTiming.askMs);
      talk.hear('17=0', '27=1');
      expect(talk.levels.at(-1)?.slice(0, 2)).toEqual([17, true]);
      vi.advanceTimersByTime(defaultTiming.askMs);
      expect(talk.has('ended')).toBe(false);
      vi.advanceTimersByTime(defaultTiming.askMs);
      expect(talk.has('ended')).toBe(true);
    });

    it('counts what is no line, and lines that nobody asked for', async () => {
      const talk = await settled();
      const noise = ['17 3 5 5', '99=1', '5 1 5 5', ''];
      talk.hear(...noise, 'z'.repeat(5000), '17=1');
      vi.advanceTimersByTime(defaultTiming.askMs);
      const told = talk.said.find((message) => message.kind === 'noise');
      expect(told).toEqual({ kind: 'noise', bytes: [...noise, 'z'.repeat(5000)].join('\n').length + 1 });
      talk.session.end();
    });

    it('is over when no level comes', () => {
      const talk = new Talk();
      vi.advanceTimersByTime(defaultTiming.setUpMs);
      expect(talk.has('ended')).toBe(true);
    });
  });
});

const hourMs = 3_500_000;

/** Edges, as in `100-`: down 100 ms after the port was opened; where the line was, in the same way. @returns its presses */
function pressesOf(first: '+' | '-', edges: string): { presses: number[]; isStuck: boolean } {
  const openedMs = 50_000_000;
  let nowMs = openedMs;
  vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => BigInt(Math.round(nowMs * 1e6)));
  const io = new GpioIo({ write: () => undefined, noise: () => undefined, ended: () => undefined }, [17], []);
  const contact = new Contact(defaultTiming);
  const presses: number[] = [];
  let isStuck = false;
  io.plugin.on('digital-read-17', (level: number) => {
    if (contact.level(level === 0, io.monoMs)) presses.push(Math.round(io.monoMs - openedMs));
  });
  io.receive(Buffer.from(levelLine(17, first === '+')));
  for (const edge of edges.split(' ')) {
    nowMs = openedMs + Number.parseFloat(edge);
    io.receive(Buffer.from(edgeLine(17, edge.endsWith('+'), nowMs)));
    isStuck ||= contact.isStuck(nowMs);
  }
  io.end();
  return { presses, isStuck };
}

describe('an edge that was missed', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    [
      'a release: the second press counts, and is not held since the first',
      '+',
      '10- 250- 20100- 20200+',
      [10, 250, 20_100],
    ],
    ['a release before the watch began', '-', `${hourMs}-`, [hourMs]],
    ['a press before the watch began: it is told at its release', '+', '60+ 500- 600+', [60, 500]],
    ['a spike on a cable, which is no press', '+', `10- 100+ 9000+ 9000.01+ ${hourMs}+ ${hourMs}.01+`, [10]],
    ['a spike while it is held, which is no release', '+', '10- 90- 90.01- 300+', [10]],
    ['releases within the chatter of a press', '+', '10- 10.05- 10.1- 14- 14.02+ 14.04- 30- 200+', [10]],
    ['presses within the chatter of a release', '+', '10- 200+ 200.05+ 204+ 204.02- 204.04+ 215+', [10]],
    [
      'both, by a queue that was full',
      '+',
      '10- 10.1+ 10.2- 10.3- 10.4- 300- 300.1+ 300.2+ 300.3- 400+',
      [10, 300],
    ],
  ] as const)('is put where it fits: %s', (_, first, edges, presses) => {
    expect(pressesOf(first, edges)).toEqual({ presses, isStuck: false });
  });
});

/** As others use johnny-five; it brings no types, and ours are of the part that Foyer uses. */
const plain = five as unknown as {
  readonly Board: new (options: object) => EventEmitter;
  readonly Button: new (options: object) => EventEmitter;
  readonly Led: new (options: object) => { on(): void; off(): void };
};

it('is an IO plugin for a plain Board with a Button and a Led', async () => {
  let written = '';
  const wire = {
    write: (bytes: Uint8Array) => void (written += Buffer.from(bytes).toString()),
    noise: () => undefined,
    ended: () => undefined,
  };
  const io = new GpioIo(wire, [17], [12]);
  const board = new plain.Board({ io: io.plugin, repl: false, sigint: false, debug: false });
  const ready = once(board, 'ready');
  io.receive(Buffer.from('17=1\n'));
  await ready;
  const button = new plain.Button({ board, pin: 17, isPullup: true });
  const led = new plain.Led({ board, pin: 12 });
  await new Promise(setImmediate);
  led.on();
  const down = once(button, 'down');
  io.receive(Buffer.from(`${edgeNow(17, 0, 1).text}\n`));
  await down;
  const up = once(button, 'up');
  io.receive(Buffer.from(`${edgeNow(17, 1, 1).text}\n`));
  await up;
  led.off();
  // The pull-up of a Button is not a level of the line.
  expect(written).toBe('?\n12=1\n12=0\n');
  io.end();
});
