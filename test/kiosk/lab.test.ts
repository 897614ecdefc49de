/** The lab's paper and boards, dot by dot, and the touch that makes them move. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SimulatedBoardView, SimulatedPrinterView } from '../../firmware-host/messages/lab.ts';
import { refusal, type Answer } from './support/host.ts';
import { boardView, labView, lost, paperOf, printerView, row } from './support/lab-view.ts';
import { askedOf, openLab } from './support/open-lab.ts';
import { say, startStage, type Stage } from './support/stage.ts';
import { taken, ticket } from './support/views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const posts = () => askedOf(stage);

const service = (page: Page, name: string): Locator => page.locator('.plates button', { hasText: name });

describe('taking a number', () => {
  test('one touch asks for a number in the language of the page, and says which', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => ({ status: 201, body: taken({ ticket: ticket({ number: 'B017' }) }) }));
    await service(page, '缴费').click();
    await page.getByText('B017').waitFor();
    expect(posts()).toEqual([['tickets', { service: 'B', language: 'zh-CN' }]]);
  });

  test('a double tap takes one number', async () => {
    const page = await openLab(stage);
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await service(page, '咨询').dblclick();
    await page.locator('.plates [aria-busy=true]').waitFor();
    answer.resolve({ status: 201, body: taken() });
    await page.getByText('A023').waitFor();
    expect(posts()).toHaveLength(1);
  });

  test('a refusal is said in words, and goes with the next success', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => refusal('day-not-open', 409));
    await service(page, '咨询').click();
    await page.getByRole('alert').getByText(say('zh-CN', 'error.day-not-open.staff')).waitFor();
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await service(page, '咨询').click();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    expect(posts()).toHaveLength(2);
  });

  test('a refusal goes by itself after a while', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => refusal('day-not-open', 409));
    await service(page, '咨询').click();
    await page.getByRole('alert').waitFor();
    await page.clock.runFor(10_000);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});

/** Leaves a spot on a canvas: it is gone once the canvas is drawn again. */
const spot = (canvas: Locator): Promise<void> =>
  canvas.evaluate((one) => {
    const pen = one.getContext('2d');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, 1, 1);
  });
const spotted = (canvas: Locator): Promise<number[]> =>
  canvas.evaluate((one) => [...one.getContext('2d').getImageData(0, 0, 1, 1).data]);

describe('paper', () => {
  test('is drawn, one pixel a dot, and can be read aloud', async () => {
    const page = await openLab(stage);
    const paper = page.locator('foyer-paper canvas');
    await expect.poll(() => paper.getAttribute('aria-label')).toContain('A036');
    const inked = () =>
      paper.evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return (
          data.filter((value: number, at: number) => at % 4 === 3 && value > 0).length / (data.length / 4)
        );
      });
    await expect.poll(inked).toBeGreaterThan(0.02);
    expect(await paper.getAttribute('width')).toBe('384');
  });

  test('its code opens its address, by mouse or by keyboard', async () => {
    const page = await openLab(stage);
    const link = page.getByRole('link', { name: say('zh-CN', 'lab.paper.open', { number: 'A036' }) });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz');
    expect(await link.getAttribute('target')).toBe('_blank');
    await link.focus();
    expect(await link.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
    const code = await link.boundingBox();
    const paper = await page.locator('foyer-paper canvas').boundingBox();
    expect(code?.width).toBe(29 * 6);
    expect(code?.height).toBe(code?.width);
    // In the middle of the paper, below the head's four lines.
    expect((code?.x ?? 0) - (paper?.x ?? 0)).toBe((384 - 29 * 6) / 2);
    expect((code?.y ?? 0) - (paper?.y ?? 0)).toBe(24 + 6 + 48 + 6 + 120 + 6 + 24 + 6 + 30);
  });

  test('of many papers each link says its number, and Tab stops at the newest only', async () => {
    const papers = [38, 37, 36].map((id) => paperOf(id, `A0${id}`));
    const page = await openLab(stage, { printers: [printerView({ papers })] });
    const links = page.locator('foyer-paper a');
    await links.nth(2).waitFor();
    const of = (name: string) =>
      links.evaluateAll((all, what) => all.map((one) => one.getAttribute(what)), name);
    expect(await of('aria-label')).toEqual(
      ['A038', 'A037', 'A036'].map((number) => say('zh-CN', 'lab.paper.open', { number })),
    );
    expect(await of('tabindex')).toEqual(['0', '-1', '-1']);
  });

  test('ends below its last words: what is fed on before the cut is not drawn', async () => {
    const page = await openLab(stage);
    const paper = page.locator('foyer-paper canvas');
    const lines = 30 + 54 + 126 + 30 + 30 + 29 * 6 + 30 + 5 * 30;
    await expect.poll(() => paper.getAttribute('height')).toBe(String(lines + 6));
  });

  test('has pictures dot by dot, and letters of a code page in narrow cells', async () => {
    const look = { width: 1, height: 1, bold: false };
    // A cross of 8 × 8 dots; three hyphens of a code page, which fill a cell, and a plain one.
    const items: SimulatedPrinterView['papers'][number]['items'] = [
      { kind: 'image', align: 'right', widthDots: 8, heightDots: 8, bits: 'gUIkGBgkQoE=' },
      { kind: 'line', align: 'left', runs: [{ text: '──', ...look, narrow: true }] },
      { kind: 'line', align: 'left', runs: [{ text: '──', ...look }] },
      { kind: 'image', align: 'left', widthDots: 8, heightDots: 1, bits: '/w==' },
    ];
    const page = await openLab(stage, {
      printers: [printerView({ papers: [{ ...paperOf(1, ''), items }] })],
    });
    const paper = page.locator('foyer-paper canvas');
    await expect.poll(() => paper.getAttribute('height')).toBe(String(8 + 30 + 30 + 1 + 6));
    const inked = (x: number, y: number, width: number, height: number) =>
      paper.evaluate(
        (one, box) => {
          const { data } = one.getContext('2d').getImageData(box.x, box.y, box.width, box.height);
          const dots = [...data].filter((_, at) => at % 4 === 3).map((alpha) => (alpha > 0 ? '#' : '.'));
          return Array.from({ length: box.height }, (__, at) =>
            dots.slice(at * box.width, (at + 1) * box.width).join(''),
          );
        },
        { x, y, width, height },
      );
    const cross = ['#......#', '.#....#.', '..#..#..', '...##...'];
    await expect.poll(() => inked(384 - 8, 0, 8, 8)).toEqual([...cross, ...cross.toReversed()]);
    expect(await inked(0, 8 + 11, 50, 1)).toEqual([`${'#'.repeat(24)}${'.'.repeat(26)}`]);
    expect(await inked(0, 8 + 30 + 11, 50, 1)).toEqual([`${'#'.repeat(48)}..`]);
    expect(await inked(0, 8 + 60, 10, 1)).toEqual(['########..']);
  });

  test('a new one comes on top, and what is done is not drawn again; tearing takes them', async () => {
    const page = await openLab(stage);
    const old = page.locator('foyer-paper canvas[aria-label*=A036]');
    await expect.poll(() => old.getAttribute('width')).toBe('384');
    await spot(old);
    const before = await spotted(old);
    const printer = printerView({ papers: [paperOf(37, 'A037'), paperOf(36, 'A036')] });
    stage.host.show('lab', labView({ printers: [printer] }));
    await expect
      .poll(() => page.locator('foyer-paper canvas').first().getAttribute('aria-label'))
      .toContain('A037');
    expect(await spotted(old)).toEqual(before);
    await page.getByRole('button', { name: say('zh-CN', 'lab.tear') }).click();
    await expect.poll(posts).toEqual([['lab/printers/ticket-printer/tear', {}]]);
  });
});

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
  const digits = hex[letter].length / 16;
  return Array.from({ length: 16 }, (_, y) =>
    Number.parseInt(hex[letter].slice(y * digits, (y + 1) * digits), 16)
      .toString(2)
      .padStart(digits * 4, '0'),
  );
};

const canvas = (page: Page): Locator => page.locator('foyer-board canvas');
const show = (change: Partial<SimulatedBoardView>) =>
  stage.host.show('lab', labView({ boards: [boardView(change)] }));

describe('board', () => {
  test('lights the dots of its areas, each in its colour, cut off at the edge of the area', async () => {
    const page = await openLab(stage, {
      boards: [
        boardView({
          widthDots: 32,
          heightDots: 32,
          areas: [
            {
              ...row(0, { text: 'A', colour: 'green' }, { text: '号', colour: 'amber' }),
              x: 4,
              y: 16,
              width: 20,
            },
          ],
        }),
      ],
    });
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
    show({ areas: [row(0, { text: 'C', colour: 'red' })] });
    await expect.poll(() => spotted(canvas(page))).not.toEqual(before);
  });

  test('with its cable cut it keeps its last words, and the line above it says so', async () => {
    const page = await openLab(stage);
    await page.getByText(say('zh-CN', 'lab.board.confirmed', { ms: 41 })).waitFor();
    show({ confirmed: false });
    await page.getByText(say('zh-CN', 'lab.board.unconfirmed')).waitFor();
    show({ confirmed: false, device: lost(boardView().device) });
    await page.locator('.lights .is.bad', { hasText: say('zh-CN', 'lab.problem.disconnected') }).waitFor();
    expect(await canvas(page).getAttribute('aria-label')).toContain('B011');
  });

  test('switched off it is dark', async () => {
    const page = await openLab(stage, { boards: [boardView({ isLit: false })] });
    await page.getByText(say('zh-CN', 'lab.board.dark')).waitFor();
    await expect.poll(async () => (await dotsOf(canvas(page), 128)).join('')).toMatch(/^\.+$/);
  });
});
