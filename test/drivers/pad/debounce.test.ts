import { describe, expect, it } from 'vitest';
import { Debounce } from '../../../drivers/pad/debounce.ts';
import { seeded, seedOf } from '../../support/seeded.ts';

const seed = seedOf('debounce');
const releaseMs = 20;

type Level = readonly [atMs: number, down: boolean];

/** When button 0 was pressed, in ms. */
function presses(levels: readonly Level[], debounce = new Debounce(releaseMs)): number[] {
  return levels.filter(([atMs, down]) => debounce.level(0, down, atMs)).map(([atMs]) => atMs);
}

describe('debounce', () => {
  it.each<[string, Level[], number[]]>([
    [
      'a press, at its first contact',
      [
        [0, false],
        [100, true],
        [200, false],
      ],
      [100],
    ],
    [
      'a tap of 3 ms',
      [
        [0, false],
        [100, true],
        [103, false],
      ],
      [100],
    ],
    [
      'a press right after the set-up',
      [
        [0, false],
        [1, true],
      ],
      [1],
    ],
    [
      'no press of a button that was down',
      [
        [0, true],
        [100, true],
      ],
      [],
    ],
    [
      'no press of a button that was down and chatters',
      [
        [0, true],
        [100, false],
        [105, true],
      ],
      [],
    ],
    [
      'the next press of a button that was down',
      [
        [0, true],
        [100, false],
        [120, true],
      ],
      [120],
    ],
    [
      'one press of a button that is held',
      [
        [0, false],
        [1, true],
        [9000, true],
        [60_000, false],
      ],
      [1],
    ],
    [
      'two presses',
      [
        [0, false],
        [100, true],
        [200, false],
        [220, true],
      ],
      [100, 220],
    ],
    [
      'no second press too soon',
      [
        [0, false],
        [100, true],
        [200, false],
        [219, true],
      ],
      [100],
    ],
    [
      'no press out of a release that chatters',
      [
        [0, false],
        [1, true],
        [100, false],
        [115, true],
        [116, false],
        [134, true],
      ],
      [1],
    ],
    [
      'a press after a release that chattered',
      [
        [0, false],
        [1, true],
        [100, false],
        [115, true],
        [116, false],
        [136, true],
      ],
      [1, 136],
    ],
    [
      'the release of repeated levels from the first on',
      [
        [0, false],
        [1, true],
        [100, false],
        [115, false],
        [120, true],
      ],
      [1, 120],
    ],
  ])('makes %s', (_, levels, expected) => {
    expect(presses(levels)).toEqual(expected);
  });

  it('holds the buttons apart', () => {
    const debounce = new Debounce(releaseMs);
    expect(debounce.level(0, false, 0)).toBe(false);
    expect(debounce.level(1, true, 0)).toBe(false);
    expect(debounce.level(0, true, 1)).toBe(true);
    expect(debounce.level(1, false, 1)).toBe(false);
    expect(debounce.level(1, true, 30)).toBe(true);
  });

  it(`makes one press of each finger on a bad contact, seed ${seed}`, () => {
    const random = seeded(seed);
    const between = (from: number, to: number) => from + random() * (to - from);
    const levels: Level[] = [[0, false]];
    const fingers: number[] = [];
    let atMs = 0;
    /** Up to 15 ms in which the contact opens and closes, and ends as said. */
    const chatter = (down: boolean) => {
      const endMs = atMs + between(0, 15);
      levels.push([atMs, down]);
      while (random() < 0.8 && atMs < endMs) {
        levels.push([(atMs += between(0.01, 3)), !down], [(atMs += between(0.01, 3)), down]);
      }
    };
    for (let finger = 0; finger < 10_000; finger++) {
      atMs += between(releaseMs, 500);
      fingers.push(atMs);
      chatter(true);
      atMs += between(0, 2000);
      chatter(false);
    }
    expect(presses(levels)).toEqual(fingers);
  });
});
