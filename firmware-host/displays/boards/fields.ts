/** What each field has to say. Of those for visitors none names people, or tells of the staffing. */
import type { BoardField } from '../../../config/board-layout.ts';
import type { BoardRun } from '../../../drivers/board/board.ts';
import { localTime } from '../../clock.ts';
import { aheadOfNewcomer, waitingFor, waitingTotal } from '../../domain/ahead.ts';
import { activeNotices } from '../../domain/notice.ts';
import { satisfactionPercent } from '../../domain/satisfaction.ts';
import { serviceStatus, type ServiceStatus } from '../../domain/service-status.ts';
import { linesWithoutService } from '../../domain/skills.ts';
import { averageQueueMinutes, predictWait } from '../../domain/wait.ts';
import { callPages, callsPages, counterPages } from './calls.ts';
import { aligned, pageOf, pagesOfText, sayRuns, spread } from './rows.ts';
import { serviceLine } from './service-line.ts';
import { openCounterPages, targetPages } from './staff-fields.ts';
import { chunks } from './text-pages.ts';
import { readable } from './tongue.ts';
import type { Page, View } from './view.ts';

/** From here on a house may be content: what centres aim at. */
const SATISFIED_PERCENT = 90;

/** The pages of each field at this moment; none where it has nothing to say, or no room to say it. */
export const fieldPages: Readonly<Record<BoardField, (view: View) => Page[]>> = {
  calls: callsPages,
  call: callPages,
  counter: counterPages,
  lobby: (view) => textPagesOf(view, view.site.names),
  waiting: waitingPages,
  total: totalPages,
  expected: expectedPages,
  satisfaction: satisfactionPages,
  clock: clockPages,
  notices: noticePages,
  targets: targetPages,
  'open-counter': openCounterPages,
};

/** A text of the house, in the best language that the board can show it in. */
export function textPagesOf(view: View, texts: Readonly<Record<string, string>>): Page[] {
  const text = readable(view.face, view.tongue, texts);
  return text === null ? [] : pagesOfText(view, text);
}

/** Services that give numbers, and lines in which somebody stands all the same. */
function waitingPages(view: View): Page[] {
  const { site, state, now, tongue } = view;
  const letters = new Set([...site.services.map(({ letter }) => letter), ...linesWithoutService(state)]);
  const lines = [...letters].flatMap((letter) => {
    const count = waitingFor(state, letter);
    if (count === 0 && !haveLines.includes(serviceStatus(state, letter, now).state)) return [];
    return serviceLine(view, letter, sayRuns(tongue, 'board.waiting.line', { count })) ?? [];
  });
  return chunks(lines, view.rows);
}

/** No numbers any more, and yet nobody has closed it. */
const haveLines: readonly ServiceStatus['state'][] = ['open', 'full', 'full-today', 'used-up'];

/** Everybody who waits, and for how long people do: side by side, or one after the other. */
function totalPages(view: View): Page[] {
  const { state, tongue } = view;
  const minutes = averageQueueMinutes(state);
  const waiting = sayRuns(tongue, 'board.waiting', { count: waitingTotal(state) });
  // "About none" would read as a fault.
  const average =
    minutes === null ? null : sayRuns(tongue, 'board.average', { minutes: Math.max(1, minutes) });
  const both = waiting && average && spread(view, waiting, average);
  if (both !== null) return [[both]];
  const parts = [waiting, average].flatMap((runs) => (runs && aligned(view, runs)) ?? []);
  return chunks(parts, view.rows);
}

/** What the next visitor of each service would be promised. */
function expectedPages(view: View): Page[] {
  const { site, state, now, nowMs, tongue } = view;
  const lines = site.services.flatMap(({ letter }) => {
    if (serviceStatus(state, letter, now).state !== 'open') return [];
    const wait = predictWait(state, letter, aheadOfNewcomer(state, letter, 'ordinary'), nowMs);
    if (wait === null) return [];
    const range = { from: wait.fromMinutes, to: wait.toMinutes };
    return serviceLine(view, letter, sayRuns(tongue, 'board.expected.line', range)) ?? [];
  });
  return chunks(lines, view.rows);
}

function satisfactionPages(view: View): Page[] {
  const percent = satisfactionPercent(view.state);
  if (percent === null) return [];
  const colour = percent >= SATISFIED_PERCENT ? 'green' : 'amber';
  return onePage(view, sayRuns(view.tongue, 'board.satisfaction', { percent }, colour));
}

/** Nothing rather than a time that may be wrong. */
function clockPages(view: View): Page[] {
  const { site, now, face, columns } = view;
  if (!now.trusted) return [];
  const { time } = localTime(now.at, site.timeZone);
  const forms = [time, time.replace(':', '-')];
  const shown = forms.find((form) => face.isShowable(form) && face.cellsOf(form) <= columns);
  return shown === undefined ? [] : onePage(view, [{ text: shown, colour: 'amber' }]);
}

/** Ordinary ones, the newest first, each on pages of its own. */
function noticePages(view: View): Page[] {
  return activeNotices(view.state.notices.values())
    .filter(({ kind, on }) => kind === 'ordinary' && on.includes('board'))
    .flatMap(({ texts }) => textPagesOf(view, texts));
}

function onePage(view: View, runs: readonly BoardRun[] | null): Page[] {
  const row = runs && aligned(view, runs);
  return row === null ? [] : [pageOf(view, [row])];
}
