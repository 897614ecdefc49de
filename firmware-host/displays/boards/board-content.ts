/** What a board shows: a pure function of the lobby's state and of the time. */
import type { BoardAreaConfig, BoardShows } from '../../../config/board-layout.ts';
import type { BoardContent, BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { lobbyMsAt } from '../../domain/lobby-time.ts';
import type { Moment } from '../../domain/moment.ts';
import type { State } from '../../domain/state.ts';
import type { Site } from '../../site.ts';
import { holds, welcomePages } from './calls.ts';
import { fieldPages, textPagesOf } from './fields.ts';
import { blank, cellsOfRuns } from './rows.ts';
import { takeOver } from './take-over.ts';
import { tonguesOf, type Tongue } from './tongue.ts';
import { pageAt, turnAt } from './turns.ts';
import type { Page, View } from './view.ts';

/** A rectangle of cells of the board, counted from 0, and what it shows at this moment in one language. */
interface Area {
  readonly top: number;
  readonly left: number;
  readonly pages: readonly Page[];
  /** The page of a call that nothing may take the place of. */
  readonly held: Page | null;
}

/**
 * The rows of one board at one moment. A call, the way out or an emergency shows at once. Everything else changes with the time at
 * most once a second, at whole seconds: whoever asks again each second, and after every fact, misses nothing.
 */
export function boardContent(
  site: Site,
  state: Readonly<State>,
  { shows }: { readonly shows: BoardShows },
  face: BoardFace,
  now: Moment,
): BoardContent {
  const tongues = tonguesOf(site, face, shows.languages);
  const taken = takeOver(state, face, tongues, now, shows);
  if (taken !== null) return taken;
  const nowMs = lobbyMsAt(state, now);
  const inEach = tongues.map((tongue) =>
    shows.areas.flatMap((area) => {
      const view = viewOf({ site, state, now, nowMs, face, tongue }, shows, area);
      return view === null ? [] : [areaOf(view, area)];
    }),
  );
  const longest = inEach.map((areas) => Math.max(1, ...areas.map(({ pages }) => pages.length)));
  const { index, sinceMs } = turnAt(now.at, longest, shows);
  const shown = (inEach[index] ?? []).map(({ top, left, pages, held }) => ({
    top,
    left,
    page: held ?? pageAt(pages, sinceMs, shows) ?? [],
  }));
  return { rows: Array.from({ length: face.rows }, (_, row) => composed(face, shown, row)) };
}

/**
 * An area as far as it is on the board; null where it is not. Where another one begins right behind it, its last cell stays dark:
 * a number and what stands beside it would read as another number.
 */
function viewOf(
  base: Pick<View, 'site' | 'state' | 'now' | 'nowMs' | 'face'> & { readonly tongue: Tongue },
  { counter, callEffect, areas }: BoardShows,
  area: BoardAreaConfig,
): View | null {
  const { face } = base;
  const { column, align } = area;
  const rows = Math.min(area.rows ?? face.rows, face.rows - area.row + 1);
  const free = face.columns - column + 1;
  const wanted = Math.min(area.columns ?? free, free);
  const beside = areas.filter((other) => other !== area && sharesRows(face, area, other));
  const columns = wanted - Number(beside.some((other) => other.column === column + wanted));
  if (columns < 1 || rows < 1) return null;
  return { ...base, columns, rows, counter, callEffect, align, hasWholeRows: columns === face.columns };
}

const sharesRows = (face: BoardFace, one: BoardAreaConfig, other: BoardAreaConfig): boolean =>
  one.row < other.row + (other.rows ?? face.rows) && other.row < one.row + (one.rows ?? face.rows);

/** All pages of all its fields, in their order. One that would show calls greets as long as it has nothing else. */
function areaOf(view: View, { row, column, show }: BoardAreaConfig): Area {
  const place = { top: row - 1, left: column - 1 };
  const holding = show.find((field) => holds(view, field));
  const held = typeof holding === 'string' ? (fieldPages[holding](view)[0] ?? null) : null;
  const pages = show.flatMap((field) =>
    typeof field === 'string' ? fieldPages[field](view) : textPagesOf(view, field.text),
  );
  if (pages.length === 0 && show.includes('calls')) return { ...place, pages: welcomePages(view), held };
  return { ...place, pages, held };
}

/** One row of the board: those of its areas side by side. */
function composed(
  face: BoardFace,
  areas: readonly { readonly top: number; readonly left: number; readonly page: Page }[],
  row: number,
): BoardRow {
  const runs: BoardRun[] = [];
  let [isUrgent, scrolls] = [false, false];
  for (const { top, left, page } of areas.toSorted((one, other) => one.left - other.left)) {
    const part = page[row - top];
    if (part === undefined || part.runs.length === 0) continue;
    runs.push(...blank(left - cellsOfRuns(face, runs)), ...part.runs);
    isUrgent ||= part.urgent === true;
    scrolls ||= part.scroll === true;
  }
  return { runs, ...(isUrgent ? { urgent: true } : {}), ...(scrolls ? { scroll: true } : {}) };
}
