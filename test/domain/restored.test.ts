/** The journal was lost and restored: no number comes back, nobody is counted who is not there, and staff are told until they know. */
import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import type { NumberFloor } from '../../firmware-host/domain/restoration.ts';
import { serviceStatus } from '../../firmware-host/domain/service-status.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const today = '2026-11-21';
const tomorrow = '2026-11-22';
const lost = { cause: 'damage', after: 40, lost: 12, backup: null } as const;

const note = (floors: NumberFloor | readonly NumberFloor[] | null, epoch = 2) =>
  ({ type: 'note-restored', epoch, floors: floors === null ? [] : [floors].flat(), ...lost }) as const;
const open = (date: string) => ({ type: 'open-day', date, timetable: alwaysOpen }) as const;
const upTo = (numbers: Readonly<Record<string, number>>, issued: number, date = today): NumberFloor => ({
  date,
  numbers,
  issued,
});

/** Two visitors came, as far as the journal knows. */
function afterTwo(change = {}): LobbyUnderTest {
  const test = LobbyUnderTest.open(change);
  test.take('A');
  test.take('A');
  return test;
}

const opened = (events: readonly DomainEvent[] | string) =>
  typeof events === 'string' ? undefined : events.find(({ type }) => type === 'day.opened')?.data;

describe('numbers of today', () => {
  it('go on above all that may be out on paper, and so do the archive numbers', () => {
    const test = afterTwo();
    test.must(note(upTo({ A: 64, B: 64 }, 128)));
    expect(test.take('A')).toMatchObject({ number: 'A065', archiveNumber: '261121129' });
    expect(test.take('B')).toMatchObject({ number: 'B065', archiveNumber: '261121130' });
  });

  it('go on as they were where the journal knows more than the floor', () => {
    const test = afterTwo();
    test.must(note(upTo({ A: 1 }, 1)));
    expect(test.take('A')).toMatchObject({ number: 'A003', archiveNumber: '261121003' });
  });

  it('go on as they were where nobody knows what was given', () => {
    const test = afterTwo();
    test.must(note(null));
    expect(test.take('A').number).toBe('A003');
    expect(test.state.restored?.epoch).toBe(2);
  });

  it('also those of slips that are entered: their archive numbers are new as well', () => {
    const test = afterTwo({ services: [service('A', { slips: { from: 901, to: 960 } })] });
    test.must(note(upTo({ A: 64 }, 64)));
    const slip = { service: 'A', slip: 905, outcome: 'finished', counter: null, agent: null } as const;
    const [entered] = test.must({ type: 'recover-ticket', ticket: 's', ...slip });
    expect(entered).toMatchObject({ data: { number: 'A905', archiveNumber: '261121065' } });
  });

  it('that are stepped over are nobody: neither the most of a day nor a count goes by them', () => {
    const test = afterTwo({ services: [service('A', { dayMax: 4 })] });
    test.must(note(upTo({ A: 64 }, 64)));
    expect(test.state.taken.get('A')).toBe(2);
    expect([test.take('A').number, test.take('A').number]).toEqual(['A065', 'A066']);
    expect(test.state.taken.get('A')).toBe(4);
    expect(test.askNumber('A')).toBe('service-full');
    expect(test.state.waiting.get('A')).toBe(4);
  });

  it('may be used up by it where there are few: that is seen, and another range helps', () => {
    const few = service('A', { numbers: { from: 1, to: 40, digits: 2 } });
    const test = afterTwo({ services: [few] });
    test.must(note(upTo({ A: 40 }, 64)));
    expect(serviceStatus(test.state, 'A', test.now)).toEqual({ state: 'used-up' });
    const { lobby } = test.state;
    const more = { ...few, numbers: { from: 1, to: 99, digits: 2 } };
    if (lobby !== null)
      test.must({ type: 'apply-config', lobby: { ...lobby, services: [more] }, timetable: null });
    expect(test.take('A').number).toBe('A41');
  });

  it('of visitors whom the journal still knows stay theirs', () => {
    const test = afterTwo();
    test.must(note(upTo({ A: 64 }, 64)));
    expect(test.serve('1', 2)).toEqual(['A001', 'A002']);
  });
});

describe('a floor of another day', () => {
  it('waits for its day, where the opening of that day was lost as well', () => {
    const test = afterTwo();
    test.must(note(upTo({ A: 64 }, 64, tomorrow)));
    expect(test.take('A').number).toBe('A003');
    const told = opened(test.ask(open(tomorrow)));
    expect(told).toMatchObject({ carried: { epoch: 2, floors: [{ date: tomorrow, numbers: { A: 64 } }] } });
    expect(test.take('A')).toMatchObject({ number: 'A065', archiveNumber: '261122065' });
    expect(test.state.floors).toEqual([]);
  });

  it('waits also where no day at all is left', () => {
    const test = LobbyUnderTest.configured();
    test.must(note(upTo({ A: 64 }, 64)));
    test.must(open(today));
    expect(test.take('A').number).toBe('A065');
  });

  it('goes on waiting over a day that lies before it', () => {
    const test = LobbyUnderTest.configured();
    test.must(note(upTo({ A: 64 }, 64, '2026-11-23')));
    test.must(open(tomorrow));
    expect(test.take('A').number).toBe('A001');
    test.must(open('2026-11-23'));
    expect(test.take('A').number).toBe('A065');
  });

  it('that is over is forgotten', () => {
    const test = LobbyUnderTest.open();
    test.must(open(tomorrow));
    test.must(note(upTo({ A: 64 }, 64, today)));
    expect(test.take('A').number).toBe('A001');
    expect(test.state.floors).toEqual([]);
  });

  it('that was used is forgotten with the next day', () => {
    const test = afterTwo();
    test.must(note(upTo({ A: 64 }, 64)));
    test.must(open(tomorrow));
    expect(test.take('B')).toMatchObject({ number: 'B001', archiveNumber: '261122001' });
  });

  it('is the higher one where two restorations followed on each other', () => {
    const test = LobbyUnderTest.configured();
    test.must(note(upTo({ A: 64 }, 128)));
    test.must(note(upTo({ A: 30, B: 64 }, 64), 3));
    test.must(open(today));
    expect(test.take('A')).toMatchObject({ number: 'A065', archiveNumber: '261121129' });
    expect(test.take('B').number).toBe('B065');
  });
});

describe('floors of several days', () => {
  const dayAfter = '2026-11-23';

  it('count each for its own: at once for the day that is open, later for those after it', () => {
    const test = afterTwo();
    const floors = [upTo({ A: 320 }, 448, dayAfter), upTo({ A: 128 }, 192), upTo({ A: 64 }, 64, tomorrow)];
    test.must(note([...floors, upTo({ A: 500 }, 500, '2026-11-20')]));
    expect(test.take('A')).toMatchObject({ number: 'A129', archiveNumber: '261121193' });
    test.must(open(tomorrow));
    expect(test.take('A')).toMatchObject({ number: 'A065', archiveNumber: '261122065' });
    test.must(open(dayAfter));
    expect(test.take('A')).toMatchObject({ number: 'A321', archiveNumber: '261123449' });
    expect(test.state.floors).toEqual([]);
  });

  it('add up over restorations, of each day the highest', () => {
    const test = afterTwo();
    test.must(note([upTo({ A: 64 }, 64, tomorrow), upTo({ A: 64 }, 64)]));
    test.must(note([upTo({ A: 128 }, 128, dayAfter), upTo({ A: 30, B: 64 }, 128, tomorrow)], 3));
    test.must(open(tomorrow));
    expect(test.take('A')).toMatchObject({ number: 'A065', archiveNumber: '261122129' });
    expect(test.take('B').number).toBe('B065');
    test.must(open(dayAfter));
    expect(test.take('A').number).toBe('A129');
  });
});

describe('the day that was open last', () => {
  const floors = [upTo({ A: 64 }, 64, tomorrow), upTo({ A: 64 }, 64)];

  it('is to go on when damage took it, and no longer once a day is opened', () => {
    const test = afterTwo();
    test.must(note(floors));
    expect(test.state.lostDate).toBe(tomorrow);
    test.must(note(null, 3));
    expect(test.state.lostDate).toBe(tomorrow);
    test.must(open(tomorrow));
    expect(test.state.lostDate).toBeNull();
  });

  it('is not to go on when somebody went back on purpose', () => {
    const test = afterTwo();
    test.must(note(floors));
    test.must({ ...note(floors, 3), cause: 'asked' });
    expect(test.state).toMatchObject({ lostDate: null, floors: [{ date: tomorrow }] });
  });
});

describe('staff', () => {
  it('are told what happened and when, until one of them says that they know', () => {
    const test = afterTwo();
    test.later(MINUTE_MS).must(note(null));
    expect(test.state.restored).toEqual({ epoch: 2, ...lost, at: test.now.at });
    expect(test.said({ type: 'acknowledge-restored' })).toEqual(['journal.acknowledged']);
    expect(test.state.restored).toBeNull();
    expect(test.ask({ type: 'acknowledge-restored' })).toEqual([]);
    expect(test.state.epoch).toBe(2);
  });

  it('are still told on the next day, and in an evacuation', () => {
    const test = afterTwo();
    test.must(note(null));
    test.must(open(tomorrow));
    expect(test.state).toMatchObject({ epoch: 2, restored: { epoch: 2, lost: 12 } });
    test.must({ type: 'evacuate', reason: 'drill' });
    expect(test.said({ type: 'acknowledge-restored' })).toEqual(['journal.acknowledged']);
    test.must(open('2026-11-23'));
    expect(test.state).toMatchObject({ epoch: 2, restored: null });
  });

  it('are told again when it happens again', () => {
    const test = afterTwo();
    test.must(note(null));
    test.must({ type: 'acknowledge-restored' });
    test.must(note(null, 3));
    expect(test.state.restored?.epoch).toBe(3);
  });
});

describe('the fact', () => {
  it('is one once, however often the host comes upon it', () => {
    const test = afterTwo();
    expect(test.said(note(null))).toEqual(['journal.restored']);
    test.must({ type: 'acknowledge-restored' });
    expect(test.ask(note(null))).toEqual([]);
    expect(test.state.restored).toBeNull();
  });

  it('can be the first of all, when not even the rules of the lobby are left', () => {
    const test = new LobbyUnderTest();
    expect(test.said(note(upTo({ A: 64 }, 64)))).toEqual(['journal.restored']);
    expect(test.state).toMatchObject({ epoch: 2, floors: [{ date: today }] });
  });
});
