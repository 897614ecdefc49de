/** Texts that move along and are longer than a frame of the card. */
import { expect, it } from 'vitest';
import type { BoardRun } from '../../../drivers/board/board.ts';
import { BxCard } from '../../../drivers/board/bx/card.ts';
import { bxCodec } from '../../../drivers/board/bx/codec.ts';
import { boardModels } from '../../../drivers/board/models.ts';

const size = { widthDots: 64, heightDots: 16 };
const model = boardModels['bx-5k'];
/** What is left of a frame's data: five bytes of the request, two counts, and an area's length and header. */
const textBytesMax = model.frameDataBytesMax - 7 - 29;

/** The text that a card shows of one row. */
function shownOf(runs: readonly BoardRun[], scroll = true): string {
  const codec = bxCodec(model, size, 1);
  const content = { rows: [{ runs, ...(scroll ? { scroll: true as const } : {}) }] };
  const [part] = codec.paint({ content, brightness: null, isBlinkLit: true });
  const card = new BxCard(model, size, { pace: 0 });
  card.receive(codec.encode(new Map([[0, part?.bytes ?? Buffer.alloc(0)]])).frame);
  expect(card.unknownCommands).toEqual([]);
  return (card.areas[0]?.runs ?? []).map(({ text }) => text).join('');
}

const red = (text: string): BoardRun => ({ text, colour: 'red' });

it.each([
  ['letters', 'A', textBytesMax - 3],
  ['Chinese', '请', Math.floor((textBytesMax - 3) / 2)],
])('as much as has room is shown, to a character: %s', (_name, sign, room) => {
  for (const count of [room - 1, room, room + 1, 70_000])
    expect(shownOf([red(sign.repeat(count))])).toBe(sign.repeat(Math.min(count, room)));
});

it('colours take room too, and nothing stands behind what was cut', () => {
  const runs = Array.from({ length: 600 }, (_, index): BoardRun[] => [
    red(String(index % 10)),
    { text: '请', colour: 'green' },
  ]).flat();
  const all = runs.map(({ text }) => text).join('');
  const shown = shownOf(runs);
  expect(all.startsWith(shown)).toBe(true);
  // Four bytes for a figure and five for a sign, with their colours.
  expect(shown).toHaveLength(Math.floor(textBytesMax / 9) * 2 + (textBytesMax % 9 >= 4 ? 1 : 0));
  expect(shownOf(runs, false)).toBe('0请1请2');
});
