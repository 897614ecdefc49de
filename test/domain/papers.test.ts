/** What staff do about papers: print again, or look after the visitor otherwise. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const kiosks = [
  { id: 'door', printer: 'ticket-printer', spare: 'hall-printer' },
  { id: 'hall', printer: 'hall-printer' },
  { id: 'wall', printer: null },
];

const sending = (job = 't1-1'): Command => ({ type: 'print-sending', job });
const printed = (job = 't1-1'): Command => ({ type: 'print-printed', job, proof: 'confirmed' });
const failed = (job = 't1-1'): Command => ({ type: 'print-failed', job, problem: 'paper-out' });
const uncertain = (job = 't1-1'): Command => ({ type: 'print-uncertain', job, problem: 'disconnected' });
const move = (printer: string, job = 't1-1'): Command => ({ type: 'print-move', job, printer });
const reprint: Command = { type: 'reprint', ticket: 't1' };
const settle: Command = { type: 'settle-paper', ticket: 't1' };
const cancel: Command = { type: 'cancel', ticket: 't1', by: 'visitor', reason: null };

/** A ticket of the kiosk at the door, after these steps. */
function after(...commands: readonly Command[]): LobbyUnderTest {
  const test = LobbyUnderTest.open({ kiosks });
  test.take('A');
  for (const command of commands) test.must(command);
  return test;
}

describe('printing a paper again', () => {
  it.each([
    // [what became of the first, whether the second is a copy]
    ['failed', [failed()], 0],
    ['failed on its way', [sending(), failed()], 0],
    ['uncertain', [sending(), uncertain()], 1],
    ['printed', [sending(), printed()], 1],
    ['settled after it was uncertain', [sending(), uncertain(), settle], 1],
  ] as const)('%s', (_name, before, copies) => {
    const test = after(...before);
    const { token } = test.ticket('t1');
    expect(test.said(reprint)).toEqual(['ticket.reprinted']);
    const { print, ...ticket } = test.ticket('t1');
    expect(print).toEqual({
      id: 't1-2',
      printer: 'ticket-printer',
      state: 'waiting',
      proof: null,
      problem: null,
    });
    expect([ticket.copies, ticket.token]).toEqual([copies, token]);
    expect([...test.state.openJobs]).toEqual([['t1-2', 't1']]);
    expect(test.state.printProblems).toBe(0);
  });

  it('stays a copy once it was one, and is named anew each time', () => {
    const test = after(sending(), uncertain(), reprint, sending('t1-2'), failed('t1-2'), reprint);
    expect(test.ticket('t1')).toMatchObject({ copies: 1, print: { id: 't1-3' } });
    test.must(failed('t1-3'));
    test.must({ type: 'reissue', ticket: 't1', token: 'another' });
    expect(test.ticket('t1')).toMatchObject({ copies: 2, token: 'another', print: { id: 't1-4' } });
    test.must(failed('t1-4'));
    test.must(reprint);
    expect(test.ticket('t1')).toMatchObject({ copies: 2, print: { id: 't1-5' } });
  });

  it.each([
    ['is on its way', [], 'paper-under-way'],
    ['is being sent', [sending()], 'paper-under-way'],
    ['is for nobody any more', [failed(), cancel], 'ticket-ended'],
  ] as const)('is refused for one that %s', (_name, before, refusal) => {
    expect(after(...before).ask(reprint)).toBe(refusal);
  });

  it('is refused where the kiosk has no printer', () => {
    const test = LobbyUnderTest.open({ kiosks });
    test.take('A', { kiosk: 'wall' });
    expect(test.ask(reprint)).toBe('printer-none');
  });

  it('prints the first one where the kiosk has got a printer since', () => {
    const test = LobbyUnderTest.open({ kiosks });
    const { lobby } = test.state;
    test.take('A', { kiosk: 'wall' });
    const now = kiosks.map((kiosk) => (kiosk.id === 'wall' ? { ...kiosk, printer: 'new' } : kiosk));
    test.must({ type: 'apply-config', lobby: { ...lobby, kiosks: now } as never, timetable: null });
    test.must(reprint);
    expect(test.ticket('t1')).toMatchObject({ copies: 0, print: { id: 't1-1', printer: 'new' } });
  });
});

describe('a paper that staff have looked after', () => {
  it.each([
    ['failed', [failed()], 'paper-out'],
    ['uncertain', [sending(), uncertain()], 'disconnected'],
  ] as const)('%s: it is off the list, and says still what had been', (_name, before, problem) => {
    const test = after(...before);
    expect(test.state.printProblems).toBe(1);
    expect(test.said(settle)).toEqual(['print.settled']);
    expect(test.ticket('t1').print).toMatchObject({ id: 't1-1', state: 'settled', problem });
    expect(test.state.printProblems).toBe(0);
    expect(test.said(settle)).toEqual([]);
  });

  it.each([
    ['under way', [], 'paper-under-way'],
    ['printed', [sending(), printed()], 'paper-good'],
    ['of a visit that is over', [failed(), cancel], 'ticket-ended'],
  ] as const)('is refused for one that is %s', (_name, before, refusal) => {
    expect(after(...before).ask(settle)).toBe(refusal);
  });

  it('is refused for a ticket without paper', () => {
    const test = LobbyUnderTest.open({ kiosks });
    test.take('A', { kiosk: 'wall' });
    expect(test.ask(settle)).toBe('paper-good');
  });
});

describe('a paper that goes to the spare printer', () => {
  it('waits there, also when it had been on its way', () => {
    const test = after(move('hall-printer'));
    expect(test.ticket('t1').print).toMatchObject({ state: 'waiting', printer: 'hall-printer' });
    expect(test.said(move('hall-printer'))).toEqual([]);
    const late = after(sending(), move('hall-printer'), sending(), printed());
    expect(late.ticket('t1').print).toMatchObject({ state: 'printed', printer: 'hall-printer' });
    expect(late.state.rolls.get('hall-printer')?.printed).toBe(1);
  });

  it.each([
    ['to any other printer', [], move('roof-printer'), 'printer-unknown'],
    ['when it has ended', [sending(), printed()], move('hall-printer'), 'job-unknown'],
    ['when nobody knows it', [], move('hall-printer', 'other'), 'job-unknown'],
  ] as const)('does not go %s', (_name, before, asked, refusal) => {
    expect(after(...before).ask(asked)).toBe(refusal);
  });

  it('does not go anywhere from a kiosk that has none', () => {
    const test = LobbyUnderTest.open({ kiosks });
    test.take('A', { kiosk: 'hall' });
    expect(test.ask(move('ticket-printer'))).toBe('printer-unknown');
  });
});
