/** Visitors who are not there, on a clock that the test moves. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { DemoTraffic } from '../../firmware-host/lab/demo-traffic.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { seedOf, seeded } from '../support/seeded.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 3000;
const actor = { kind: 'host', id: 'test' } as const;

interface TestClock {
  nowMs: number;
  now(): Moment;
  trusted(): boolean;
}

class Demo {
  readonly events: Recorded[] = [];
  readonly presses: { counter: string; score: number }[] = [];
  readonly traffic: DemoTraffic;
  readonly #handler: Handler;
  readonly #clock: TestClock;

  private constructor(handler: Handler, clock: TestClock, available: boolean) {
    this.#handler = handler;
    this.#clock = clock;
    handler.onCommit((events) => void this.events.push(...events));
    this.traffic = new DemoTraffic({
      handler,
      clock,
      ids: randomIds(),
      random: seeded(seedOf('demo traffic')),
      available,
      press: (counter, score) => void this.presses.push({ counter, score }),
    });
    onTestFinished(() => this.traffic.close());
  }

  static async open(available = true, change: Partial<Lobby> = {}): Promise<Demo> {
    const clock: TestClock = {
      nowMs: 0,
      trusted: () => true,
      now: () => ({ at: clock.nowMs, monoMs: clock.nowMs, boot: 'boot', trusted: true }),
    };
    const journal = await openJournal(tempDir());
    onTestFinished(() => journal.close());
    const handler = await Handler.start(journal, clock, randomIds());
    // Without printers: papers are another test's question.
    const kiosks = [{ id: 'door', printer: null }];
    await handler.handle({
      command: { type: 'apply-config', lobby: { ...lobby, kiosks, ...change }, timetable: null },
      actor,
    });
    await handler.handle({ command: { type: 'open-day', date: '2026-11-21', timetable: alwaysOpen }, actor });
    return new Demo(handler, clock, available);
  }

  /** Lets so much of the demo's time pass, and waits for everything that was asked to be durable. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      this.#clock.nowMs += STEP_MS / this.traffic.view.pace;
      this.traffic.tick();
      // A command without any effect is answered after all before it.
      await this.#handler.handle({
        command: { type: 'open-day', date: '2026-11-21', timetable: alwaysOpen },
        actor,
      });
    }
  }

  /** What somebody does by hand. */
  async ask(command: Command): Promise<void> {
    const outcome = await this.#handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  }

  count(type: Recorded['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }
}

describe('demo traffic', { timeout: 60_000 }, () => {
  it.each([1, 60] as const)('takes, calls, serves and rates, at pace %i', async (pace) => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 30, pace });
    await demo.pass(3 * HOUR_MS);
    // Poisson: nine in ten thousand days of 90 visitors have fewer than 62 or more than 120.
    expect(demo.count('ticket.taken')).toBeGreaterThan(55);
    expect(demo.count('ticket.taken')).toBeLessThan(130);
    expect(demo.count('ticket.finished')).toBeGreaterThan(10);
    expect(demo.presses.length).toBeGreaterThan(3);
    for (const { score } of demo.presses) expect([1, 2, 3, 4, 5]).toContain(score);
  });

  it('leaves the first counter to whoever plays', async () => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 60 });
    await demo.pass(HOUR_MS / 2);
    const counters = demo.events.flatMap(({ data }) => ('counter' in data ? [data.counter] : []));
    expect(new Set(counters)).toEqual(new Set(['2']));
  });

  it('ends what it has begun when it is stopped, and then does nothing at all', async () => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 60 });
    await demo.pass(HOUR_MS);
    demo.traffic.set({ perHour: 0 });
    await demo.pass(HOUR_MS);
    expect(demo.count('ticket.finished') + demo.count('ticket.no-show')).toBe(
      demo.events.filter(({ type, data }) => type === 'ticket.called' && data.call === 1).length,
    );
    const before = demo.events.length;
    await demo.pass(HOUR_MS);
    expect(demo.events.length).toBe(before);
  });

  it('calls nobody any more from the moment it is stopped', async () => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 90 });
    await demo.pass(HOUR_MS);
    demo.traffic.set({ perHour: 0 });
    const called = demo.count('ticket.called');
    const firsts = () => demo.events.filter(({ type, data }) => type === 'ticket.called' && data.call === 1);
    const before = firsts().length;
    expect(called).toBeGreaterThan(0);
    await demo.pass(HOUR_MS);
    expect(firsts().length).toBe(before);
  });

  it('leaves a visit alone that somebody else began', async () => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 1 });
    await demo.ask({ type: 'sign-in', counter: '2', agent: 'chen' });
    const ticket = { service: 'B', kiosk: null, language: null, ticket: 'theirs', token: 'secret' };
    await demo.ask({ type: 'take-ticket', by: 'kiosk', ...ticket });
    await demo.ask({ type: 'call-next', counter: '2' });
    await demo.pass(HOUR_MS / 2);
    const theirs = demo.events.filter(({ data }) => 'ticket' in data && data.ticket === 'theirs');
    expect(theirs.map(({ type }) => type)).toEqual(['ticket.taken', 'ticket.called']);
  });

  it('makes no crowd of a slider that is moved about', async () => {
    const demo = await Demo.open();
    for (let perHour = 11; perHour <= 40; perHour += 1) {
      demo.traffic.set({ perHour });
      await demo.pass(STEP_MS);
    }
    // A minute and a half at less than forty an hour: one who comes at once, and hardly two more.
    expect(demo.count('ticket.taken')).toBeLessThanOrEqual(6);
  });

  it('keeps the rules of a house: calls again after a while, gives up after enough calls, writes up', async () => {
    const calls = { ...lobby.calls, everyMs: 15_000, max: 3, noShowCalls: 3 };
    const counters = ['1', '2'].map((id) => ({ id, services: ['A', 'B'], overflow: [] }));
    const demo = await Demo.open(true, { calls, counters, wrapUp: { maxMs: null } });
    demo.traffic.set({ perHour: 60 });
    await demo.pass(8 * HOUR_MS);
    expect(demo.count('ticket.finished')).toBeGreaterThan(100);
    expect(demo.count('counter.ready')).toBeGreaterThan(90);
    // Calling the next one ends the writing up as well; some are done with it before.
    const next = demo.events.flatMap(({ type }, index) => (type === 'counter.ready' ? [index + 1] : []));
    expect(next.filter((index) => demo.events[index]?.type !== 'ticket.called').length).toBeGreaterThan(0);
    const calledTimes = new Map<string, number>();
    const givenUp: string[] = [];
    for (const { type, data } of demo.events) {
      if (type === 'ticket.called') calledTimes.set(data.ticket, data.call);
      if (type === 'ticket.no-show') givenUp.push(data.ticket);
    }
    expect(givenUp.length).toBeGreaterThan(0);
    expect(new Set(givenUp.map((ticket) => calledTimes.get(ticket)))).toEqual(new Set([3]));
  });

  it('seats an agent who is at no other counter', async () => {
    const counters = ['1', '2'].map((id) => ({ id, services: ['A', 'B'], overflow: [] }));
    const demo = await Demo.open(true, { counters });
    await demo.ask({ type: 'sign-in', counter: '1', agent: 'chen' });
    demo.traffic.set({ perHour: 60 });
    await demo.pass(HOUR_MS);
    const seated = demo.events.flatMap(({ type, data }) =>
      type === 'counter.signed-in' ? [data.agent] : [],
    );
    expect(seated).toEqual(['chen', 'lin']);
    expect(demo.count('ticket.finished')).toBeGreaterThan(5);
  });

  it('sends nobody to a closed door, where it would be counted', async () => {
    const demo = await Demo.open();
    for (const letter of ['A', 'B'])
      await demo.ask({ type: 'close-service', service: letter, reason: { en: 'No power' } });
    demo.traffic.set({ perHour: 90 });
    await demo.pass(HOUR_MS);
    expect([demo.count('ticket.taken'), demo.count('ticket.refused')]).toEqual([0, 0]);
  });

  it('leaves a counter alone at which somebody has paused', async () => {
    const demo = await Demo.open();
    await demo.ask({ type: 'sign-in', counter: '2', agent: 'chen' });
    await demo.ask({ type: 'pause', counter: '2', reason: 'meal' });
    demo.traffic.set({ perHour: 60 });
    await demo.pass(HOUR_MS);
    expect(demo.count('ticket.called')).toBe(0);
  });

  it('fills no lobby to the street', async () => {
    const demo = await Demo.open();
    demo.traffic.set({ perHour: 90 });
    await demo.pass(4 * HOUR_MS);
    const called = demo.events.filter(({ type, data }) => type === 'ticket.called' && data.call === 1).length;
    expect(demo.count('ticket.taken') - called).toBeLessThanOrEqual(40);
  });

  it('costs nobody paper where the printer is real', async () => {
    const demo = await Demo.open(false);
    demo.traffic.set({ perHour: 60 });
    await demo.pass(HOUR_MS);
    expect(demo.traffic.view).toEqual({ available: false, perHour: 0, pace: 1 });
    expect(demo.events).toEqual([]);
  });
});
