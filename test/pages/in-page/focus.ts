/** Where the keyboard is. */
import { ringContrast } from './contrast.ts';
import type { FocusStep, FocusView } from './finding.ts';
import { controlsOf, frameOf, isSeen, nameOf } from './tree.ts';

const names = new WeakMap<Element, string>();
let named = 0;

function idOf(element: Element): string {
  const known = names.get(element);
  if (known !== undefined) return known;
  named += 1;
  const id = `${named}`;
  names.set(element, id);
  return id;
}

function focused(): Element | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found === document.body || found === document.documentElement ? null : found;
}

/** The ring is the control's own, or that of the frame around its field, or of the label that is drawn in its place. */
function ringed(element: Element): Element {
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  return [label, frameOf(element)].find((one) => one !== undefined && hasRing(one)) ?? element;
}

/** That of a radio button behind its label is drawn for nobody. */
const hasRing = (element: Element): boolean => {
  const { outlineStyle } = getComputedStyle(element);
  return outlineStyle !== 'none' && outlineStyle !== 'hidden' && isSeen(element);
};

function viewOf(element: Element): FocusView {
  const drawn = ringed(element);
  const { left, top, right, bottom } = drawn.getBoundingClientRect();
  const { outlineWidth } = getComputedStyle(drawn);
  const scale = drawn instanceof HTMLElement ? (right - left) / Math.max(1, drawn.offsetWidth) : 1;
  return {
    id: idOf(element),
    where: nameOf(element),
    ringPx: hasRing(drawn) ? Number.parseFloat(outlineWidth) * Math.min(1, scale) : 0,
    inSight: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    box: { left, top, right, bottom },
  };
}

let last: Element | null = null;

/**
 * What has the focus, how well its ring stands out, and where the one before stands by now: a list scrolls to what has
 * the focus. Null where nothing has.
 */
export function focus(): FocusStep | null {
  const element = focused();
  if (element === null) return null;
  const before = last === null ? null : viewOf(last);
  last = element;
  return { ...viewOf(element), ringRatio: ringContrast(ringed(element)), before };
}

/** Of a group of radio buttons the keyboard reaches the chosen one, or the first; of tabs and the like the one that is on. */
function isStop(element: Element, all: readonly Element[]): boolean {
  if (element.matches(':disabled, [tabindex="-1"]')) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
  const group = all.filter(
    (one) => one instanceof HTMLInputElement && one.type === 'radio' && one.name === element.name,
  );
  return element === (group.find((one) => one instanceof HTMLInputElement && one.checked) ?? group[0]);
}

/** Everything that Tab has to reach. */
export function stops(): FocusView[] {
  const all = controlsOf();
  return all.filter((one) => isStop(one, all)).map(viewOf);
}

/** Nothing has the focus any more. */
export function blur(): void {
  const element = focused();
  if (element instanceof HTMLElement || element instanceof SVGElement) element.blur();
}
