/** Two who press at the same moment, through the one path of every change: the first is not on the disk yet. */
import { expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../firmware-host/clock.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import type { Outcome } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const actor = { kind: 'host', id: 'test' } as const;
const stillClock: Clock = {
  now: () => ({ at: 1000, monoMs: 1000, boot: 'boot', trusted: true }),
  trusted: () => true,
};

/** A lobby with agents at both counters, in which one visitor waits for B, which both call. */
async function start() {
  const journal = await openJournal(tempDir());
  onTestFinished(() => journal.close());
  const handler = await Handler.start(journal, stillClock, randomIds());
  const must = async (command: Command) =>
    expect((await handler.handle({ command, actor })).kind).toBe('done');
  await must({ type: 'apply-config', lobby, timetable: null });
  await must({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await must({ type: 'sign-in', counter: '1', agent: 'lin' });
  await must({ type: 'sign-in', counter: '2', agent: 'chen' });
  const asked = { service: 'B', kiosk: null, language: null, by: 'staff' } as const;
  await must({ type: 'take-ticket', ...asked, ticket: 't1', token: 's1' });
  const atOnce = (...commands: readonly Command[]) =>
    Promise.all(commands.map((command) => handler.handle({ command, actor })));
  return { handler, must, atOnce };
}

const answers = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.events[0]?.type : outcome.code));

const call = (counter: string): Command => ({ type: 'call-next', counter });
const cancel: Command = { type: 'cancel', ticket: 't1', by: 'visitor', reason: null };
const finish: Command = { type: 'finish', counter: '1' };

it('one visitor is called to one counter', async () => {
  const { handler, atOnce } = await start();
  expect(answers(await atOnce(call('1'), call('2')))).toEqual(['ticket.called', 'queue-empty']);
  expect(handler.committed.tickets.get('t1')).toMatchObject({ state: 'called', counter: '1' });
});

it('a visitor who has just left is not called any more', async () => {
  const { atOnce } = await start();
  expect(answers(await atOnce(cancel, call('1')))).toEqual(['ticket.cancelled', 'queue-empty']);
});

it('a visit ends once', async () => {
  const { must, atOnce } = await start();
  await must(call('1'));
  const staff: Command = { ...cancel, by: 'staff' };
  const ends = await atOnce({ type: 'no-show', counter: '1' }, finish, staff);
  expect(answers(ends)).toEqual(['ticket.no-show', 'no-ticket', 'ticket-ended']);
});

it('a key that is pressed twice counts once', async () => {
  const { handler, must, atOnce } = await start();
  await must(call('1'));
  expect(answers(await atOnce(finish, finish))).toEqual(['ticket.started', 'no-ticket']);
  expect(handler.committed.counters.get('1')?.served).toBe(1);
});
