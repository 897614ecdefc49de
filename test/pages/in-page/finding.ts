/** What a look at a page may find; shared with the tests, which know no document. */
export interface Finding {
  /** Such as `cut` or `color-contrast`. */
  readonly what: string;
  /** Which element, readable by a person. */
  readonly where: string;
  readonly why: string;
}

export interface FitOptions {
  /** `no`: all of the page stands on the screen. `down`: a page that is read from top to bottom. */
  readonly scrolls: 'no' | 'down';
  /** Selectors of texts that may be shortened with an ellipsis. */
  readonly mayShorten: readonly string[];
  /** Selectors of parts whose texts may lie over one another. */
  readonly mayOverlap: readonly string[];
}

export interface TargetOptions {
  /** The smallest side of any control, CSS px. */
  readonly leastPx: number;
  /** Selectors of what a visitor is here for, at least `primaryMm` on either side. */
  readonly primary: readonly string[];
  readonly primaryMm: number;
  /** Of the screen that is looked at. */
  readonly pxPerMm: number;
  /** Between two controls, mm; 0 where they may touch. */
  readonly gapMm: number;
}

export interface FocusView {
  /** A name that is the same for the same element as long as the page stands. */
  readonly id: string;
  readonly where: string;
  readonly ringPx: number;
  /** Whether all of it, or as much as there is room for, is on the screen. */
  readonly inSight: boolean;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

export interface FocusStep extends FocusView {
  readonly ringRatio: number;
  readonly before: FocusView | null;
}
