/** The one scheduler of the house: it tells the rules that time has passed, when something happens by itself. */
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Clock } from '../../firmware-host/clock.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import { PassTime } from '../../firmware-host/pass-time.ts';
import { alwaysOpen, lobby, MINUTE_MS } from '../support/lobby.ts';

const host = { kind: 'host', id: 'test' } as const;
const SECOND_MS = 1000;
const MORNING = Date.UTC(2026, 10, 21, 1);

// Time is faked: it goes as far as a test lets it, at once.
beforeEach(() => void vi.useFakeTimers({ now: MORNING }));
afterEach(() => void vi.useRealTimers());

/** A wall clock that may be set, beside a machine's own that runs with the faked timers. */
class TestClock implements Clock {
  aheadMs = 0;
  now = () => ({ at: Date.now() + this.aheadMs, monoMs: Date.now(), boot: 'boot', trusted: true });
  trusted = () => true;
}

/** Takes nothing for so many times. */
class FailingJournal extends MemoryJournal {
  unavailable = 0;

  override append(events: readonly Recorded[], options: { readonly after: number }) {
    if (this.unavailable === 0) return super.append(events, options);
    this.unavailable -= 1;
    return Promise.resolve({ kind: 'unavailable', reason: 'disk full' } as const);
  }
}

/** A lobby in which A001 waits, and a number that is called is given up after a minute. */
async function running() {
  const journal = new FailingJournal();
  const clock = new TestClock();
  const handler = await Handler.start(journal, clock, randomIds());
  const ask = (command: Command) => handler.handle({ command, actor: host });
  const calls = { ...lobby.calls, noShowAfterMs: MINUTE_MS };
  await ask({ type: 'apply-config', lobby: { ...lobby, calls }, timetable: null });
  await ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await ask({ type: 'sign-in', counter: '1', agent: 'lin' });
  const from = { kiosk: null, language: null, by: 'staff' } as const;
  await ask({ type: 'take-ticket', service: 'A', ticket: 't1', token: 's1', ...from });
  const said: string[] = [];
  const time = new PassTime(handler, clock, (line) => void said.push(line));
  onTestFinished(() => time.stop());
  time.start();
  const handled = vi.spyOn(handler, 'handle');
  const told = () => handled.mock.calls.filter(([{ command }]) => command.type === 'time-passed').length;
  const stateOf = () => handler.committed.tickets.get('t1')?.state;
  return { ask, clock, handled, journal, said, stateOf, time, told };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('tells that time has passed as soon as something is due, and not before', async () => {
  const { ask, stateOf, told } = await running();
  await ask({ type: 'call-next', counter: '1' });
  await pass(MINUTE_MS - 1);
  expect(stateOf()).toBe('called');
  const before = told();
  await pass(1);
  expect([stateOf(), told()]).toEqual(['no-show', before + 1]);
});

it('sees what has become due by another command meanwhile', async () => {
  const { ask, stateOf } = await running();
  await pass(5 * SECOND_MS);
  await ask({ type: 'park-waiting', ticket: 't1', untilAt: MORNING + 6 * SECOND_MS, reason: 'coffee' });
  await pass(SECOND_MS);
  expect(stateOf()).toBe('waiting');
});

it('sees a wall clock that was set, though nobody does anything', async () => {
  const { ask, clock, stateOf } = await running();
  await ask({ type: 'park-waiting', ticket: 't1', untilAt: MORNING + 60 * MINUTE_MS, reason: 'lunch' });
  await pass(SECOND_MS);
  clock.aheadMs = 60 * MINUTE_MS;
  await pass(10 * SECOND_MS);
  expect(stateOf()).toBe('waiting');
});

it('tells it again after a journal that took nothing, and not all the time', async () => {
  const { ask, journal, stateOf, told } = await running();
  await ask({ type: 'call-next', counter: '1' });
  await pass(MINUTE_MS - 1);
  journal.unavailable = 3;
  const before = told();
  await pass(1);
  expect([stateOf(), told()]).toEqual(['called', before + 1]);
  await pass(3 * SECOND_MS);
  expect([stateOf(), told()]).toEqual(['no-show', before + 4]);
});

it('goes on after a bug, and says it once', async () => {
  const { ask, handled, said, stateOf } = await running();
  await ask({ type: 'call-next', counter: '1' });
  await pass(MINUTE_MS - 1);
  handled.mockRejectedValueOnce(new Error('a bug')).mockRejectedValueOnce(new Error('a bug'));
  await pass(SECOND_MS + 1);
  expect([stateOf(), said]).toEqual(['called', ['nothing happens by itself: a bug']]);
  await pass(SECOND_MS);
  expect([stateOf(), said.length]).toEqual(['no-show', 1]);
});

it('tells nothing more once it is stopped', async () => {
  const { ask, stateOf, time, told } = await running();
  await ask({ type: 'call-next', counter: '1' });
  await time.stop();
  const before = told();
  await ask({ type: 'recall', counter: '1' });
  await pass(60 * MINUTE_MS);
  expect([stateOf(), told()]).toEqual(['called', before]);
  expect(vi.getTimerCount()).toBe(0);
});

it('stops only when what it is telling is told', async () => {
  const { ask, handled, time } = await running();
  await ask({ type: 'call-next', counter: '1' });
  await pass(MINUTE_MS - 1);
  const told = Promise.withResolvers<{ kind: 'done'; events: [] }>();
  handled.mockReturnValueOnce(told.promise);
  await pass(1);
  const order: string[] = [];
  const stopped = time.stop().then(() => order.push('stopped'));
  await pass(SECOND_MS);
  order.push('told');
  told.resolve({ kind: 'done', events: [] });
  await stopped;
  expect(order).toEqual(['told', 'stopped']);
  expect(vi.getTimerCount()).toBe(0);
});
