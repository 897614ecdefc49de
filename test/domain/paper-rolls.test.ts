/** How many tickets are left on a roll: counted, learned, and corrected by the sensors. */
import { describe, expect, it } from 'vitest';
import type { DeviceCondition } from '../../firmware-host/domain/device.ts';
import { paperLeft, unknownRoll, type Roll } from '../../firmware-host/domain/paper-roll.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const printer = 'ticket-printer';
const ROLL = 100;

type Told = Partial<Omit<DeviceCondition, 'device'>>;

/** A printer with its roll, and those who use it. */
class PrinterUnderTest {
  readonly test = LobbyUnderTest.open({ printers: [{ id: printer, rollTickets: ROLL }] });

  /** So many papers come out. */
  print(count: number): this {
    for (let papers = 0; papers < count; papers += 1) {
      const job = `${this.test.take('A').id}-1`;
      this.test.must({ type: 'print-sending', job });
      this.test.must({ type: 'print-printed', job, proof: 'confirmed' });
    }
    return this;
  }

  /** @returns what was said */
  tell(condition: Told): readonly string[] {
    const all = {
      device: printer,
      kind: 'printer',
      state: 'degraded',
      problem: null,
      paperLow: false,
    } as const;
    const answer = this.test.said({ type: 'device-change', ...all, ...condition });
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  }

  is(condition: Told): this {
    this.tell(condition);
    return this;
  }

  load(): this {
    this.test.must({ type: 'load-paper', printer });
    return this;
  }

  /** The paper is out, and some time later there is some again. */
  change(): this {
    return this.is(out).is(ready);
  }

  get roll(): Roll {
    return this.test.state.rolls.get(printer) ?? unknownRoll;
  }

  get left(): number {
    return paperLeft(this.roll, false, ROLL).left;
  }
}

const out: Told = { problem: 'paper-out' };
const open: Told = { problem: 'cover-open' };
const low: Told = { paperLow: true };
const lowAndOut: Told = { ...low, ...out };
const lowAndOpen: Told = { ...low, ...open };
const ready: Told = { state: 'ready' };
const lost: Told = { state: 'lost', problem: 'disconnected' };

describe('what is left', () => {
  it.each([
    // [what is known of the roll, whether the paper is out, what is left]
    ['a roll of which nothing is known', {}, false, 100],
    ['one in use', { printed: 30 }, false, 70],
    ['one that gives more than it should', { printed: 130 }, false, 1],
    ['one that is out', { printed: 130 }, true, 0],
    ['one that is out too early', { printed: 30 }, true, 0],
    ['with a lesson', { printed: 30, whole: 220 }, false, 190],
    ['near its end before anything was learned: a tenth', { printed: 2, lowAt: 2 }, false, 10],
    ['the same, some papers later', { printed: 5, lowAt: 2 }, false, 7],
    ['the same, of a roll that is known', { printed: 5, lowAt: 2, whole: 220 }, false, 19],
    ['the same, where the count says less', { printed: 96, lowAt: 95 }, false, 4],
    ['the same, long after', { printed: 40, lowAt: 2 }, false, 1],
    ['near its end, with one', { printed: 90, lowAt: 88, rest: 25 }, false, 23],
    ['far beyond it', { printed: 190, lowAt: 88, rest: 25 }, false, 1],
  ] as const)('on %s', (_name, known, isOut, left) => {
    expect(paperLeft({ ...unknownRoll, ...known }, isOut, ROLL).left).toBe(left);
  });

  it('counts each paper that came out, and remembers the last', () => {
    const house = new PrinterUnderTest().print(2);
    house.test.later(MINUTE_MS);
    house.print(1);
    expect(house.roll).toMatchObject({ printed: 3, lastPrintedAt: MINUTE_MS, loadedAt: null });
    house.test.take('A');
    house.test.must({ type: 'print-failed', job: 't4-1', problem: 'paper-out' });
    expect([house.roll.printed, house.left]).toEqual([3, 97]);
  });
});

describe('a new roll', () => {
  it('begins the count where staff put it in, once however often they say so', () => {
    const house = new PrinterUnderTest().print(5);
    house.test.later(MINUTE_MS);
    expect(house.test.said({ type: 'load-paper', printer })).toEqual(['paper.loaded']);
    expect(house.roll).toMatchObject({ printed: 0, loadedAt: MINUTE_MS, whole: null });
    expect(house.test.later(1000).said({ type: 'load-paper', printer })).toEqual([]);
    expect(house.print(1).test.said({ type: 'load-paper', printer })).toEqual(['paper.loaded']);
  });

  it('is refused for a printer that nobody knows', () => {
    expect(new PrinterUnderTest().test.ask({ type: 'load-paper', printer: 'roof' })).toBe('printer-unknown');
  });

  it('is one after the paper was out', () => {
    const house = new PrinterUnderTest().print(10).is(out);
    expect(house.tell(open)).toEqual(['device.changed']);
    expect(house.tell(ready)).toEqual(['paper.loaded', 'device.changed']);
    expect(house.roll).toMatchObject({ printed: 0, loadedAt: 0 });
  });

  it.each([
    ['hardly anything was printed from it: it is the same one', 9, [out], ready],
    ['it is still near its end: it is the same one', 50, [low, lowAndOut], low],
    ['the printer is lost: nobody knows', 50, [out], lost],
    ['the cover is open', 50, [out], open],
    ['the sensor flickers, and nobody was at the paper', 50, [low], ready],
    ['the cover was open, and the sensor had not spoken', 50, [open], ready],
    ['it was the same one, and the sensor flickers later', 50, [low, lowAndOpen, low], ready],
  ] as const)('is none where %s', (_name, printed, before, now) => {
    const house = new PrinterUnderTest().print(printed);
    for (const condition of before) house.is(condition);
    expect(house.tell(now)).toEqual(['device.changed']);
    expect(house.roll.printed).toBe(printed);
  });

  it.each([
    ['hardly anything was printed, but it was near its end', 2, [low, lowAndOut], ready],
    ['the near-end sensor had spoken, and somebody was at the paper', 50, [low, lowAndOpen], ready],
    ['the printer was lost meanwhile', 50, [out, lost], ready],
    ['the printer is only slow', 50, [out], { problem: 'slow' }],
  ] as const)('is one where %s', (_name, printed, before, now) => {
    const house = new PrinterUnderTest().print(printed);
    for (const condition of before) house.is(condition);
    expect(house.tell(now)).toEqual(['paper.loaded', 'device.changed']);
  });

  it('is none long after the same one was put back', () => {
    const house = new PrinterUnderTest().print(5).is(out).is(ready).print(60);
    expect(house.tell({ problem: 'slow' })).toEqual(['device.changed']);
    expect(house.roll).toMatchObject({ printed: 65, outAt: null });
  });

  it('is not assumed twice where staff have said so first', () => {
    const house = new PrinterUnderTest().print(50).is(out).load();
    expect(house.tell(open)).toEqual(['device.changed']);
    expect(house.tell(ready)).toEqual(['device.changed']);
    expect(house.test.log.filter(({ type }) => type === 'paper.loaded')).toHaveLength(1);
  });

  it('has given what came out since the old one was out, told late as that may be', () => {
    const house = new PrinterUnderTest().print(50).is(out).print(3).is(ready);
    expect(house.roll).toMatchObject({ printed: 3, whole: null });
    expect(house.print(40).is(out).print(2).is(ready).roll).toMatchObject({ printed: 2, whole: 43 });
  });
});

describe('what rolls teach', () => {
  it('a roll that began within our sight says what a whole one gives', () => {
    const house = new PrinterUnderTest().print(7).load().print(60).change();
    expect(house.roll).toMatchObject({ printed: 0, whole: 60 });
    expect(house.left).toBe(60);
    expect(house.print(80).change().roll.whole).toBe(70);
  });

  it('one that was there before us says nothing', () => {
    expect(new PrinterUnderTest().print(60).change().roll.whole).toBeNull();
  });

  it('one that is taken out early says nothing', () => {
    expect(new PrinterUnderTest().load().print(60).load().roll.whole).toBeNull();
  });

  it('one that was put in askew says nothing, though staff put another one in', () => {
    const house = new PrinterUnderTest().load().print(9).is(out).load();
    expect(house.roll.whole).toBeNull();
  });

  it('what is left near the end, also of one that was there before us', () => {
    const house = new PrinterUnderTest().print(40).is(low).print(12).is(lowAndOut).is(ready);
    expect(house.roll).toMatchObject({ printed: 0, lowAt: null, whole: null, rest: 12 });
    house.print(90).is(low);
    expect(house.left).toBe(12);
    house.print(2);
    expect(house.left).toBe(10);
    house.print(4).is(lowAndOut).is(ready);
    expect(house.roll).toMatchObject({ rest: 9, whole: 96 });
  });

  it('is known the next day, and so is the count', () => {
    const house = new PrinterUnderTest().load().print(60).change().print(5).is(low);
    const { rolls, devices } = house.test.state;
    const before = [[...rolls], [...devices]];
    house.test.later(24 * 60 * MINUTE_MS);
    house.test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    expect([[...house.test.state.rolls], [...house.test.state.devices]]).toEqual(before);
    expect(house.roll).toMatchObject({ printed: 5, whole: 60, lowAt: 5 });
  });
});

describe('how a device does', () => {
  it('is a fact once, and says since when', () => {
    const house = new PrinterUnderTest();
    expect(house.tell(ready)).toEqual(['device.changed']);
    expect(house.tell(ready)).toEqual([]);
    house.test.later(MINUTE_MS);
    house.is(open);
    house.test.later(MINUTE_MS);
    // Another sensor speaks; the cover has been open since.
    expect(house.tell(lowAndOpen)).toEqual(['device.changed']);
    expect(house.test.state.devices.get(printer)).toEqual({
      kind: 'printer',
      state: 'degraded',
      problem: 'cover-open',
      paperLow: true,
      since: MINUTE_MS,
    });
  });

  it('of a board has nothing to do with paper', () => {
    const house = new PrinterUnderTest();
    house.tell({ kind: 'board', ...lost });
    expect(house.test.state.rolls.size).toBe(0);
  });
});
