/** Which of several languages and pages it is the turn of: a function of the time alone, so that a restart changes nothing. */

/** How long a page and a language stay. */
export interface Rhythm {
  readonly pageSeconds: number;
  readonly languageSeconds: number;
}

export interface Turn {
  /** Of the languages. */
  readonly index: number;
  /** For how long it has been its turn, in ms. */
  readonly sinceMs: number;
}

const MS_PER_SECOND = 1000;

/**
 * The languages go round, each for `languageSeconds`, or longer where its pages need more: otherwise some of them might be seen
 * in one language only, for ever. One that is alone always has its turn.
 * @param pages how many pages the longest area has in each language
 * @param at wall time in ms since 1970, right or wrong
 */
export function turnAt(at: number, pages: readonly number[], rhythm: Rhythm): Turn {
  if (pages.length === 1) return { index: 0, sinceMs: at };
  const [pageMs, languageMs] = [rhythm.pageSeconds * MS_PER_SECOND, rhythm.languageSeconds * MS_PER_SECOND];
  const turnsMs = pages.map((count) =>
    count > 1 ? Math.ceil(Math.max(languageMs, count * pageMs) / pageMs) * pageMs : languageMs,
  );
  let sinceMs = remainder(
    at,
    turnsMs.reduce((sum, ms) => sum + ms, 0),
  );
  for (const [index, turnMs] of turnsMs.entries()) {
    if (sinceMs < turnMs) return { index, sinceMs };
    sinceMs -= turnMs;
  }
  return { index: 0, sinceMs: 0 };
}

/** The one of several pages that is shown now; undefined where there is none. */
export const pageAt = <T>(
  pages: readonly T[],
  sinceMs: number,
  { pageSeconds }: Pick<Rhythm, 'pageSeconds'>,
): T | undefined => pages[remainder(Math.floor(sinceMs / (pageSeconds * MS_PER_SECOND)), pages.length)];

/** Of clocks that stand before 1970, too. */
const remainder = (value: number, by: number): number => ((value % by) + by) % by;
