/** A keypad as a session and as johnny-five itself take it; in this process, on a fake clock. */
import five from 'johnny-five';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionMessage } from '../../../drivers/pad/child/messages.ts';
import { monoNow } from '../../../drivers/pad/child/mono-now.ts';
import { Session } from '../../../drivers/pad/child/session.ts';
import { encodeInputEvent, EventType, KeyValue, Syn } from '../../../drivers/pad/keypad/input-event.ts';
import { KeypadIo } from '../../../drivers/pad/keypad/keypad-io.ts';
import { keyCode } from '../../../drivers/pad/keypad/keys.ts';
import { KeypadSimulator } from '../../../drivers/pad/keypad/simulator.ts';
import { defaultTiming } from '../../../drivers/pad/timing.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { seeded, seedOf } from '../../support/seeded.ts';

const seed = seedOf('keypad under johnny-five');

const kp5 = keyCode('KP5') ?? 0;
const enter = keyCode('KPENTER') ?? 0;

const event = (type: number, code: number, value: number) =>
  encodeInputEvent({ type, code, value }, Date.now());
const key = (code: number, value: number) => event(EventType.key, code, value);

class Talk {
  readonly session: Session;
  readonly #heard: SessionMessage[] = [];

  constructor(inputs: number[] = [kp5, enter], outputs: number[] = []) {
    const { setUpMs, askMs } = defaultTiming;
    const terms = { family: 'keypad', inputs, outputs, setUpMs, askMs } as const;
    this.session = new Session(terms, (message) => void this.#heard.push(message));
  }

  /** What has come since the last call. */
  take(): SessionMessage[] {
    return this.#heard.splice(0);
  }

  levels(): [number, boolean][] {
    return this.take().flatMap((one): [number, boolean][] =>
      one.kind === 'level' ? [[one.pin, one.down]] : [],
    );
  }
}

const unheard = () => undefined;

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function ready(inputs?: number[]): Promise<Talk> {
  const talk = new Talk(inputs);
  await pass(300);
  expect(talk.take().at(-1)).toEqual({ kind: 'ready' });
  return talk;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  const timersLeft = vi.getTimerCount();
  vi.useRealTimers();
  if (timersLeft > 0) throw new Error(`${timersLeft} timers are left`);
});

describe('conversation with a keypad', () => {
  it('tells that every key is up, then that it is ready, then every change with its time', async () => {
    const talk = new Talk();
    await pass(299);
    expect(talk.take()).toEqual([]);
    await pass(1);
    expect(talk.take()).toMatchObject([
      { kind: 'made' },
      { kind: 'level', pin: kp5, down: false },
      { kind: 'level', pin: enter, down: false },
      { kind: 'ready' },
    ]);
    const pressedMs = monoNow();
    talk.session.receive(key(kp5, KeyValue.down));
    await pass(3);
    talk.session.receive(key(kp5, KeyValue.up));
    expect(talk.take()).toEqual([
      { kind: 'level', pin: kp5, down: true, monoMs: pressedMs },
      { kind: 'level', pin: kp5, down: false, monoMs: pressedMs + 3 },
    ]);
    talk.session.end();
  });

  it('takes a key that repeats before it is ready for held, and says so as the first level', async () => {
    const talk = new Talk();
    talk.session.receive(key(enter, KeyValue.repeated));
    await pass(300);
    expect(talk.levels()).toEqual([
      [kp5, false],
      [enter, true],
    ]);
    talk.session.receive(key(enter, KeyValue.up));
    expect(talk.levels()).toEqual([[enter, false]]);
    talk.session.end();
  });

  it('says nothing of repeats, of keys that are no buttons, and of what else a keyboard tells', async () => {
    const talk = await ready();
    talk.session.receive(key(kp5, KeyValue.down));
    talk.take();
    talk.session.receive(key(kp5, KeyValue.repeated));
    talk.session.receive(key(30, KeyValue.down));
    talk.session.receive(key(31, KeyValue.repeated));
    talk.session.receive(event(EventType.msc, 4, 0x7005d));
    talk.session.receive(event(EventType.led, 0, 1));
    talk.session.receive(event(EventType.syn, Syn.report, 1));
    expect(talk.take()).toEqual([]);
    talk.session.end();
  });

  it('takes every key for released after the kernel has dropped events', async () => {
    const talk = await ready();
    talk.session.receive(key(kp5, KeyValue.down));
    talk.session.receive(event(EventType.syn, Syn.dropped, 0));
    expect(talk.levels()).toEqual([
      [kp5, true],
      [kp5, false],
    ]);
    talk.session.receive(key(kp5, KeyValue.repeated));
    talk.session.receive(key(kp5, KeyValue.up));
    expect(talk.take()).toEqual([]);
    talk.session.receive(key(kp5, KeyValue.down));
    expect(talk.levels()).toEqual([[kp5, true]]);
    talk.session.end();
  });

  it('begins anew for a button that repeats though nobody has seen it go down, which is no press', async () => {
    const talk = await ready();
    talk.session.receive(key(kp5, KeyValue.repeated));
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('counts noise, takes every key for released, and finds the next event', async () => {
    const talk = await ready();
    talk.session.receive(key(kp5, KeyValue.down));
    talk.session.receive(Buffer.concat([Buffer.alloc(7, 0xff), key(enter, KeyValue.down)]));
    await pass(defaultTiming.askMs);
    const told = talk.take();
    expect(told.filter(({ kind }) => kind === 'level')).toMatchObject([
      { pin: kp5, down: true },
      { pin: kp5, down: false },
      { pin: enter, down: true },
    ]);
    expect(told.filter(({ kind }) => kind === 'noise')).toEqual([{ kind: 'noise', bytes: 7 }]);
    talk.session.end();
  });

  it('begins anew when nothing but noise comes', async () => {
    const talk = await ready();
    for (let times = 0; times < 3; times++)
      talk.session.receive(Buffer.concat([Buffer.alloc(2000, 0xff), key(kp5, KeyValue.up)]));
    expect(talk.take()).toEqual([]);
    for (let times = 0; times < 3; times++) talk.session.receive(Buffer.alloc(2000, 0xff));
    expect(talk.take().map(({ kind }) => kind)).toEqual(['noise', 'ended']);
  });

  it(`survives 10⁶ bytes of anything, and begins anew where it must, seed ${seed}`, async () => {
    const random = seeded(seed);
    let ends = 0;
    let talk = await ready();
    for (let at = 0; at < 1_000_000; at += 500) {
      const junk = Uint8Array.from({ length: 476 }, () => Math.floor(random() * 256));
      talk.session.receive(junk);
      if (random() < 0.1) talk.session.receive(key(kp5, KeyValue.down));
      if (!talk.take().some(({ kind }) => kind === 'ended')) continue;
      ends += 1;
      talk = await ready();
    }
    expect(ends).toBeGreaterThan(10);
    talk.session.end();
    const next = await ready();
    next.session.receive(key(kp5, KeyValue.down));
    expect(next.levels()).toEqual([[kp5, true]]);
    next.session.end();
  });

  it.each([
    ['a code that no key has', [kp5, 0x2fe], []],
    ['a light', [kp5], [enter]],
  ])('says that it is the wrong device for %s', async (_, inputs, outputs) => {
    const talk = new Talk(inputs, outputs);
    await pass(300);
    expect(talk.take()).toEqual([{ kind: 'wrong-device' }]);
  });

  it('is never asked in vain, and says nothing after its end', async () => {
    const talk = await ready();
    await pass(60_000);
    expect(talk.take()).toEqual([]);
    talk.session.end();
    talk.session.receive(key(kp5, KeyValue.down));
    expect(talk.take()).toEqual([]);
  });

  it('says nothing more of the bytes in which it ended', () => {
    const noise = vi.fn<(bytes: number) => void>();
    const io = new KeypadIo({ write: unheard, noise, ended: () => io.end() }, [kp5]);
    io.receive(Buffer.concat([Buffer.alloc(5000, 0xff), key(kp5, KeyValue.down), Buffer.alloc(5000, 0xff)]));
    expect(noise.mock.calls).toEqual([[5000]]);
  });

  it('leaves nothing behind when it is ended before it is ready', async () => {
    const talk = new Talk();
    talk.session.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('keypad simulator', () => {
  it('repeats the key that was pressed last, as the kernel does', async () => {
    const keypad = new KeypadSimulator(buttonsOnly([kp5, enter]));
    const sent: string[] = [];
    keypad.onSend((bytes) => {
      const told = Buffer.from(bytes).subarray(bytes.length / 2 - 8, bytes.length / 2);
      sent.push(`${told.readUInt16LE(2)}:${told.readInt32LE(4)}`);
    });
    keypad.setButton(0, true);
    await pass(250 + 33);
    keypad.setButton(1, true);
    keypad.setButton(0, false);
    await pass(250);
    keypad.setButton(1, false);
    await pass(1000);
    const [a, b] = [kp5, enter];
    expect(sent).toEqual([`${a}:1`, `${a}:2`, `${a}:2`, `${b}:1`, `${a}:0`, `${b}:2`, `${b}:0`]);
  });

  it('tells after it has hung which keys have come up', async () => {
    const keypad = new KeypadSimulator(buttonsOnly([kp5, enter]));
    const talk = await ready();
    keypad.onSend((bytes) => talk.session.receive(bytes));
    keypad.setButton(0, true);
    keypad.setFaults({ hung: true });
    keypad.setButton(0, false);
    expect(talk.levels()).toEqual([[kp5, true]]);
    keypad.setFaults({ hung: false });
    expect(talk.levels()).toEqual([[kp5, false]]);
    talk.session.end();
  });
});

describe('unmodified johnny-five on a keypad', () => {
  it('makes a Board and Buttons of it', async () => {
    const io = new KeypadIo({ write: unheard, noise: unheard, ended: unheard }, [kp5, enter]);
    const board = new five.Board({ io: io.plugin, repl: false, sigint: false, debug: false });
    const isReady = vi.fn<() => void>();
    board.on('ready', isReady);
    await pass(300);
    expect(isReady).toHaveBeenCalledTimes(1);
    const { Button } = five as unknown as {
      Button: new (options: object) => { on(event: string, heard: () => void): void };
    };
    const pressed: string[] = [];
    for (const [name, pin] of Object.entries({ kp5, enter })) {
      const button = new Button({ board, pin, isPullup: true });
      button.on('down', () => pressed.push(`${name} down`));
      button.on('up', () => pressed.push(`${name} up`));
    }
    await pass(20);
    // A Button says `up` of what it finds up.
    pressed.splice(0);
    io.receive(key(kp5, KeyValue.down));
    await pass(50);
    io.receive(key(kp5, KeyValue.up));
    await pass(50);
    expect(pressed).toEqual(['kp5 down', 'kp5 up']);
    io.end();
    vi.clearAllTimers();
  });
});
