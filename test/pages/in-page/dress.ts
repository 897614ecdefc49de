/** Changes how a page is dressed without loading it again. */
import { elementsOf } from './tree.ts';

export interface Dress {
  readonly theme: string | null;
  readonly elder: boolean;
}

interface Kiosk extends Element {
  readonly session: { readonly elder: boolean; readonly contrast: boolean };
  change(part: { readonly elder: boolean; readonly contrast: boolean }): void;
}

const isKiosk = (element: Element | null): element is Kiosk => element !== null && 'session' in element;

interface Drawn extends Element {
  readonly updateComplete: Promise<unknown>;
}

const isDrawn = (element: Element): element is Drawn => 'updateComplete' in element;

/** On a kiosk a visitor's own choice, elsewhere what the page's owner or its address says. */
export async function dressed({ theme, elder }: Dress): Promise<void> {
  const kiosk = document.querySelector('foyer-kiosk');
  if (isKiosk(kiosk)) {
    const contrast = theme === 'contrast';
    if (kiosk.session.elder !== elder || kiosk.session.contrast !== contrast)
      kiosk.change({ elder, contrast });
  } else if (theme !== null) document.documentElement.dataset['theme'] = theme;
  // The browser tells the page of its new size only with its next picture.
  dispatchEvent(new Event('resize'));
  await settled();
}

/** Everything is drawn, in the faces that it is meant to be drawn in. */
export async function settled(): Promise<void> {
  for (const element of elementsOf(document.body)) if (isDrawn(element)) await element.updateComplete;
  // What is newly drawn may want a slice of the face that nothing wanted before: layout finds out which.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** Breaks the first such element, to see whether somebody notices. */
export function styled(selector: string, property: string, value: string): void {
  const found = [...elementsOf(document.body)].find((one) => one.matches(selector));
  if (!(found instanceof HTMLElement)) throw new Error(`There is no ${selector}.`);
  found.style.setProperty(property, value);
}
