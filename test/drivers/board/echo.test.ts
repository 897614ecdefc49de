import { describe, expect, it } from 'vitest';
import { EchoFilter } from '../../../drivers/board/line/echo.ts';
import { seeded, seedOf } from '../../support/seeded.ts';

const seed = seedOf('echo');

it(`an echo is taken away however it is split, and nothing else, seed ${seed}`, () => {
  const random = seeded(seed);
  const some = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 3)));
  for (let round = 0; round < 5000; round++) {
    const filter = new EchoFilter();
    for (let turn = 0; turn < 3; turn++) {
      const sent = some(1 + Math.floor(random() * 40));
      const answer = some(Math.floor(random() * 20));
      filter.sent(sent);
      const coming = Buffer.concat([sent, answer]);
      const others: Uint8Array[] = [];
      for (let at = 0; at < coming.length;) {
        const next = at + 1 + Math.floor(random() * 12);
        others.push(filter.received(coming.subarray(at, next)));
        at = next;
      }
      expect(Buffer.concat(others)).toEqual(answer);
    }
    expect(filter.collisions).toBe(0);
  }
});

describe('an echo that is none', () => {
  it('is passed on from where it differs, with all that follows', () => {
    const filter = new EchoFilter();
    filter.sent(Buffer.from('hello'));
    expect(Buffer.from(filter.received(Buffer.from('hexlo'))).toString()).toBe('xlo');
    expect(Buffer.from(filter.received(Buffer.from('hello'))).toString()).toBe('hello');
    expect(filter.collisions).toBe(1);
    filter.sent(Buffer.from('again'));
    expect(filter.received(Buffer.from('again'))).toHaveLength(0);
  });

  it('that breaks off is not waited for after its turn', () => {
    const filter = new EchoFilter();
    filter.sent(Buffer.from('hello'));
    filter.received(Buffer.from('he'));
    filter.forget();
    expect(Buffer.from(filter.received(Buffer.from('llo'))).toString()).toBe('llo');
    expect(filter.collisions).toBe(0);
  });
});
