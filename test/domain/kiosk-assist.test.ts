/** A visitor calls staff to a kiosk, or asks to be fetched there. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const kiosk = 'door';
const call: Command = { type: 'call-to-kiosk', kiosk, why: 'help' };
const go: Command = { type: 'go-to-kiosk', kiosk, owner: 'chen' };
const settle = (by: 'visitor' | 'staff'): Command => ({ type: 'settle-at-kiosk', kiosk, by });
const assistOf = ({ state }: LobbyUnderTest) => state.kioskAssists.get(kiosk);

const takeFetched = (ticket: string): Command => ({
  type: 'take-ticket',
  service: 'A',
  kiosk,
  language: null,
  ticket,
  token: `secret-${ticket}`,
  by: 'kiosk',
  care: { visibly: false, escort: true },
});

describe('a call from a kiosk', () => {
  it('is told once, however often it is pressed, and keeps who is on the way', () => {
    const test = LobbyUnderTest.open();
    expect(test.said(call)).toEqual(['kiosk.assist-called']);
    expect(test.ask(call)).toEqual([]);
    expect(test.said(go)).toEqual(['kiosk.assist-taken']);
    expect(test.ask(go)).toEqual([]);
    expect(test.ask(call)).toEqual([]);
    expect(assistOf(test)).toMatchObject({ why: 'help', owner: 'chen', ticket: null });
  });

  it('goes to no other level, however long nobody comes', () => {
    const test = LobbyUnderTest.open();
    test.must(call);
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(assistOf(test)).toMatchObject({ owner: null });
  });

  it('is called off by the visitor, and settled by staff, once', () => {
    const test = LobbyUnderTest.open();
    test.must(call);
    expect(test.said(settle('visitor'))).toEqual(['kiosk.assist-settled']);
    expect(test.ask(settle('visitor'))).toEqual([]);
    test.must(call);
    expect(test.said(settle('staff'))).toEqual(['kiosk.assist-settled']);
    expect(test.ask(settle('staff'))).toBe('assist-none');
    expect(test.ask(go)).toBe('assist-none');
  });

  it('has a kiosk and an owner that there are', () => {
    const test = LobbyUnderTest.open();
    for (const command of [call, go, settle('staff')])
      expect(test.ask({ ...command, kiosk: 'roof' } as Command)).toBe('kiosk-unknown');
    test.must(call);
    expect(test.ask({ ...go, owner: 'nobody' })).toBe('agent-unknown');
  });

  it('can be made in an evacuation, and when the day is closed; it ends with the next day', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'evacuate', reason: 'alarm' });
    expect(test.said(call)).toEqual(['kiosk.assist-called']);
    const other = LobbyUnderTest.open();
    other.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
    other.must(call);
    const said = other.said({ type: 'open-day', date: '2027-01-01', timetable: {} });
    expect(said).toContain('kiosk.assist-settled');
    expect(assistOf(other)).toBeUndefined();
  });

  it('ends with a kiosk that leaves the configuration', () => {
    const test = LobbyUnderTest.open();
    test.must(call);
    const { lobby } = test.state;
    if (lobby === null) throw new Error('no lobby');
    const kiosks = [{ id: 'roof', printer: null }];
    expect(test.said({ type: 'apply-config', lobby: { ...lobby, kiosks }, timetable: null })).toEqual([
      'kiosk.assist-settled',
      'config.applied',
    ]);
  });

  it('is the same after a replay', () => {
    const test = LobbyUnderTest.open();
    test.must(takeFetched('n1'));
    test.must(go);
    const again = initialState();
    for (const event of test.log) evolve(again, event);
    expect(again.kioskAssists).toEqual(test.state.kioskAssists);
  });
});

describe('who is to be fetched', () => {
  it('calls staff by taking the number', () => {
    const test = LobbyUnderTest.open();
    expect(test.said(takeFetched('n1'))).toEqual(['ticket.taken', 'kiosk.assist-called']);
    expect(assistOf(test)).toMatchObject({ why: 'escort', ticket: 'n1', owner: null });
  });

  it('is not called off by whoever comes next to the kiosk', () => {
    const test = LobbyUnderTest.open();
    test.must(takeFetched('n1'));
    expect(test.ask(settle('visitor'))).toEqual([]);
    expect(assistOf(test)?.ticket).toBe('n1');
  });

  it('joins a call for which somebody is on the way already', () => {
    const test = LobbyUnderTest.open();
    test.must(call);
    test.must(go);
    test.must(takeFetched('n1'));
    expect(assistOf(test)).toMatchObject({ why: 'escort', ticket: 'n1', owner: 'chen' });
  });

  it('needs nobody any more once the visit has begun, or is given up', () => {
    const test = LobbyUnderTest.open();
    test.must(takeFetched('n1'));
    expect(test.said({ type: 'cancel', ticket: 'n1', by: 'visitor', reason: null })).toEqual([
      'ticket.cancelled',
      'kiosk.assist-settled',
    ]);
    test.must({ ...takeFetched('n2'), priority: null } as Command);
    for (const ticket of ['t1', 't2']) test.ask({ type: 'cancel', ticket, by: 'staff', reason: null });
    test.must({ type: 'call-next', counter: '1' });
    expect(test.said({ type: 'start', counter: '1' })).toContain('kiosk.assist-settled');
  });
});
