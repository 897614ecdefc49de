/** Nothing is cut, nothing stands out of its box or of the screen, and nothing lies over anything else. */
import type { Finding, FitOptions } from './finding.ts';
import { linesOf, type Line } from './texts.ts';
import {
  ancestorsOf,
  closest,
  controlsOf,
  elementsOf,
  isSeen,
  isWithin,
  nameOf,
  parentOf,
  topmostAt,
} from './tree.ts';

/** Rounding, and the rounded ends of letters. */
const slackPx = 1.5;

const round = (px: number): number => Math.round(px * 10) / 10;

export function fit(options: FitOptions): Finding[] {
  const whole = linesOf();
  const lines = whole.flatMap(clipped);
  return [
    ...scrolling(options),
    ...whole.flatMap((line) => cut(line, options)),
    ...lines.flatMap((line) => [...poking(line), ...outside(line, options), ...covered(line)]),
    ...overlapping(lines, options),
    ...crowded(),
    ...shortened(options),
  ];
}

function scrolling({ scrolls }: FitOptions): Finding[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const found: Finding[] = [];
  const add = (what: string, why: string) => void found.push({ what, where: 'the page', why });
  if (scrollWidth > innerWidth) add('scrolls-aside', `${scrollWidth} of ${innerWidth} px`);
  if (scrolls === 'no' && scrollHeight > innerHeight)
    add('scrolls-down', `${scrollHeight} of ${innerHeight} px`);
  return found;
}

const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
const offers = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

/** By what encloses it, up to the first part that a person can scroll. */
function cut(line: Line, { mayShorten }: FitOptions): Finding[] {
  let [across, down] = [true, true];
  for (const outer of [line.element, ...ancestorsOf(line.element)]) {
    if (outer === document.body || outer === document.documentElement) break;
    const { overflowX, overflowY, display, textOverflow } = getComputedStyle(outer);
    if (display === 'inline' || display === 'contents') continue;
    // Told as shortened.
    if (offers(overflowX) || textOverflow === 'ellipsis') across = false;
    if (offers(overflowY)) down = false;
    const box = outer.getBoundingClientRect();
    const by = Math.max(
      across && hides(overflowX) ? Math.max(box.left - line.left, line.right - box.right) : 0,
      down && hides(overflowY) ? Math.max(box.top - line.top, line.bottom - box.bottom) : 0,
    );
    if (by <= slackPx) continue;
    if (mayShorten.some((selector) => closest(line.element, selector) !== null)) return [];
    return [
      { what: 'cut', where: nameOf(line.element), why: `"${line.text}" ${round(by)} px by ${nameOf(outer)}` },
    ];
  }
  return [];
}

/** What is left of a line where parts of it are hidden; a line that is hidden whole is none. */
function clipped(line: Line): Line[] {
  let { left, right, top, bottom } = line;
  for (const outer of [line.element, ...ancestorsOf(line.element)]) {
    if (outer === document.body) break;
    const { overflowX, overflowY, display } = getComputedStyle(outer);
    if (display === 'inline' || display === 'contents') continue;
    const box = outer.getBoundingClientRect();
    if (overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return right - left > 1 && bottom - top > 1 ? [{ ...line, left, right, top, bottom }] : [];
}

const isPainted = (colour: string): boolean => !/^(?:transparent|.*, 0\))$/.test(colour);

function isBox(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.display === 'inline' || style.display === 'contents') return false;
  const edged = ['Top', 'Right', 'Bottom', 'Left'].every(
    (side) =>
      Number.parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) > 0 &&
      isPainted(style.getPropertyValue(`border-${side.toLowerCase()}-color`)),
  );
  return edged || isPainted(style.backgroundColor);
}

/** Out of the box that is drawn around it: a button, a plate, a strip. */
function poking(line: Line): Finding[] {
  for (const outer of [line.element, ...ancestorsOf(line.element)]) {
    const { overflowX, overflowY } = getComputedStyle(outer);
    if (offers(overflowX) || offers(overflowY)) return [];
    if (outer === document.body || !isBox(outer)) continue;
    const box = outer.getBoundingClientRect();
    const by = Math.max(
      box.left - line.left,
      line.right - box.right,
      box.top - line.top,
      line.bottom - box.bottom,
    );
    return by <= slackPx
      ? []
      : [{ what: 'pokes-out', where: nameOf(outer), why: `"${line.text}" by ${round(by)} px` }];
  }
  return [];
}

function outside(line: Line, { scrolls }: FitOptions): Finding[] {
  const scrollable = [...ancestorsOf(line.element)].some((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return one !== document.body && (offers(overflowX) || offers(overflowY));
  });
  if (scrollable) return [];
  const across = Math.max(-line.left, line.right - innerWidth);
  const down = scrolls === 'no' ? Math.max(-line.top, line.bottom - innerHeight) : 0;
  const by = Math.max(across, down);
  return by <= slackPx
    ? []
    : [{ what: 'off-screen', where: nameOf(line.element), why: `"${line.text}" by ${round(by)} px` }];
}

/** Something lies on it, and is neither around it nor in it. */
function covered(line: Line): Finding[] {
  const [x, y] = [(line.left + line.right) / 2, (line.top + line.bottom) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return [];
  const top = topmostAt(x, y);
  if (top === null || isWithin(line.element, top) || isWithin(top, line.element)) return [];
  if (!isOnSight(line) || !isOpaque(top, line.element, x, y)) return [];
  return [{ what: 'covered', where: nameOf(line.element), why: `"${line.text}" by ${nameOf(top)}` }];
}

/** Whether it is more than letters and the air around them; what sticks to the screen's edge lets the rest pass below. */
function isOpaque(element: Element, below: Element, x: number, y: number): boolean {
  const outer = [element, ...ancestorsOf(element)].filter((one) => !isWithin(below, one));
  if (outer.some(sticks)) return false;
  return (
    element.matches('img, canvas, video') ||
    outer.some((one) => isPainted(getComputedStyle(one).backgroundColor) && isAround(one, x, y))
  );
}

/** Not scrolled away within its list. */
function isOnSight(line: Line): boolean {
  const [x, y] = [(line.left + line.right) / 2, (line.top + line.bottom) / 2];
  return [...ancestorsOf(line.element)].every((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    if (overflowX === 'visible' && overflowY === 'visible') return true;
    if (one === document.body || one === document.documentElement) return true;
    const box = one.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  });
}

function overlapping(lines: readonly Line[], { mayOverlap }: FitOptions): Finding[] {
  const found: Finding[] = [];
  const inSight = lines.filter((line) => isOnSight(line));
  for (const [place, one] of inSight.entries()) {
    for (const other of inSight.slice(place + 1)) {
      if (one.element === other.element && one.text === other.text) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across <= slackPx || down <= slackPx) continue;
      if (stuckTo(one.element) !== stuckTo(other.element)) continue;
      if (mayOverlap.some((selector) => closest(one.element, selector) ?? closest(other.element, selector)))
        continue;
      const why = `"${one.text}" and "${other.text}" by ${round(across)} × ${round(down)} px`;
      found.push({
        what: 'overlap',
        where: `${nameOf(one.element)} / ${nameOf(other.element)}`,
        why,
      });
    }
  }
  return found;
}

/** Its letters may hang out of it, and their air with them. */
function isAround(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The rest is scrolled along below it. */
function sticks(element: Element): boolean {
  const { position } = getComputedStyle(element);
  const { scrollHeight } = document.documentElement;
  return position === 'sticky' || (position === 'fixed' && scrollHeight > innerHeight);
}

/** What it passes the rest of the page with, if it sticks: a dialog, and in it the line of its answers. */
const stuckTo = (element: Element): Element | undefined => [element, ...ancestorsOf(element)].find(sticks);

/** Two controls over one another: a finger would press either. */
function crowded(): Finding[] {
  const all = controlsOf()
    .filter((one) => !one.matches('input'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box, element }) => box.width > 0 && isOnSight({ ...boxLine(box), element, text: '' }));
  const found: Finding[] = [];
  for (const [place, one] of all.entries()) {
    for (const other of all.slice(place + 1)) {
      if (isWithin(one.element, other.element) || isWithin(other.element, one.element)) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across <= slackPx || down <= slackPx || isLayer(one.element, other.element)) continue;
      if (stuckTo(one.element) !== stuckTo(other.element)) continue;
      found.push({
        what: 'controls-overlap',
        where: `${nameOf(one.element)} / ${nameOf(other.element)}`,
        why: `${round(across)} × ${round(down)} px`,
      });
    }
  }
  return found;
}

const boxLine = ({ left, right, top, bottom }: DOMRect) => ({ left, right, top, bottom });

function isHidden(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const top = topmostAt((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return top !== null && !isWithin(top, element) && !isWithin(element, top);
}

/** A panel that is drawn over the page covers whole controls, which cannot be pressed then. */
const isLayer = (one: Element, other: Element): boolean => isHidden(one) || isHidden(other);

function shortened({ mayShorten }: FitOptions): Finding[] {
  return [...elementsOf(document.body)]
    .filter((one) => isSeen(one) && getComputedStyle(one).textOverflow === 'ellipsis')
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && parentOf(one) !== null)
    .filter((one) => !mayShorten.some((selector) => closest(one, selector) !== null))
    .map((one) => ({
      what: 'shortened',
      where: nameOf(one),
      why: `${one.scrollWidth} in ${one.clientWidth} px`,
    }));
}
