/** Boards of any kind and size over a lobby under test, and what can be read on them. */
import type { BoardAreaConfig, BoardShows } from '../../config/board-layout.ts';
import type { BoardContent, BoardRow } from '../../drivers/board/board.ts';
import { bxFace } from '../../drivers/board/bx/font.ts';
import { BoardFace } from '../../drivers/board/face.ts';
import { boardContent } from '../../firmware-host/displays/boards/board-content.ts';
import { templateFace } from '../../drivers/board/template/characters.ts';
import type { Notice } from '../../firmware-host/domain/notice.ts';
import type { Site } from '../../firmware-host/site.ts';
import type { LobbyUnderTest } from './lobby.ts';

/** Chinese characters and ASCII. */
export const chinese = (columns = 16, rows = 4): BoardFace => bxFace({ columns, rows });

/** ASCII alone. */
export const latin = (columns = 16, rows = 4): BoardFace =>
  new BoardFace(
    { columns, rows },
    {
      cellsOf: (character) => (/^[ -~]$/.test(character) ? 1 : null),
      unknown: { narrow: '?', wide: '?' },
    },
  );

/** Of seven strokes: figures and what letters can be made of them. */
export const digits = (columns = 4): BoardFace =>
  new BoardFace(
    { columns, rows: 1 },
    {
      cellsOf: (character) => (/^[ 0-9A-F-]$/.test(character) ? 1 : null),
      nearest: (character) => (/^[a-f]$/.test(character) ? character.toUpperCase() : null),
      unknown: { narrow: '-', wide: '-' },
    },
  );

/** Figures alone, as of a board that a template describes: it leaves letters out. */
export const figures = (columns = 4): BoardFace => templateFace('digits', { columns, rows: 1 });

export const house: Site = {
  names: { 'zh-CN': '锦苑物业', 'zh-TW': '錦苑物業', en: 'Jinyuan' },
  timeZone: 'Asia/Shanghai',
  languages: ['zh-CN', 'en'],
  demo: true,
  publicUrl: null,
  services: [
    { letter: 'A', name: { 'zh-CN': '咨询', 'zh-TW': '諮詢', en: 'Enquiries' } },
    { letter: 'B', name: { 'zh-CN': '缴费', 'zh-TW': '繳費', en: 'Payments' } },
  ],
  counters: ['1', '2'].map((id) => ({
    id,
    name: { 'zh-CN': `${id}号窗口`, 'zh-TW': `${id}號窗口`, en: `Counter ${id}` },
  })),
  agents: [],
  kiosks: [],
  ratingPads: [],
  counterDevices: [],
};

export const area = (
  show: BoardAreaConfig['show'],
  change: Partial<BoardAreaConfig> = {},
): BoardAreaConfig => ({
  row: 1,
  column: 1,
  rows: null,
  columns: null,
  show,
  align: 'left',
  ...change,
});

/** Calls, and a last row with the people who wait. */
export const mainAreas = (rows: number): BoardAreaConfig[] =>
  rows === 1
    ? [area(['calls'])]
    : [area(['calls'], { rows: rows - 1 }), area(['total'], { row: rows, rows: 1 })];

export const shows = (areas: BoardAreaConfig[], change: Partial<BoardShows> = {}): BoardShows => ({
  counter: null,
  areas,
  languages: ['zh-CN'],
  pageSeconds: 5,
  languageSeconds: 10,
  brightness: [{ from: '00:00', percent: 100 }],
  offWhenClosed: true,
  callEffect: 'blink',
  ...change,
});

export interface Look {
  readonly face?: BoardFace;
  readonly site?: Partial<Site>;
  readonly shows?: BoardShows;
}

/** What a board shows now: the usual main one, where nothing else is said. */
export function contentOf(
  test: LobbyUnderTest,
  { face = chinese(), site, shows: what = shows(mainAreas(face.rows)) }: Look = {},
): BoardContent {
  return boardContent({ ...house, ...site }, test.state, { shows: what }, face, test.now);
}

export const textOf = ({ runs }: BoardRow): string => runs.map(({ text }) => text).join('');

/** The rows as texts. */
export const rowsOf = (test: LobbyUnderTest, look: Look = {}): string[] =>
  contentOf(test, look).rows.map(textOf);

/** One area over all of a board, as texts, without the dark rows below. */
export function areaOf(
  test: LobbyUnderTest,
  show: BoardAreaConfig['show'],
  look: Look & { readonly change?: Partial<BoardShows>; readonly align?: BoardAreaConfig['align'] } = {},
): string[] {
  const { change, align = 'left', ...more } = look;
  const rows = rowsOf(test, { ...more, shows: shows([area(show, { align })], change) });
  return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
}

/** The next pages of one area over all of a board, so many, and the lobby as much older. */
export function pagesOf(
  test: LobbyUnderTest,
  show: BoardAreaConfig['show'],
  count: number,
  look: Parameters<typeof areaOf>[2] = {},
): string[] {
  return Array.from({ length: count }, () => {
    const rows = areaOf(test, show, look);
    test.later(5000);
    return rows.map((row) => row.trim()).join('|');
  });
}

export function post(test: LobbyUnderTest, id: string, change: Partial<Notice>): void {
  const notice: Omit<Notice, 'active'> = {
    id,
    kind: 'emergency',
    texts: {},
    fromAt: null,
    untilAt: null,
    on: ['board'],
    ...change,
  };
  test.must({ type: 'post-notice', notice });
}
