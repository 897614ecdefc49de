/**
 * Boards as pictures, from the very bytes that they would get: driver, line and codec on one side of a wire, the simulated board
 * on the other. A change of a codec, a simulator, the lab's drawing or the face is seen here: look at the new pictures, then
 * `UPDATE_BOARDS=1 npx vitest run` this file.
 */
import { decode } from 'fast-png';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { BoardPicture } from '../../../drivers/board/areas.ts';
import type { BoardColour, BoardContent, BoardRun } from '../../../drivers/board/board.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import type { SimulatedBoard } from '../../../drivers/board/simulator.ts';
import type { FrameTemplate } from '../../../drivers/board/template/template.ts';
import { boardPng, loadGlyphs } from './board-picture.ts';
import { boardStatusOf } from './contents.ts';
import { boardAsText } from '../../../drivers/board/board-as-text.ts';
import { textOn, type KnownDevice } from './devices.ts';
import { shipped } from './templates.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/boards/', import.meta.url));
const isUpdate = process.env['UPDATE_BOARDS'] === '1';

interface Shot {
  readonly name: string;
  readonly device: Omit<KnownDevice, 'id'>;
  readonly content: BoardContent;
  /** Percent; 100 when left out. */
  readonly brightness?: number;
  /** Where what moves is, in ms after it was lit; at rest when left out. */
  readonly ms?: number;
}

const run = (text: string, colour: BoardColour = 'red', blink = false): BoardRun =>
  blink ? { text, colour, blink } : { text, colour };

const main = { model: 'bx-5k', widthDots: 128, heightDots: 64 } as const;
const counter = { model: 'bx-5k', widthDots: 64, heightDots: 16 } as const;

const lobby: BoardContent = {
  rows: [
    { runs: [run('B011 → 4号窗口', 'amber')], urgent: true },
    { runs: [run('A030 → 1号窗口')] },
    { runs: [run('D004 → 3号窗口')] },
    { runs: [run('等候'), run('18', 'amber'), run('人 约'), run('13', 'amber'), run('分')] },
  ],
};
const called: BoardContent = {
  rows: [{ runs: [run('请'), run('A030', 'amber', true), run('号')], urgent: true }],
};
const emergency: BoardContent = {
  rows: [
    { runs: [] },
    { runs: [run('  请从东门离开')], urgent: true },
    { runs: [run('Leave: east door', 'amber')] },
    { runs: [] },
  ],
  takesOver: true,
};
const latin: BoardContent = {
  rows: [{ runs: [run('NOW ', 'green'), run('A030', 'red', true)] }, { runs: [run('COUNTER 1', 'amber')] }],
};
const notice: BoardContent = {
  rows: [{ runs: [run('CLOSED ON 1 OCTOBER', 'amber')], scroll: true }, { runs: [] }],
};
const sign = { model: 'alpha-2', columns: 16, rows: 2 } as const;

const rowsInBig5: FrameTemplate = {
  columns: 10,
  rows: 2,
  font: 'big5',
  show: ['02', { rest: 20 }, '0D', { rest: 20, row: 2 }, '03'],
};

const shots: readonly Shot[] = [
  { name: 'main-board', device: main, content: lobby },
  { name: 'main-board-6k', device: { ...main, model: 'bx-6k' }, content: lobby },
  { name: 'main-board-at-night', device: main, content: lobby, brightness: 20 },
  { name: 'main-board-off', device: main, content: lobby, brightness: 0 },
  { name: 'main-board-emergency', device: main, content: emergency },
  { name: 'counter-board-called', device: counter, content: called },
  { name: 'alpha-sign', device: sign, content: latin },
  { name: 'alpha-sign-blinked-off', device: sign, content: latin, ms: 1500 },
  { name: 'alpha-sign-notice', device: sign, content: notice, ms: 3000 },
  {
    name: 'alpha-sign-emergency',
    device: { model: 'alpha', columns: 16 },
    content: { rows: [{ runs: [run('LEAVE BUILDING')], urgent: true }], takesOver: true },
  },
  {
    name: 'digits-dm36b06',
    device: { model: 'dm36b06' },
    content: { rows: [{ runs: [run('A030-4')], urgent: true }] },
  },
  {
    name: 'digits-dm56a04-dimmed',
    device: { model: 'dm56a04' },
    content: { rows: [{ runs: [run('b017')] }] },
    brightness: 30,
  },
  {
    name: 'template-qt-gb2312',
    device: { model: 'template', template: shipped('qt-gb2312') },
    content: { rows: [{ runs: [run('请A030到1号窗口')], urgent: true }] },
  },
  {
    name: 'template-big5-rows',
    device: { model: 'template', template: rowsInBig5 },
    content: { rows: [{ runs: [run('請A030')], urgent: true }, { runs: [run('到3號櫃檯')] }] },
  },
  {
    name: 'template-id-hi-lo-sum',
    device: { model: 'template', template: shipped('id-hi-lo-sum') },
    content: { rows: [{ runs: [run('0030')], urgent: true }] },
  },
];

/** The words of a content as they stand on a board that has room for them. */
const wordsOf = ({ rows }: BoardContent): string =>
  rows
    .map(({ runs }) =>
      runs
        .map(({ text }) => text)
        .join('')
        .trim(),
    )
    .filter((words) => words !== '')
    .join('\n');

/** Steps of brightness that boards have may be this far apart, in percent. */
const stepPercent = 15;

/** What the board looks like once everything has arrived. */
async function pictureOf({ device, content, brightness = 100 }: Shot): Promise<BoardPicture> {
  const [opened] = openBoards([{ ...device, id: 'board', port: 'simulated:?pace=0' }]);
  const { board, simulator } = opened ?? {};
  if (!board || !simulator) throw new Error('not simulated');
  board.setBrightness(brightness);
  board.show(content);
  const isThere = ({ isLit, ...picture }: BoardPicture) =>
    brightness === 0
      ? !isLit
      : textOn({ isLit, ...picture }) === wordsOf(content) &&
        Math.abs(picture.brightness - brightness) <= stepPercent;
  if (board.acknowledges) await boardStatusOf(board, ({ confirmed }) => confirmed);
  const picture = await seenOn(simulator, isThere);
  expect(simulator.unknownCommands).toEqual([]);
  await board.close();
  return picture;
}

function seenOn(simulator: SimulatedBoard, isSo: (picture: BoardPicture) => boolean): Promise<BoardPicture> {
  return new Promise((resolve) => {
    const look = () => {
      const { picture } = simulator;
      if (isSo(picture)) resolve(picture);
    };
    simulator.onChange(look);
    look();
  });
}

/** How many pixels differ; null where the pictures are not even of one size. */
function differentPixels(one: Uint8Array, other: Uint8Array): number | null {
  const [a, b] = [decode(one), decode(other)];
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return null;
  const pixels = new Set<number>();
  for (const [at, value] of a.data.entries())
    if (value !== b.data[at]) pixels.add(Math.floor(at / a.channels));
  return pixels.size;
}

/** Null when the picture is as it was. */
function faultOf(name: string, png: Uint8Array): string | null {
  const file = join(fixtures, name);
  if (isUpdate) writeFileSync(file, png);
  const different = existsSync(file) ? differentPixels(png, readFileSync(file)) : null;
  if (different === 0) return null;
  const kept = join(mkdtempSync(join(tmpdir(), 'foyer-board-')), name);
  writeFileSync(kept, png);
  return `${different ?? 'all'} pixels of ${name} are different: ${kept}`;
}

const glyphOf = await loadGlyphs();

test.each(shots)('$name', async (shot) => {
  const picture = await pictureOf(shot);
  expect(faultOf(`${shot.name}.png`, boardPng(picture, glyphOf, shot.ms))).toBeNull();
});

test.each([
  ['template-big5-rows', ['|請A030    |', '|到3號櫃檯 |']],
  ['template-id-hi-lo-sum', ['|0030|']],
  ['digits-dm36b06', ['|A030-4|']],
  ['main-board-off', Array.from({ length: 4 }, () => `|${' '.repeat(16)}|`)],
])('%s on a terminal', async (name, rows) => {
  const shot = shots.find((one) => one.name === name);
  if (shot === undefined) throw new Error(`no ${name}`);
  const lines = boardAsText(await pictureOf(shot)).split('\n');
  const edge = `+${'-'.repeat((rows[0] ?? '').replaceAll(/[^ -~]/g, '$&$&').length - 2)}+`;
  expect(lines).toEqual([edge, ...rows, edge, '']);
});

test('no picture of a board that is not shown any more', () => {
  expect(readdirSync(fixtures).toSorted()).toEqual(shots.map(({ name }) => `${name}.png`).toSorted());
});
