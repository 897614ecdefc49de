/** That the checks of this folder can fail: a host that answers too early, and journals with something wrong in them. */
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../firmware-host/clock.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Journal } from '../../firmware-host/journal/journal.ts';
import { brokenPromises, readKept, type Told } from '../support/kept.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

/** A lobby in this process whose journal can be made to lie, and that can be abandoned like a killed one. */
async function crash(dir: string, wrap: (journal: Journal) => Journal): Promise<Told[]> {
  const journal = await openJournal(dir);
  const clock: Clock = {
    now: () => ({ at: Date.now(), monoMs: 0, boot: 'boot', trusted: true }),
    trusted: () => true,
  };
  const ids = randomIds();
  const handler = await Handler.start(wrap(journal), clock, ids);
  const actor = { kind: 'host', id: 'test' } as const;
  await handler.handle({ command: { type: 'apply-config', lobby, timetable: null }, actor });
  await handler.handle({ command: { type: 'open-day', date: '2026-11-21', timetable: alwaysOpen }, actor });
  const told: Told[] = [];
  const taken = Array.from({ length: 20 }, async () => {
    const about = { kiosk: 'wall', language: null, ticket: ids.ulid(Date.now()), token: ids.token() };
    const outcome = await handler.handle({
      command: { type: 'take-ticket', service: 'A', by: 'kiosk', ...about },
      actor,
    });
    const [event] = outcome.kind === 'done' ? outcome.events : [];
    if (event?.type !== 'ticket.taken') throw new Error('no ticket');
    const { number, archiveNumber } = event.data;
    told.push({ id: about.ticket, token: about.token, number, archiveNumber });
  });
  await Promise.all(taken);
  await journal.close();
  return told;
}

/** Says that all is written, and has the last entries still in memory when it dies. */
const hasty = (journal: Journal): Journal => ({
  append: async (events, options) =>
    options.after >= 15 ? { kind: 'appended' } : journal.append(events, options),
  read: (from, options) => journal.read(from, options),
  dayOpenings: (count) => journal.dayOpenings(count),
  lastPosition: () => journal.lastPosition(),
  close: () => journal.close(),
});

describe('the check of what was promised', () => {
  it('is content with a host that answers after its commits', async () => {
    const dir = tempDir();
    const told = await crash(dir, (journal) => journal);
    expect(told).toHaveLength(20);
    expect(brokenPromises(readKept(dir), told)).toEqual([]);
  });

  it('catches a host that answers before them', async () => {
    const dir = tempDir();
    const told = await crash(dir, hasty);
    const lost = brokenPromises(readKept(dir), told);
    expect(lost).toHaveLength(7);
    expect(lost[0]).toMatch(/^A014 was answered and is lost$/);
  });

  it('catches a lost, a doubled and a skipped number, a gap, a second paper and a second first call', async () => {
    const dir = tempDir();
    const told = await crash(dir, (journal) => journal);
    const kept = readKept(dir);
    const { events } = kept;
    const [first] = told;
    const at = events.findIndex(({ type }) => type === 'ticket.taken');
    const doctored = {
      lost: brokenPromises({ ...kept, events: events.slice(0, -1) }, told),
      doubled: brokenPromises(kept, [...told, ...told.slice(0, 1)]),
      gap: brokenPromises({ ...kept, events: events.toSpliced(at, 1) }, told.slice(1)),
      integrity: brokenPromises({ ...kept, integrity: 'row 7 missing' }, told),
    };
    expect(doctored.lost).toEqual(['A020 was answered and is lost']);
    expect(doctored.doubled).toEqual([`${first?.number} was answered twice`]);
    expect(doctored.gap).toEqual(['position 3 is 4', 'number of A 1 is 2', 'archive number 1 is 2']);
    expect(doctored.integrity).toEqual(['integrity: row 7 missing']);
    const place = {
      seq: events.length + 1,
      time: events[0]?.time,
      actor: { kind: 'host', id: 'test' },
      v: 1,
      id: 'x',
    };
    const sending = { ...place, type: 'print.sending', data: { job: 'job-1', ticket: first?.id } };
    const twice = [...events, sending, { ...sending, seq: place.seq + 1 }] as typeof events;
    expect(brokenPromises({ ...kept, events: twice }, told)).toEqual(['job-1 was sent to paper twice']);
    const call = { ...place, type: 'ticket.called', data: { ticket: first?.id, call: 1 } };
    const called = [...events, call, { ...call, seq: place.seq + 1 }] as typeof events;
    expect(brokenPromises({ ...kept, events: called }, told)).toEqual([
      `${first?.id} was called first twice`,
    ]);
  });
});
