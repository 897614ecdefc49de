/** How a board is looked after while its content stays the same, on a fake clock. */
import { describe, expect, it } from 'vitest';
import { BoardBench, pass, useBench } from './bench-board.ts';
import { content, textsOn } from './contents.ts';

const bench = useBench();

describe('an idle board', () => {
  it('is sent a row in turn every second, and never cleared', async () => {
    const { board, cable, statuses } = bench();
    await bench().open();
    board.show(content('A001'));
    await pass(0);
    cable.take();
    statuses.splice(0);
    await pass(6000);
    expect(cable.take()).toEqual(['0:A001', '1:', '2:', '3:', '0:A001', '1:']);
    expect(statuses).toEqual([]);
  });

  it('that has forgotten everything has all of it again within 4 s, from the top', async () => {
    const { board, simulator } = bench();
    await bench().open();
    board.show(content('A001', 'B'));
    await pass(0);
    simulator.powerCycle();
    const shown: string[][] = [];
    for (let row = 0; row < 4; row++) {
      await pass(1000);
      shown.push(textsOn(simulator));
    }
    expect(shown).toEqual([['A001'], ['A001', 'B'], ['A001', 'B', ''], ['A001', 'B', '', '']]);
  });

  it('of many rows is mended as quickly, few rows at a time', async () => {
    const { board, cable, simulator } = new BoardBench({ widthDots: 128, heightDots: 256 });
    const texts = Array.from({ length: 16 }, (_, row) => `A${row}`);
    board.show(content(...texts));
    cable.set('open');
    await pass(0);
    simulator.powerCycle();
    cable.take();
    await pass(4500);
    const frames = cable.take();
    for (const [row, text] of texts.entries()) expect(frames.join(' ')).toContain(`${row}:${text}`);
    expect(frames.length).toBeGreaterThanOrEqual(8);
    expect([textsOn(simulator), board.status.confirmed]).toEqual([texts, true]);
    await board.close();
  });

  it('is not the only one that is mended: one whose other rows change all the time is, too', async () => {
    const { board, simulator } = bench();
    await bench().open();
    board.show(content('A001', 'B'));
    await pass(0);
    simulator.powerCycle();
    for (let second = 0; second < 6; second++) {
      board.show(content(`A${second}`, 'B'));
      await pass(1000);
    }
    expect(textsOn(simulator)).toEqual(['A5', 'B', '', '']);
  });

  it('is called right after a question', async () => {
    const { board, cable } = bench();
    await bench().open();
    await pass(1000);
    expect(cable.take()).toEqual(['0:']);
    board.show(content('A001'));
    expect(cable.take()).toEqual(['0:A001']);
  });
});
