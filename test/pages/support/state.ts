/** What a page is shown on, and what a state of it is made of. */
import type { Page } from 'playwright-core';
import type { Language } from '../../../config/texts/texts.ts';
import type { Host } from '../../kiosk/support/host.ts';
import type { FitOptions, TargetOptions } from '../in-page/finding.ts';

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly pxPerMm: number;
  /** Shows a frame that was drawn for another shape, smaller: targets in px alone. */
  readonly makeshift?: true;
}

export interface PageKind extends FitOptions {
  readonly screens: readonly [Screen, ...Screen[]];
  /** Null where the page has one look. */
  readonly themes: readonly (string | null)[];
  /** Whether there is a larger view of it. */
  readonly elder: boolean;
  readonly targets: Omit<TargetOptions, 'pxPerMm'>;
  /** Draws itself by its own clock, which must not stand still then. */
  readonly ticking?: true;
}

export interface State {
  readonly page: keyof typeof kinds;
  readonly name: string;
  readonly path: string;
  /** Selector of what stands there once the views have come. */
  readonly ready: string;
  show(host: Host, language: Language): void;
  /** From there to the state, if it takes a touch or more. `said`: a text as this edition of the pages says it. */
  reach?(page: Page, host: Host, language: Language, said?: (text: string) => string): Promise<void>;
  /** Selector of what Escape goes back to, where it goes anywhere. */
  readonly escape?: string;
  /** Selector of what any key leads to, where the first key that is pressed is the answer. */
  readonly anyKey?: string;
}

/** 21.5 inch upright, 15.6 inch upright and lying, 10.1 inch upright. */
const kioskScreens = [
  { width: 1080, height: 1920, pxPerMm: 4.03 },
  { width: 768, height: 1366, pxPerMm: 3.95 },
  { width: 1366, height: 768, pxPerMm: 3.95 },
  { width: 800, height: 1280, pxPerMm: 5.9 },
] as const satisfies PageKind['screens'];

/** 10.1 inch, lying and upright; 15.6 inch; 7 inch. */
const padScreens = [
  { width: 1280, height: 800, pxPerMm: 5.9 },
  { width: 800, height: 1280, pxPerMm: 5.9 },
  { width: 1366, height: 768, pxPerMm: 3.95 },
  { width: 1024, height: 600, pxPerMm: 6.6, makeshift: true },
] as const satisfies PageKind['screens'];

/** Of CSS pixels, of which telephones have about as many to the millimetre as anything else held as near. */
const phonePxPerMm = 6.3;
const deskPxPerMm = 3.8;

const desks = (...sizes: readonly [number, number][]): PageKind['screens'] => {
  const [first, ...rest] = sizes.map(([width, height]) => ({ width, height, pxPerMm: deskPxPerMm }));
  if (first === undefined) throw new Error('A page without a screen.');
  return [first, ...rest];
};

const none = { mayShorten: [], mayOverlap: [] } as const;
const staffTargets = { leastPx: 24, primary: [], primaryMm: 0, gapMm: 0 } as const;

export const kinds = {
  kiosk: {
    // The name of the house is known to who stands in it; the second language's line goes where the first needs the room.
    mayShorten: ['.site h1', '.site .second'],
    mayOverlap: [],
    scrolls: 'no',
    screens: kioskScreens,
    themes: ['light', 'contrast'],
    elder: true,
    targets: { leastPx: 44, primary: ['button'], primaryMm: 20, gapMm: 1 },
  },
  rate: {
    ...none,
    scrolls: 'no',
    screens: padScreens,
    themes: ['light', 'dark', 'contrast'],
    elder: false,
    targets: { leastPx: 44, primary: ['button'], primaryMm: 20, gapMm: 1 },
  },
  display: {
    // The name of the house, above what people came to read.
    mayShorten: ['header h1'],
    mayOverlap: [],
    scrolls: 'no',
    screens: [
      { width: 1920, height: 1080, pxPerMm: 1.58 },
      { width: 1080, height: 1920, pxPerMm: 1.58 },
      { width: 1366, height: 768, pxPerMm: 1.34 },
      { width: 3840, height: 2160, pxPerMm: 3.16 },
    ],
    themes: [null],
    elder: false,
    targets: { leastPx: 0, primary: [], primaryMm: 0, gapMm: 0 },
  },
  ticket: {
    ...none,
    scrolls: 'down',
    screens: [
      { width: 390, height: 844, pxPerMm: phonePxPerMm },
      { width: 320, height: 568, pxPerMm: phonePxPerMm },
      { width: 844, height: 390, pxPerMm: phonePxPerMm },
    ],
    themes: [null],
    elder: false,
    targets: { leastPx: 44, primary: [], primaryMm: 0, gapMm: 0 },
  },
  counter: {
    ...none,
    // Where a call, missing papers and all else come together in the head; each says all of it as its title or when opened.
    mayShorten: ['.head .kiosk-call b', '.head .no-papers'],
    scrolls: 'no',
    screens: desks([1280, 720], [1366, 768], [1920, 1080]),
    themes: [null],
    elder: false,
    targets: staffTargets,
  },
  supervisor: {
    ...none,
    // Of the house in which the supervisor stands.
    mayShorten: ['.head .lobby'],
    scrolls: 'down',
    screens: desks([1440, 900], [1280, 720], [1920, 1080]),
    themes: [null],
    elder: false,
    targets: staffTargets,
  },
  maintenance: {
    ...none,
    scrolls: 'down',
    screens: desks([1440, 900], [1280, 720], [1920, 1080], [768, 1024]),
    themes: [null],
    elder: false,
    targets: staffTargets,
  },
  lab: {
    mayOverlap: [],
    // Their titles tell them whole.
    mayShorten: ['.head .lead', '.said', '.speaker .text'],
    ticking: true,
    scrolls: 'no',
    screens: desks([1440, 900], [1280, 720], [1920, 1080]),
    themes: [null],
    elder: false,
    targets: staffTargets,
  },
  start: {
    ...none,
    scrolls: 'down',
    screens: desks([1280, 800], [1920, 1080], [390, 844]),
    themes: [null],
    elder: false,
    targets: staffTargets,
  },
} as const satisfies Readonly<Record<string, PageKind>>;
