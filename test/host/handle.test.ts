import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../firmware-host/clock.ts';
import { Handler } from '../../firmware-host/handle.ts';
import type { Outcome } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { AppendResult, Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { KEY_LIFE_MS } from '../../firmware-host/request-keys.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const host = { kind: 'host', id: 'test' } as const;
const visitor = { kind: 'visitor', id: 'door' } as const;

class TestClock implements Clock {
  at = 1_000;
  boot = 'boot';
  isTrusted = true;
  now = () => ({ at: this.at, monoMs: this.at, boot: this.boot, trusted: this.isTrusted });
  trusted = () => this.isTrusted;
}

/** The real journal behind a gate: appends wait for `open`, or fail without reaching the disk. */
class GatedJournal implements Journal {
  readonly #journal: Journal;
  #gate = Promise.resolve();
  #release: () => void = () => undefined;
  failing = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  shut(): void {
    const gate = Promise.withResolvers<void>();
    this.#gate = gate.promise;
    this.#release = gate.resolve;
  }

  open(): void {
    this.#release();
  }

  async append(events: readonly Recorded[], options: { after: number }): Promise<AppendResult> {
    await this.#gate;
    if (this.failing > 0) {
      this.failing -= 1;
      return { kind: 'unavailable', reason: 'disk full' };
    }
    return this.#journal.append(events, options);
  }

  read = (from: number, options?: { readonly limit?: number }) => this.#journal.read(from, options);
  dayOpenings = (count: number) => this.#journal.dayOpenings(count);
  lastPosition = () => this.#journal.lastPosition();
  close = () => this.#journal.close();
}

async function start(dir: string, clock = new TestClock()) {
  const journal = new GatedJournal(await openJournal(dir));
  onTestFinished(() => journal.close());
  const handler = await Handler.start(journal, clock, randomIds());
  await handler.handle({ command: { type: 'apply-config', lobby, timetable: null }, actor: host });
  await handler.handle({
    command: { type: 'open-day', date: '2026-11-21', timetable: alwaysOpen },
    actor: host,
  });
  let tickets = handler.committed.position * 1000;
  const take = (key?: string, options: { scope?: string; digest?: string } = {}) => {
    tickets += 1;
    const { scope = 'visitor:door', digest = 'same' } = options;
    return handler.handle({
      command: {
        type: 'take-ticket',
        service: 'A',
        kiosk: null,
        language: null,
        by: 'kiosk',
        ticket: `t${tickets}`,
        token: `s${tickets}`,
      },
      actor: visitor,
      ...(key === undefined ? {} : { key: { scope, key, digest } }),
    });
  };
  return { journal, handler, clock, take };
}

const numberOf = (outcome: Outcome): string => {
  if (outcome.kind === 'refused') return outcome.code;
  const [event] = outcome.events;
  return event?.type === 'ticket.taken' ? event.data.number : 'nothing';
};

describe('the one path of every change', () => {
  it('answers, shows and tells only what is durable', async () => {
    const { journal, handler, take } = await start(tempDir());
    const told: string[] = [];
    handler.onCommit((events) => told.push(...events.map(({ type }) => type)));
    journal.shut();
    let answered = false;
    const taking = take().then((outcome) => {
      answered = true;
      return outcome;
    });
    await journal.lastPosition();
    expect([answered, told, handler.committed.tickets.size]).toEqual([false, [], 0]);
    journal.open();
    expect(numberOf(await taking)).toBe('A001');
    expect([told, handler.committed.tickets.size]).toEqual([['ticket.taken'], 1]);
  });

  it('decides on what is still on its way to the disk', async () => {
    const { journal, take } = await start(tempDir());
    journal.shut();
    const both = Promise.all([take(), take()]);
    journal.open();
    expect((await both).map(numberOf)).toEqual(['A001', 'A002']);
  });

  it('refuses a failed commit and all decided after it, and issues nothing', async () => {
    const { journal, handler, take } = await start(tempDir());
    expect(numberOf(await take())).toBe('A001');
    journal.shut();
    journal.failing = 1;
    const chain = Promise.all([take(), take(), take()]);
    journal.open();
    expect((await chain).map(numberOf)).toEqual(Array(3).fill('journal-unavailable'));
    expect(handler.fault).toBe('disk full');
    expect(handler.committed.tickets.size).toBe(1);
    expect(numberOf(await take())).toBe('A002');
    expect(handler.fault).toBeNull();
  });

  it('lets a command that is decided after a failure go its way while older ones still come back', async () => {
    const { journal, take } = await start(tempDir());
    journal.failing = 1;
    const failed = await take();
    const later = await Promise.all([take(), take()]);
    expect([failed, ...later].map(numberOf)).toEqual(['journal-unavailable', 'A001', 'A002']);
  });

  it('does not call done what was so already only in a commit that failed', async () => {
    const { journal, handler } = await start(tempDir());
    const signIn = { command: { type: 'sign-in', counter: '1', agent: 'lin' }, actor: host } as const;
    journal.shut();
    journal.failing = 1;
    const both = Promise.all([handler.handle(signIn), handler.handle(signIn)]);
    journal.open();
    expect((await both).map(({ kind }) => kind)).toEqual(['refused', 'refused']);
  });

  it('tells when the journal stops taking entries and when it takes them again', async () => {
    const { journal, handler, take } = await start(tempDir());
    const told: (string | null)[] = [];
    handler.onFault((fault) => told.push(fault));
    journal.failing = 2;
    for (let round = 0; round < 4; round += 1) await take();
    expect(told).toEqual(['disk full', null]);
  });

  it('stands where it stood after a new start', async () => {
    const dir = tempDir();
    const first = await start(dir);
    await first.take();
    await first.handler.handle({ command: { type: 'sign-in', counter: '1', agent: 'lin' }, actor: host });
    await first.handler.handle({ command: { type: 'call-next', counter: '1' }, actor: host });
    const before = first.handler.committed;
    await first.journal.close();
    const second = await start(dir);
    expect(second.handler.committed).toEqual(before);
    expect(numberOf(await second.take())).toBe('A002');
  });

  it('takes nothing once it is stopping, but finishes what is under way', async () => {
    const { journal, handler, take } = await start(tempDir());
    journal.shut();
    const last = take();
    const stopped = handler.stop();
    journal.open();
    await stopped;
    expect(numberOf(await last)).toBe('A001');
    expect(numberOf(await take())).toBe('stopping');
  });
});

describe('an idempotency key', () => {
  it('makes a double tap one ticket, while the first is under way and after', async () => {
    const { journal, take, handler } = await start(tempDir());
    journal.shut();
    const taps = Promise.all([take('k'), take('k')]);
    journal.open();
    const third = await taps.then(() => take('k'));
    expect([...(await taps), third].map(numberOf)).toEqual(['A001', 'A001', 'A001']);
    expect(handler.committed.tickets.size).toBe(1);
  });

  it('holds over a restart and over the opening of a new day', async () => {
    const dir = tempDir();
    const first = await start(dir);
    const taken = await first.take('k');
    await first.handler.handle({
      command: { type: 'open-day', date: '2026-11-22', timetable: alwaysOpen },
      actor: host,
    });
    await first.journal.close();
    const second = await start(dir);
    expect(await second.take('k')).toEqual(taken);
  });

  it('is refused with another body, and is another key in another scope', async () => {
    const { take } = await start(tempDir());
    await take('k');
    expect(numberOf(await take('k', { digest: 'other' }))).toBe('idempotency-mismatch');
    expect(numberOf(await take('k', { scope: 'visitor:wall' }))).toBe('A002');
  });

  it('is good for a day', async () => {
    const { take, clock } = await start(tempDir());
    await take('k');
    clock.at += KEY_LIFE_MS;
    expect(numberOf(await take('k'))).toBe('A001');
    clock.at += 1;
    expect(numberOf(await take('k'))).toBe('A002');
  });

  it('outlives a clock that was wrong: a boot in 1970, then the right time', async () => {
    const dir = tempDir();
    const wrong = new TestClock();
    wrong.isTrusted = false;
    const first = await start(dir, wrong);
    await first.take('k');
    await first.journal.close();
    const right = new TestClock();
    right.boot = 'another boot';
    right.at = 56 * 365 * KEY_LIFE_MS;
    expect(numberOf(await (await start(dir, right)).take('k'))).toBe('A001');
  });

  it('does not keep a refusal: it may pass', async () => {
    const { journal, take } = await start(tempDir());
    journal.failing = 1;
    expect(numberOf(await take('k'))).toBe('journal-unavailable');
    expect(numberOf(await take('k'))).toBe('A001');
  });

  it('is new each time where there is none', async () => {
    const { take } = await start(tempDir());
    expect((await Promise.all([take(), take()])).map(numberOf)).toEqual(['A001', 'A002']);
  });
});
