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

/** The two ways in which what is for screen readers alone is kept from the eye: ours, and the one of Web Awesome. */
const isClippedAway = ({ clip, clipPath }: CSSStyleDeclaration): boolean =>
  clipPath === 'inset(50%)' || /^rect\((?:0px(?:, |\)$)){4}/.test(clip);

/** Whether a person sees it: what is drawn for screen readers only does not count. */
export function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  return ![element, ...ancestorsOf(element)].some((one) => {
    const style = getComputedStyle(one);
    return style.opacity === '0' || isClippedAway(style);
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

const fields = 'input, select, textarea, [role=combobox], [role=spinbutton]';
/** So far out at most a field's frame is looked for. */
const frameDepth = 3;

const hasEdge = (element: Element): boolean => {
  const { borderBlockStartStyle, borderBlockStartWidth } = getComputedStyle(element);
  return borderBlockStartStyle !== 'none' && Number.parseFloat(borderBlockStartWidth) >= 1;
};

/** Whether it is known as a control by an edge: its own, or that of the field in whose frame it stands. */
export function isEdged(control: Element): boolean {
  let found: Element | null = control;
  for (let out = 0; out <= frameDepth && found !== null; out += 1, found = found.parentElement)
    if (hasEdge(found)) return found === control || found.querySelector(fields) !== null;
  return false;
}

/** What a control is drawn as: components and labels draw the frame of their field around it, with its edge and its ring. */
export function frameOf(control: Element): Element {
  if (!control.matches(fields)) return control;
  let found: Element | null = control;
  for (let out = 0; out <= frameDepth && found !== null; out += 1, found = found.parentElement)
    if (hasEdge(found)) return isOthers(found, control) ? control : found;
  return control;
}

/** Whether it frames more than the one field; the parts of a time are one. */
const isOthers = (frame: Element, control: Element): boolean =>
  [...frame.querySelectorAll(fields)].some(
    (one) =>
      one !== control &&
      isSeen(one) &&
      !(one.matches('[role=spinbutton]') && control.matches('[role=spinbutton]')),
  );

/** The box that a finger may touch: a radio button's label counts, and the frame of a field. */
export function touchBox(control: Element): DOMRect {
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
  const own = frameOf(control).getBoundingClientRect();
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
