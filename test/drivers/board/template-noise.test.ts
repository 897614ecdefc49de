/** A million bytes of noise: nobody throws, keeps it, or is deaf afterwards. */
import { describe, expect, it } from 'vitest';
import { templateCodec } from '../../../drivers/board/template/codec.ts';
import { shippedTemplates } from '../../../drivers/board/template/template.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { allTemplates, displayOf, framesOf, madeUp, painting, rowsOn, shipped } from './templates.ts';

const seed = seedOf('template-noise');

const noiseBytes = 1_000_000;
const pieceBytes = 1000;

/** Noise that looks like frames: every other byte is one of theirs. */
function* noise(random: () => number, like: Uint8Array): Generator<Buffer> {
  for (let sent = 0; sent < noiseBytes; sent += pieceBytes) {
    yield Buffer.from(
      Array.from({ length: pieceBytes }, () =>
        random() < 0.5 ? Math.floor(random() * 256) : (like[Math.floor(random() * like.length)] ?? 0),
      ),
    );
  }
}

/** Half a frame of before can swallow one; without a beginning of their own, frames are found again after a few. */
const framesLostMax = 4;

describe('a frame', () => {
  it.each([...shippedTemplates])('is read behind any half of one: %s', (_name, template) => {
    const [codec, display] = [templateCodec(template, 1), displayOf(template)];
    const [frame] = framesOf(codec, painting(['1234']));
    if (!frame) throw new Error('no frame');
    for (const at of frame.keys()) {
      display.receive(frame.subarray(0, at));
      display.receive(frame);
      expect([at, rowsOn(display.picture)]).toEqual([at, ['1234']]);
      display.powerCycle();
    }
  });

  it('is read behind a text that never ends, of which no more is kept than can be one', () => {
    const [codec, display] = [templateCodec(shipped('qt-gb2312'), 1), displayOf(shipped('qt-gb2312'))];
    const [frame] = framesOf(codec, painting(['1234']));
    if (!frame) throw new Error('no frame');
    display.receive(frame.subarray(0, -1));
    // Minutes of work for whoever keeps it all.
    for (let sent = 0; sent < noiseBytes / 5; sent += pieceBytes)
      display.receive(Buffer.alloc(pieceBytes, 'A'));
    display.receive(frame);
    expect(rowsOn(display.picture)).toEqual(['1234']);
  });
});

describe('a million bytes of noise', () => {
  const watched = ['id-hi-lo-sum', '3a-sum-0a', 'qt-gb2312', 'counted', 'complete'];
  it.each(allTemplates.filter(([name]) => watched.includes(name)))(
    `leave a board able to read: %s, seed ${seed}`,
    (_name, template) => {
      const [codec, display] = [templateCodec(template, 1), displayOf(template)];
      const [frame] = framesOf(codec, painting(['1234']));
      if (!frame) throw new Error('no frame');
      for (const piece of noise(seeded(seed), frame)) display.receive(piece);
      for (let again = 0; again <= framesLostMax; again++) display.receive(frame);
      expect(rowsOn(display.picture)[0]?.trim()).toMatch(/^0*1234$/);
    },
    60_000,
  );

  it(`leave answers readable, seed ${seed}`, () => {
    const reader = templateCodec(madeUp['complete'] ?? shipped('3a-sum-0a'), 7).newReader();
    const good = Buffer.from('070600', 'hex');
    let heard = 0;
    for (const piece of noise(seeded(seed), Buffer.from('07061500', 'hex')))
      heard += reader.push(piece).length;
    // Of three bytes, by chance.
    expect(heard).toBeGreaterThan(0);
    reader.reset();
    expect(reader.push(good)).toEqual([{ kind: 'acknowledged' }]);
  });
});
