/** Contrast as WCAG 2.2 counts it, between what is drawn and what it is drawn on. */
import type { Finding } from './finding.ts';
import { linesOf } from './texts.ts';
import { ancestorsOf, controlsOf, isBehind, isEdged, isSeen, nameOf, parentOf } from './tree.ts';

interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

/** As computed styles write it: `rgb(1 2 3)`, `rgba(…)` or `color(srgb …)`. */
export function colourOf(css: string): Colour {
  const [r = 0, g = 0, b = 0, alpha = 1] = (css.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const scale = css.startsWith('color(') ? 255 : 1;
  return { rgb: [r * scale, g * scale, b * scale], alpha };
}

const over = (top: Colour, base: Colour): Colour => {
  const mixed = top.rgb.map((part, place) => part * top.alpha + (base.rgb[place] ?? 0) * (1 - top.alpha));
  return { rgb: [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0], alpha: 1 };
};

function luminance({ rgb }: Colour): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function ratio(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What lies below a point of an element, the element's own ground first: ancestors, and what they stand on. */
function* groundsOf(element: Element, x: number, y: number): Generator<Element> {
  const around = new Set([element, ...ancestorsOf(element)]);
  for (let root = element.getRootNode(); ;) {
    if (!(root instanceof ShadowRoot || root instanceof Document)) return;
    const stack = root.elementsFromPoint(x, y).filter((one) => one.getRootNode() === root);
    const from = stack.findIndex((one) => around.has(one));
    yield* from === -1 ? [...around].filter((one) => one.getRootNode() === root) : stack.slice(from);
    if (!(root instanceof ShadowRoot)) return;
    root = root.host.getRootNode();
  }
}

/** A ground that is drawn wider than its element: as wide as the screen, for one. */
function paintedBefore(element: Element): Colour {
  const { content, position, width, backgroundColor } = getComputedStyle(element, '::before');
  const isGround = content !== 'none' && position === 'absolute' && Number.parseFloat(width) >= innerWidth;
  return isGround ? colourOf(backgroundColor) : { rgb: [0, 0, 0], alpha: 0 };
}

function groundAt(element: Element, x: number, y: number): Colour {
  const layers: Colour[] = [];
  for (const one of groundsOf(element, x, y)) {
    const colour = [paintedBefore(one), colourOf(getComputedStyle(one).backgroundColor)].find(
      ({ alpha }) => alpha > 0,
    );
    if (colour === undefined) continue;
    layers.push(colour);
    if (colour.alpha === 1) break;
  }
  const white: Colour = { rgb: [255, 255, 255], alpha: 1 };
  return layers.reduceRight((base, layer) => over(layer, base), white);
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
const ptPx = 4 / 3;

/** 18 pt, or 14 pt and bold. */
function leastOf(element: Element): number {
  const { fontSize, fontWeight } = getComputedStyle(element);
  const pt = Number.parseFloat(fontSize) / ptPx;
  return pt >= 18 || (pt >= 14 && Number(fontWeight) >= 700) ? 3 : 4.5;
}

export function textContrast(): Finding[] {
  return linesOf().flatMap(({ element, text, left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const off = x < 0 || y < 0 || x > innerWidth || y > innerHeight;
    if (off || element.closest(':disabled') !== null) return [];
    const ground = groundAt(element, x, y);
    const drawn = over(colourOf(getComputedStyle(element).color), ground);
    const got = ratio(drawn, ground);
    const least = leastOf(element);
    return got >= least
      ? []
      : [
          {
            what: 'text-contrast',
            where: nameOf(element),
            why: `"${text}" ${hundredth(got)} of ${least}`,
          },
        ];
  });
}

/** A control is known by its edge, or by its own ground, against what it stands on; one of words only by its words. */
export function edgeContrast(): Finding[] {
  return controlsOf().flatMap((control) => {
    const style = getComputedStyle(control);
    const own = colourOf(style.backgroundColor);
    const edge = colourOf(style.borderBlockStartColor);
    const hasEdge = Number.parseFloat(style.borderBlockStartWidth) > 0 && edge.alpha > 0;
    const outer = parentOf(control);
    const off = control.matches('a, input, [tabindex], :disabled') || outer === null;
    if (off || (!hasEdge && own.alpha === 0)) return [];
    const box = control.getBoundingClientRect();
    const ground = groundAt(outer, box.left + box.width / 2, box.top + box.height / 2);
    const got = Math.max(hasEdge ? ratio(over(edge, ground), ground) : 1, ratio(over(own, ground), ground));
    return got >= 3 ? [] : [{ what: 'edge-contrast', where: nameOf(control), why: `${hundredth(got)} of 3` }];
  });
}

/** The ring of what has the focus, against what it is drawn on. */
export function ringContrast(element: Element): number {
  const style = getComputedStyle(element);
  const ring = colourOf(style.outlineColor);
  const box = element.getBoundingClientRect();
  const inset = Number.parseFloat(style.outlineOffset) < 0;
  const on = inset ? element : (parentOf(element) ?? element);
  const ground = groundAt(on, box.left + box.width / 2, box.top + box.height / 2);
  return hundredth(ratio(over(ring, ground), ground));
}

/** Without colours of its own the page is still one: a button has an edge, and nothing that is seen has vanished. */
export function forcedColours(): Finding[] {
  return controlsOf()
    .filter((one) => one.matches('button, select, textarea, input:not([type=radio], [type=checkbox])'))
    .filter((one) => isSeen(one) && !isBehind(one))
    .filter((one) => !isEdged(one))
    .map((one) => ({ what: 'forced-colours', where: nameOf(one), why: 'a button without an edge' }));
}
