/** Presses and stuck buttons, out of what a contact does. A level is written as `100+`: closed at 100 ms; `-` is open. */
import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contact } from '../../../drivers/pad/contact.ts';
import { Contacts } from '../../../drivers/pad/contacts.ts';
import { seedOf } from '../../support/seeded.ts';

const releaseMs = 20;
const timing = { releaseMs, stuckMs: 20_000 };

type Level = readonly [atMs: number, isClosed: boolean];

const levelsOf = (text: string): Level[] =>
  text.split(' ').map((word) => [Number.parseFloat(word), word.endsWith('+')]);

/** When the button was pressed, in ms. */
const pressesOf = (levels: readonly Level[], contact = new Contact(timing)): number[] =>
  levels.filter(([atMs, isClosed]) => contact.level(isClosed, atMs)).map(([atMs]) => atMs);

function contactAfter(text: string): Contact {
  const contact = new Contact(timing);
  pressesOf(levelsOf(text), contact);
  return contact;
}

/** Presses of 30 ms. */
const burst = (fromMs: number, everyMs: number, presses: number): Level[] =>
  Array.from({ length: presses }, (_, press) => fromMs + press * everyMs).flatMap((atMs): Level[] => [
    [atMs, true],
    [atMs + 30, false],
  ]);

describe('contact', () => {
  it.each<[string, string, number[]]>([
    ['a press, at its first touch', '0- 100+ 200-', [100]],
    ['a tap of 3 ms', '0- 100+ 103-', [100]],
    ['a tap of 1 ms, and the next one', '0- 100+ 101- 121+ 122-', [100, 121]],
    ['a press right after the set-up', '0- 1+', [1]],
    ['no press of a button that was down', '0+ 100+', []],
    ['no press of a button that was down and chatters', '0+ 100- 105+', []],
    ['the next press of a button that was down', '0+ 100- 120+', [120]],
    ['one press of a button that is held', '0- 1+ 9000+ 60000-', [1]],
    ['two presses', '0- 100+ 200- 220+', [100, 220]],
    ['no second press too soon', '0- 100+ 200- 219+', [100]],
    ['no press out of a press that chatters', '0- 100+ 102- 104+ 110- 119+ 121- 135+', [100]],
    ['no press out of a release that chatters', '0- 1+ 100- 115+ 116- 134+', [1]],
    ['a press after a release that chattered', '0- 1+ 100- 115+ 116- 136+', [1, 136]],
    ['the release of repeated levels from the first on', '0- 1+ 100- 115- 120+', [1, 120]],
    [
      'one press where the release between two was missed, and the next one',
      '0- 1+ 300+ 400- 500+',
      [1, 500],
    ],
    ['the next press where a press was missed', '0- 100- 200+ 300-', [200]],
  ])('makes %s', (_, text, expected) => {
    expect(pressesOf(levelsOf(text))).toEqual(expected);
  });

  it.each<[string, string, number, boolean]>([
    ['is not stuck while somebody leans on it', '0- 100+', 20_099, false],
    ['is stuck when it has been down for 20 s', '0- 100+', 20_100, true],
    ['is stuck when it was down at the start', '100+', 20_100, true],
    [
      'is stuck when it is down and chatters all the while',
      '0- 100+ 9000- 9010+ 18000- 18019+',
      20_100,
      true,
    ],
    ['is not stuck when it came up for long enough meanwhile', '0- 100+ 9000- 9020+', 20_100, false],
    ['is stuck until its release has lasted', '0- 100+ 30000-', 30_019, true],
    ['is well again when its release has lasted', '0- 100+ 30000-', 30_020, false],
    ['is not stuck when it is up', '0-', 1_000_000, false],
    ['is not known to be stuck before it is read', '', 1_000_000, false],
  ])('%s', (_, text, nowMs, expected) => {
    const contact = text === '' ? new Contact(timing) : contactAfter(text);
    expect(contact.isStuck(nowMs)).toBe(expected);
  });

  it('tells the press of a stuck button once, and its next one', () => {
    const contact = contactAfter('0- 100+');
    expect(contact.isStuck(25_000)).toBe(true);
    expect(pressesOf(levelsOf('26000- 26020+'), contact)).toEqual([26_020]);
  });

  it('hears 12 presses in a second, and takes more of them for a flutter', () => {
    const contact = contactAfter('0-');
    expect(pressesOf(burst(1000, 80, 13), contact)).toEqual(
      burst(1000, 80, 12)
        .filter(([, down]) => down)
        .map(([atMs]) => atMs),
    );
    expect(contact.isStuck(2000)).toBe(true);
  });

  it('hears 10 presses a second for ever', () => {
    const contact = contactAfter('0-');
    expect(pressesOf(burst(1000, 100, 1000), contact)).toHaveLength(1000);
  });

  it('tells nothing of a flutter until it has been calm for 2 s', () => {
    const contact = contactAfter('0-');
    // The last release is at 101,000 ms.
    expect(pressesOf(burst(1000, 70, 1429), contact)).toHaveLength(12);
    expect(contact.isStuck(102_989)).toBe(true);
    expect(contact.nextMs(101_000)).toBe(102_990);
    expect(contact.isStuck(102_990)).toBe(false);
    expect(pressesOf(burst(102_991, 80, 2), contact)).toHaveLength(2);
  });

  it('trusts one that fluttered when it is touched as seldom as by a finger, though never calm', () => {
    const contact = contactAfter('0-');
    pressesOf(burst(1000, 70, 20), contact);
    expect(pressesOf(burst(3000, 1500, 4), contact)).toEqual([4500, 6000, 7500]);
    expect(contact.isStuck(7500)).toBe(false);
  });

  it('does not take a fluttering contact for calm because it is read anew', () => {
    const contact = contactAfter('0-');
    pressesOf(burst(1000, 70, 20), contact);
    contact.forget(3000);
    expect(contact.isStuck(3000)).toBe(false);
    expect(pressesOf(levelsOf('4000- 4100+ 4200-'), contact)).toEqual([]);
    expect(contact.isStuck(6199)).toBe(true);
    expect(contact.isStuck(6200)).toBe(false);
  });

  it('is stuck at once when it was so before it was read anew', () => {
    const contact = contactAfter('0- 100+');
    contact.forget(20_100);
    contact.forget(20_150);
    expect(contact.isStuck(20_200)).toBe(false);
    contact.level(true, 20_300);
    expect(contact.isStuck(20_300)).toBe(true);
  });

  it('is given its time again when it was only held before it was read anew', () => {
    const contact = contactAfter('0- 100+');
    contact.forget(20_000);
    contact.level(true, 20_300);
    expect(contact.isStuck(40_299)).toBe(false);
    expect(contact.nextMs(20_300)).toBe(40_300);
    expect(contact.isStuck(40_300)).toBe(true);
    expect(contact.nextMs(40_300)).toBe(Infinity);
  });

  const seed = seedOf('fingers on bad contacts');
  /** Where a contact bounces, in ms from the touch: pauses so short that each is less than a release. */
  const bounces = array(integer({ min: 1, max: (releaseMs - 1) * 100 }), { maxLength: 8 });
  const finger = record({
    pauseMs: integer({ min: 0, max: 500 }),
    holdMs: integer({ min: 0, max: 3000 }),
    isChattering: boolean(),
    press: bounces,
    release: bounces,
  });

  it(`makes exactly one press of each finger, however the contact chatters, seed ${seed}`, () => {
    const isRight = property(array(finger, { maxLength: 60, size: 'max' }), (fingers) => {
      const levels: Level[] = [[0, false]];
      const expected: number[] = [];
      let atMs = 0;
      /** The contact moves, and moves to and fro; it ends as said. */
      const move = (isClosed: boolean, pauses: readonly number[]) => {
        levels.push([atMs, isClosed]);
        for (const [place, pause] of pauses.entries()) {
          if (place % 2 === 1) continue;
          levels.push([(atMs += pause / 100), !isClosed]);
          levels.push([(atMs += (pauses[place + 1] ?? 1) / 100), isClosed]);
        }
      };
      for (const { pauseMs, holdMs, isChattering, press, release } of fingers) {
        // Fingers come when the contact has settled, and no more than 12 in a second.
        atMs += Math.max(releaseMs, pauseMs) + 80;
        expected.push(atMs);
        move(true, isChattering ? press : []);
        atMs += holdMs;
        move(false, isChattering ? release : []);
      }
      expect(pressesOf(levels)).toEqual(expected);
    });
    assert(isRight, { numRuns: 2000, seed: seed | 0 });
  });
});

describe('contacts', () => {
  it('holds the buttons apart', () => {
    const contacts = new Contacts(2, timing);
    expect(contacts.level(0, false, 0)).toBe(false);
    expect(contacts.level(1, true, 0)).toBe(false);
    expect(contacts.level(0, true, 1)).toBe(true);
    expect(contacts.nextMs(1)).toBe(20_000);
    expect(contacts.stuck(20_000)).toEqual([1]);
    expect(contacts.nextMs(20_000)).toBe(20_001);
    expect(contacts.stuck(20_001)).toEqual([0, 1]);
    expect(contacts.level(1, false, 20_010)).toBe(false);
    expect(contacts.level(1, true, 20_030)).toBe(true);
    expect(contacts.stuck(20_030)).toEqual([0]);
    contacts.forget(20_030);
    expect(contacts.stuck(20_030)).toEqual([]);
    expect(contacts.nextMs(20_030)).toBe(Infinity);
  });

  it('knows nothing of buttons that there are not', () => {
    const contacts = new Contacts(0, timing);
    expect(contacts.level(0, true, 0)).toBe(false);
    expect(contacts.level(-1, true, 0)).toBe(false);
    expect(contacts.nextMs(0)).toBe(Infinity);
  });
});
