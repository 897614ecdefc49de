/** The lines of text on a page, and where their letters are drawn. */
import { elementsOf, isBehind, isSeen } from './tree.ts';

export interface Line {
  readonly element: Element;
  readonly text: string;
  /** Where there is ink: the face keeps room above and below its letters. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Noto Sans SC keeps 1.16 em above the baseline and .288 below it. */
const [overEm, underEm] = [1.16, 0.288];
/** What of it has ink, em above and below the baseline: Han characters, words with tails, figures and capitals. */
const inks: readonly (readonly [RegExp, number, number])[] = [
  [/[\u2e80-\uffff]/, 0.88, 0.12],
  [/[a-z,;()]/, 0.76, 0.22],
  [/./, 0.74, 0.02],
];

function inkOf(text: string): { readonly above: number; readonly below: number } {
  const [, up, down] = inks.find(([letters]) => letters.test(text)) ?? [null, overEm, underEm];
  const whole = overEm + underEm;
  return { above: (overEm - up) / whole, below: (underEm - down) / whole };
}

/** Every line that is seen; a text that is broken into three lines is three. */
export function linesOf(): Line[] {
  const found: Line[] = [];
  for (const element of elementsOf(document.body)) {
    const texts = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '',
    );
    if (texts.length === 0 || element.matches('style, script, option, title') || !isSeen(element)) continue;
    if (isBehind(element)) continue;
    for (const node of texts) found.push(...linesOfNode(element, node));
  }
  return found;
}

function linesOfNode(element: Element, node: Node): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const text = (node.nodeValue ?? '').replaceAll(/\s+/g, ' ').trim();
  const { above, below } = inkOf(text);
  return [...range.getClientRects()]
    .filter(({ width, height }) => width > 1 && height > 1)
    .map(({ left, right, top, bottom, height }) => ({
      element,
      text,
      left,
      right,
      top: top + height * above,
      bottom: bottom - height * below,
    }));
}

/** Every letter that is drawn or may be read from a field, each once; a canvas says in its label what is drawn on it. */
export const lettersOf = (): string =>
  [
    ...new Set(
      [...elementsOf(document.body)]
        .filter((one) => !one.matches('style, script'))
        .flatMap((one) => [
          ...[...one.childNodes]
            .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
            .map((node) => node.nodeValue),
          one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement
            ? one.value + one.placeholder
            : '',
          one.matches('[role=img]') ? one.getAttribute('aria-label') : '',
        ])
        .join(''),
    ),
  ].join('');
