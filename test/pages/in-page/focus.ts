/** Where the keyboard is. */
import { ringContrast } from './contrast.ts';
import type { FocusView } from './finding.ts';
import { controlsOf, nameOf } from './tree.ts';

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

function viewOf(element: Element): FocusView {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const scale = element instanceof HTMLElement ? (right - left) / Math.max(1, element.offsetWidth) : 1;
  const isDrawn = outlineStyle !== 'none' && outlineStyle !== 'hidden';
  return {
    id: idOf(element),
    where: nameOf(element),
    ringPx: isDrawn ? Number.parseFloat(outlineWidth) * Math.min(1, scale) : 0,
    inSight: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    box: { left, top, right, bottom },
  };
}

/** What has the focus, and how well its ring stands out; null where nothing has. */
export function focus(): (FocusView & { readonly ringRatio: number }) | null {
  const element = focused();
  return element === null ? null : { ...viewOf(element), ringRatio: ringContrast(element) };
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
