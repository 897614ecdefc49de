/** For a board where only staff look: how long people wait against what was aimed at, and what would help. */
import { counterWanted } from '../../domain/counter-wanted.ts';
import { headOfLineMs } from '../../domain/wait/head-of-line.ts';
import { counterOf, serviceName } from '../../site.ts';
import { pagesOfText, say, sayRuns } from './rows.ts';
import { serviceLine } from './service-line.ts';
import { chunks } from './text-pages.ts';
import { readable } from './tongue.ts';
import type { Page, View } from './view.ts';

const MS_PER_MINUTE = 60_000;
const BEYOND = '!';

/** Of each service for which somebody waits: the longest wait and the target in minutes, with a mark where it is missed. */
export function targetPages(view: View): Page[] {
  const { state, nowMs, tongue } = view;
  const rows = (state.lobby?.services ?? []).flatMap(({ letter, target }) => {
    const waitMs = headOfLineMs(state, [letter], nowMs);
    if (waitMs === null) return [];
    const isBeyond = waitMs > target.withinMs;
    const minutes = { minutes: Math.floor(waitMs / MS_PER_MINUTE), target: target.withinMs / MS_PER_MINUTE };
    const said = sayRuns(tongue, 'board.target.line', minutes, isBeyond ? 'amber' : 'green');
    const marked = said && isBeyond ? [...said, { text: BEYOND, colour: 'amber' as const }] : said;
    return serviceLine(view, letter, marked) ?? [];
  });
  return chunks(rows, view.rows);
}

/** Which counter to open for which service, as long as that would help. */
export function openCounterPages(view: View): Page[] {
  const { site, state, now, face, tongue } = view;
  const wanted = counterWanted(state, now);
  const [id] = wanted?.counters ?? [];
  if (wanted === null || id === undefined) return [];
  const counter = readable(face, tongue, counterOf(site, id).name) ?? id;
  const name = readable(face, tongue, serviceName(site, wanted.service)) ?? '';
  const text = say(tongue, 'board.open-counter', { counter, letter: wanted.service, name });
  return text === null ? [] : pagesOfText(view, text, 'amber');
}
