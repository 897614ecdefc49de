/** The lab's boards: dot by dot, stroke by stroke, in movement and at rest, and what the line above each says. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DotPicture, LabView, SimulatedBoardView } from '../../firmware-host/messages/lab.ts';
import { boardView, counterBoard, digits, dots, row } from '../kiosk/support/board-view.ts';
import { spot, spotted } from '../kiosk/support/canvas-spot.ts';
import { deviceOf, lost } from '../support/device-view.ts';
import { labView } from '../kiosk/support/lab-view.ts';
import { askedOf, openLab } from '../kiosk/support/open-lab.ts';
import { say, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

/** The dots of a board from its canvas: a row a line, a letter a lit dot. */
const dotsOf = (canvas: Locator, widthDots: number): Promise<string[]> =>
  canvas.evaluate((board, columns) => {
    const pitch = board.width / columns;
    const { data } = board.getContext('2d').getImageData(0, 0, board.width, board.height);
    const colour = (x: number, y: number) => {
      const at = (Math.floor((y + 0.5) * pitch) * board.width + Math.floor((x + 0.5) * pitch)) * 4;
      const [red, green] = [data[at] > 150, data[at + 1] > 120];
      return red ? (green ? 'a' : 'r') : green ? 'g' : '.';
    };
    const rows = Math.round(board.height / pitch);
    return Array.from({ length: rows }, (_, y) =>
      Array.from({ length: columns }, (__, x) => colour(x, y)).join(''),
    );
  }, widthDots);

/** From the Unifont's own .hex file: 16 rows each. */
const hex = {
  A: '0000000018242442427E424242420000',
  号: '00001FF01010101010101FF00000FFFE080010001FF000100010001000A00040',
};
const bits = (letter: keyof typeof hex): string[] => {
  const perRow = hex[letter].length / 16;
  return Array.from({ length: 16 }, (_, y) =>
    Number.parseInt(hex[letter].slice(y * perRow, (y + 1) * perRow), 16)
      .toString(2)
      .padStart(perRow * 4, '0'),
  );
};

const canvas = (page: Page): Locator => page.locator('foyer-board canvas');
const withPicture = (change: Partial<DotPicture>): Partial<LabView> => ({
  boards: [boardView({ picture: dots(change) })],
});
const show = (change: Partial<SimulatedBoardView>) =>
  stage.host.show('lab', labView({ boards: [boardView(change)] }));
/** A row that fills a board of 32 × 16 dots with two letters A. */
const small = { widthDots: 32, heightDots: 16 };
const twoLetters = { ...row(0, { text: 'AA', colour: 'red' }), width: 32 };

/** How red the reddest pixel is. */
const brightest = (page: Page): Promise<number> =>
  canvas(page).evaluate((one) => {
    const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);
    return Math.max(...data.filter((_: number, at: number) => at % 4 === 0));
  });

describe('a board of dots', () => {
  test('lights the dots of its areas, each in its colour, cut off at the edge of the area', async () => {
    const runs = row(0, { text: 'A', colour: 'green' }, { text: '号', colour: 'amber' });
    const areas = [{ ...runs, x: 4, y: 16, width: 20 }];
    const page = await openLab(stage, withPicture({ widthDots: 32, heightDots: 32, areas }));
    const expected = [
      ...Array.from({ length: 16 }, () => '.'.repeat(32)),
      ...bits('A').map((half, y) => {
        const full = bits('号')[y]?.slice(0, 12) ?? '';
        const lit = half.replaceAll('1', 'g') + full.replaceAll('1', 'a');
        return `....${lit.replaceAll('0', '.')}${'.'.repeat(8)}`;
      }),
    ];
    await expect.poll(() => dotsOf(canvas(page), 32)).toEqual(expected);
  });

  test('is 128 dots of four pixels wide, can be read aloud, and is drawn again only when it changes', async () => {
    const page = await openLab(stage);
    await expect.poll(() => canvas(page).getAttribute('width')).toBe('512');
    expect(await canvas(page).getAttribute('aria-label')).toContain('B011 → 4号窗口\nA030 1号窗口');
    const lit = async () => (await dotsOf(canvas(page), 128)).join('').replaceAll('.', '').length;
    await expect.poll(lit).toBeGreaterThan(500);
    await spot(canvas(page));
    const before = await spotted(canvas(page));
    stage.host.show('lab', labView({ traffic: { available: true, perHour: 7, pace: 1 } }));
    await page.getByText(/^7$/).waitFor();
    expect(await spotted(canvas(page))).toEqual(before);
    show({ picture: dots({ areas: [row(0, { text: 'C', colour: 'red' })] }) });
    await expect.poll(() => spotted(canvas(page))).not.toEqual(before);
  });

  test('switched off it is dark, and says nothing aloud', async () => {
    const page = await openLab(stage, withPicture({ isLit: false }));
    await page.getByText(say('zh-CN', 'lab.board.dark')).waitFor();
    await expect.poll(async () => (await dotsOf(canvas(page), 128)).join('')).toMatch(/^\.+$/);
    expect(await canvas(page).getAttribute('aria-label')).toBe(say('zh-CN', 'lab.board.nothing'));
  });

  test('dimmed it shines less, and at the least there is it still shows', async () => {
    const page = await openLab(stage, withPicture({ ...small, areas: [twoLetters] }));
    await expect.poll(() => brightest(page)).toBe(255);
    show({ picture: dots({ ...small, areas: [twoLetters], brightness: 50 }) });
    await expect.poll(() => brightest(page)).toBeLessThan(200);
    const half = await brightest(page);
    show({ picture: dots({ ...small, areas: [twoLetters], brightness: 0 }) });
    await expect.poll(() => brightest(page)).toBeLessThan(half);
    expect(await brightest(page)).toBeGreaterThan(80);
  });
});

/** For people who have not asked for rest. */
async function withMovement(page: Page, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  try {
    await look();
  } finally {
    await page.emulateMedia({ reducedMotion: 'reduce' });
  }
}

/** Lets the page's time run until the board looks as wanted. */
async function comesTo(page: Page, wanted: (board: string[]) => boolean): Promise<true> {
  const look = async () => {
    await page.clock.runFor(200);
    return wanted(await dotsOf(canvas(page), 32));
  };
  await expect.poll(look, { interval: 10, timeout: 8000 }).toBe(true);
  return true;
}

const blinking = {
  ...row(0, { text: 'A', colour: 'red', blink: true }, { text: 'A', colour: 'green' }),
  width: 32,
};
const coloursOf = (board: string[]): string =>
  ['r', 'g'].filter((dot) => board.join('').includes(dot)).join('');
const scrolling = { ...row(0, { text: 'A', colour: 'red' }), width: 32, scroll: true } as const;
/** Whether a board has lit dots, and all of them in these columns. */
const isWithin = (board: string[], from: number, to: number): boolean =>
  board.join('').includes('r') &&
  board.every((line) => !(line.slice(0, from) + line.slice(to)).includes('r'));

describe('movement', () => {
  test('what blinks goes off and on, and what stands beside it stays', async () => {
    const page = await openLab(stage, withPicture({ ...small, areas: [blinking] }));
    await withMovement(page, async () => {
      await page.reload();
      expect(await comesTo(page, (board) => coloursOf(board) === 'rg')).toBe(true);
      expect(await comesTo(page, (board) => coloursOf(board) === 'g')).toBe(true);
      expect(await comesTo(page, (board) => coloursOf(board) === 'rg')).toBe(true);
    });
  });

  test('what scrolls comes in from the right and goes out on the left', async () => {
    const page = await openLab(stage, withPicture({ ...small, areas: [scrolling] }));
    await withMovement(page, async () => {
      await page.reload();
      expect(await comesTo(page, (board) => isWithin(board, 16, 32))).toBe(true);
      expect(await comesTo(page, (board) => isWithin(board, 0, 16))).toBe(true);
      expect(await comesTo(page, (board) => isWithin(board, 16, 32))).toBe(true);
    });
  });

  test('for people who want rest, it is lit, stands still and is cut off', async () => {
    const page = await openLab(stage, withPicture({ ...small, areas: [{ ...scrolling, ...blinking }] }));
    const still = bits('A').map((line) => {
      const [red, green] = [line.replaceAll('1', 'r'), line.replaceAll('1', 'g')];
      return `${red}${green}${'.'.repeat(16)}`.replaceAll('0', '.');
    });
    await expect.poll(() => dotsOf(canvas(page), 32)).toEqual(still);
    await spot(canvas(page));
    const before = await spotted(canvas(page));
    await page.clock.runFor(5000);
    expect(await spotted(canvas(page))).toEqual(before);
  });
});

const strokes = (page: Page, what: '' | '.lit' = ''): Promise<number> =>
  page.locator(`foyer-digits polygon${what}`).count();

describe('a display of digits', () => {
  test('lights the strokes of its bits over dark ones, and can be read aloud', async () => {
    const page = await openLab(stage, { boards: [boardView({ picture: digits() })] });
    // A has six strokes, 0 six, 3 five, and 0 with its point seven; there are five places of seven strokes and a point.
    await expect.poll(() => strokes(page, '.lit')).toBe(6 + 6 + 5 + 7);
    expect(await strokes(page)).toBe(5 * 8 + 24);
    expect(await page.getByRole('img', { name: 'A030.' }).count()).toBe(1);
    expect(await page.locator('.panel').getAttribute('title')).toBe(
      say('zh-CN', 'lab.board.digits', { count: 5 }),
    );
  });

  test('switched off its strokes are dark', async () => {
    const page = await openLab(stage, { boards: [boardView({ picture: digits({ isLit: false }) })] });
    await page.getByRole('img', { name: say('zh-CN', 'lab.board.nothing') }).waitFor();
    expect([await strokes(page), await strokes(page, '.lit')]).toEqual([40, 0]);
  });
});

const nameOver = (id: string): string =>
  say('zh-CN', 'lab.board.counter', { counter: say('zh-CN', 'counter.name', { id }) });
const headings = (page: Page) => page.locator('.lights h2.name').allInnerTexts();

describe('the line above', () => {
  test('names a board by its counter, and the only one in the lobby as the main one', async () => {
    const page = await openLab(stage, { boards: [boardView(), counterBoard('1'), counterBoard('9')] });
    await page.getByRole('region', { name: nameOver('9') }).waitFor();
    expect(await headings(page)).toEqual([say('zh-CN', 'lab.board.main'), nameOver('1'), nameOver('9')]);
    expect(await page.locator('.lights h2.name').nth(1).getAttribute('title')).toBe('counter-1-board');
  });

  test('names two in the lobby, or over one counter, by their ids', async () => {
    const second = deviceOf('other-board', 'board');
    const page = await openLab(stage, {
      boards: [boardView(), boardView({ device: second }), counterBoard('1'), counterBoard('2')],
    });
    await page.getByRole('region', { name: nameOver('2') }).waitFor();
    expect(await headings(page)).toEqual(['main-board', 'other-board', nameOver('1'), nameOver('2')]);
  });

  test('with its cable cut a board keeps its last words, and the line says so', async () => {
    const page = await openLab(stage);
    await page.getByText(say('zh-CN', 'lab.board.confirmed', { ms: 41 })).waitFor();
    show({ confirmed: false });
    await page.getByText(say('zh-CN', 'lab.board.unconfirmed')).waitFor();
    show({ confirmed: false, device: lost(boardView().device) });
    await page.locator('.lights .is.bad', { hasText: say('zh-CN', 'lab.problem.disconnected') }).waitFor();
    expect(await canvas(page).getAttribute('aria-label')).toContain('B011');
  });

  test('of a board that never answers it says that it was sent, not that something is missing', async () => {
    const page = await openLab(stage);
    show({ acknowledges: false, confirmed: false, confirmedMs: null });
    await page.getByText(say('zh-CN', 'lab.board.sent')).waitFor();
    expect(await page.getByText(say('zh-CN', 'lab.board.unconfirmed')).count()).toBe(0);
  });

  test('over a counter it is short, and says the rest when pointed at', async () => {
    const page = await openLab(stage, {
      boards: [boardView(), counterBoard('1'), counterBoard('2', { confirmed: false })],
    });
    const state = (id: string) => page.getByRole('region', { name: nameOver(id) }).locator('.is');
    expect(await state('1').innerText()).toBe(say('zh-CN', 'lab.board.confirmed.short', { ms: 41 }));
    expect(await state('1').getAttribute('title')).toBe(say('zh-CN', 'lab.board.confirmed', { ms: 41 }));
    expect(await state('2').innerText()).toBe(say('zh-CN', 'lab.board.unconfirmed.short'));
  });

  test('its key switches the board off and on', async () => {
    const page = await openLab(stage, { boards: [boardView(), counterBoard('1')] });
    const name = `${nameOver('1')} ${say('zh-CN', 'lab.board.power')}`;
    await page.getByRole('button', { name }).press('Enter');
    await expect.poll(() => askedOf(stage)).toEqual([['lab/boards/counter-1-board/power-cycle', {}]]);
  });
});
