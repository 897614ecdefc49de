/** The page as it is seen: through shadow roots, and without what nobody sees. */

/** Every element of a tree in the order of the document, those within shadow roots where their hosts stand. */
export function* elementsOf(root: ParentNode = document): Generator<Element> {
  for (const child of root.children) {
    yield child;
    if (child.shadowRoot !== null) yield* elementsOf(child.shadowRoot);
    yield* elementsOf(child);
  }
}

/** What an element stands in when it is drawn. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export function* ancestorsOf(element: Element): Generator<Element> {
  for (let one = parentOf(element); one !== null; one = parentOf(one)) yield one;
}

export const isWithin = (element: Element, outer: Element): boolean =>
  element === outer || [...ancestorsOf(element)].includes(outer);

export const closest = (element: Element, selector: string): Element | null =>
  [element, ...ancestorsOf(element)].find((one) => one.matches(selector)) ?? null;

/** Whether a person sees it: what is drawn for screen readers only does not count. */
export function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  return ![element, ...ancestorsOf(element)].some((one) => {
    const { clipPath, opacity } = getComputedStyle(one);
    return clipPath === 'inset(50%)' || opacity === '0';
  });
}

/** Behind a dialog: seen through its veil, and not meant. */
export function isBehind(element: Element): boolean {
  if (closest(element, '[inert]') !== null) return true;
  const open = [...elementsOf()].filter((one) => one instanceof HTMLDialogElement && one.matches(':modal'));
  return open.length > 0 && !open.some((dialog) => isWithin(element, dialog));
}

/** What stands on top at a point, within all shadow roots. */
export function topmostAt(x: number, y: number): Element | null {
  let found: Element | null = document.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (inner === null || inner === found) break;
    found = inner;
  }
  return found;
}

const shown = 40;

const tagOf = (one: Element): string =>
  one.tagName.toLowerCase() +
  (one.id === '' ? '' : `#${one.id}`) +
  [...one.classList].map((name) => `.${name}`).join('');

/** Such as `button.btn.slim "Close"`, with the part of the page it stands in. */
export function nameOf(element: Element): string {
  const outer = [...ancestorsOf(element)].find((one) => one.classList.length > 0 || one.id !== '');
  const text = (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  return `${outer === undefined ? '' : `${tagOf(outer)} `}${tagOf(element)} "${text.slice(0, shown)}"`;
}

const controls =
  'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=switch], [role=tab], [role=slider], [role=radio], [role=link], [tabindex="0"]';

/** What can be pressed, chosen or filled in, and is seen; a label is as large as its field is for a finger. */
export const controlsOf = (): Element[] =>
  [...elementsOf()].filter((one) => one.matches(controls) && isSeen(one) && !isBehind(one));

/** The box that a finger may touch: a radio button's label counts. */
export function touchBox(control: Element): DOMRect {
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
  const own = control.getBoundingClientRect();
  if (label === undefined) return own;
  const outer = label.getBoundingClientRect();
  const [left, top] = [Math.min(own.left, outer.left), Math.min(own.top, outer.top)];
  return new DOMRect(
    left,
    top,
    Math.max(own.right, outer.right) - left,
    Math.max(own.bottom, outer.bottom) - top,
  );
}
