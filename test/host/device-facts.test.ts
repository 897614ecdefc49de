/** What the journal is told of devices: what has lasted, and seldom. */
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { DeviceFacts } from '../../firmware-host/followers/device-facts.ts';
import { Handler, type Asked } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import type { DeviceView } from '../../firmware-host/messages/devices.ts';
import { lobby } from '../support/lobby.ts';

const SETTLED_MS = 10_000;

const actor = { kind: 'host', id: 'test' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A journal in memory, which can be out of order. */
class MemoryJournal implements Journal {
  readonly events: Recorded[] = [];
  isBroken = false;

  append: Journal['append'] = (events) => {
    if (this.isBroken) return Promise.resolve({ kind: 'unavailable', reason: 'no medium' });
    this.events.push(...events);
    return Promise.resolve({ kind: 'appended', position: this.events.length } as never);
  };

  async *read(from: number) {
    yield await Promise.resolve(this.events.slice(from - 1));
  }

  dayOpenings = () => Promise.resolve([]);
  lastPosition = () => this.events.length as never;
  close = () => Promise.resolve();
}

/** One printer, as it is when nobody has found it yet. */
const unfound: DeviceView = {
  id: 'paper',
  kind: 'printer',
  model: 'escpos-58',
  port: 'serial:/dev/ttyS1',
  state: 'lost',
  problem: 'disconnected',
  portFault: null,
  paperLow: false,
  lacking: '',
  unheard: false,
  board: null,
  pad: null,
  speaker: null,
};
const ready = { state: 'ready', problem: null } as const;
const open = { state: 'degraded', problem: 'cover-open' } as const;
const out = { state: 'degraded', problem: 'paper-out' } as const;

const refuse = (line: string): never => {
  throw new Error(line);
};

interface House {
  readonly journal: MemoryJournal;
  readonly facts: DeviceFacts;
  /** The device changes. */
  readonly is: (change: Partial<DeviceView>) => void;
  /** What was told of it, and when, in ms since the start. */
  readonly told: () => readonly string[];
  /** How often the rules were asked. */
  readonly asked: () => number;
  readonly later: (ms: number) => Promise<unknown>;
}

async function start(journal = new MemoryJournal(), first: Partial<DeviceView> = {}): Promise<House> {
  const startedAt = Date.now();
  const now = () => ({ at: Date.now() - startedAt, monoMs: Date.now(), boot: 'boot', trusted: true });
  const handler = await Handler.start(journal, { now, trusted: () => true }, randomIds());
  await handler.handle({ command: { type: 'apply-config', lobby, timetable: null }, actor });
  const before = journal.events.length;
  let view: DeviceView = { ...unfound, ...first };
  let listener: ((view: DeviceView) => void) | null = null;
  const devices = {
    views: () => [view],
    onState: (told: (view: DeviceView) => void) => (listener = told),
  };
  let asked = 0;
  const counted = {
    handle: (command: Asked) => {
      asked += 1;
      return handler.handle(command);
    },
  };
  const facts = new DeviceFacts({ handler: counted, devices, say: refuse });
  onTestFinished(() => facts.stop());
  return {
    journal,
    facts,
    is: (change) => {
      view = { ...unfound, ...change };
      listener?.(view);
    },
    told: () =>
      journal.events
        .slice(before)
        .flatMap(({ type, data, time }) =>
          type === 'device.changed' ? [`${time.at} ${data.problem ?? data.state}`] : [type],
        ),
    asked: () => asked,
    later: (ms) => vi.advanceTimersByTimeAsync(ms),
  };
}

/** Found, told, and left in peace for long. */
async function settled(): Promise<House> {
  const house = await start();
  house.is(ready);
  await house.later(60_000);
  house.journal.events.length = 0;
  return house;
}

it('tells what has lasted, and nothing more', async () => {
  const { is, later, told } = await start();
  await later(1000);
  is(ready);
  await later(1999);
  expect(told()).toEqual([]);
  await later(1);
  expect(told()).toEqual(['3000 ready']);
  await later(600_000);
  expect(told()).toEqual(['3000 ready']);
});

it('tells of a device that is missing only when there was time to find it', async () => {
  const { later, told } = await start();
  await later(4999);
  expect(told()).toEqual([]);
  await later(SETTLED_MS);
  expect(told()).toEqual(['5000 disconnected']);
});

it('tells of trouble at once that is no missing device', async () => {
  const { later, told } = await start(undefined, out);
  await later(2000);
  expect(told()).toEqual(['2000 paper-out']);
});

it('says nothing of what is over before anybody could read it', async () => {
  const { is, later, journal } = await settled();
  is(open);
  await later(1999);
  is(ready);
  await later(60_000);
  expect(journal.events).toEqual([]);
});

it('says nothing of why a port is not open: the state has lasted all the while', async () => {
  const { is, later, told } = await start();
  await later(4000);
  is({ portFault: 'ENOENT' });
  await later(1000);
  expect(told()).toEqual(['5000 disconnected']);
});

it('tells of a device that flaps once in a while, and then what it is', async () => {
  const { is, later, told } = await start();
  is(ready);
  await later(2000);
  for (let flaps = 0; flaps < 4; flaps += 1) {
    is(open);
    await later(3000);
    is(ready);
    await later(3000);
  }
  is(out);
  await later(6000);
  // At 32 s it was out for long; the covers in between nobody needs to know.
  expect(told()).toEqual(['2000 ready', '32000 paper-out']);
  is(ready);
  await later(60_000);
  expect(told()).toEqual(['2000 ready', '32000 paper-out', '62000 ready']);
});

it('tells nothing at the end of the rest that has not lasted yet', async () => {
  const { is, later, told } = await start();
  is(ready);
  await later(31_000);
  is(open);
  await later(1500);
  is(ready);
  await later(60_000);
  expect(told()).toEqual(['2000 ready']);
});

it('says nothing that the journal knows from the run before', async () => {
  const first = await start();
  first.is(out);
  await first.later(3000);
  await first.facts.stop();
  const next = await start(first.journal);
  next.is(out);
  await next.later(60_000);
  expect(next.told()).toEqual([]);
  next.is(ready);
  await next.later(2000);
  expect(next.told()).toEqual(['62000 ready']);
});

it('tells what there is then when the journal takes entries again', async () => {
  const { is, later, told, journal } = await start();
  journal.isBroken = true;
  is(out);
  await later(4000);
  is(ready);
  await later(6000);
  expect(told()).toEqual([]);
  journal.isBroken = false;
  await later(1000);
  expect(told()).toEqual(['11000 ready']);
});

it('asks a broken journal once a second', async () => {
  const { is, later, journal, asked } = await start();
  journal.isBroken = true;
  is(out);
  await later(11_500);
  expect(asked()).toBe(10);
});

it('asks nothing about what is known', async () => {
  const { later, asked } = await settled();
  const before = asked();
  await later(600_000);
  expect(asked()).toBe(before);
});

it('says nothing of a device that is lost because the host goes down', async () => {
  const { is, later, told, facts } = await start();
  is(ready);
  await later(2000);
  await facts.stop();
  is({});
  await later(60_000);
  expect(told()).toEqual(['2000 ready']);
});
