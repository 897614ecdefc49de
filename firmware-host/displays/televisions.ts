import type { Display, Slides as SlidesConfig } from '../../config/display-schema.ts';
import type { Said } from '../speech/announcer.ts';
import type { Televisions as Shown } from './display-view.ts';
import type { Slides } from './slides.ts';

export interface TelevisionsOptions {
  readonly screens: readonly Display[];
  /** Null where there are no pictures. */
  readonly slides: { readonly rule: SlidesConfig; readonly folder: Slides } | null;
  /** Null where no speaker is the pages'. */
  readonly volume: () => number | null;
  readonly said: () => readonly Said[];
  /** Tells when there is something to sound that no commit has told of. */
  readonly onTest: (listener: () => void) => void;
}

/** What televisions have beside the lobby: sizes, sound and pictures. */
export class Televisions {
  readonly #options: TelevisionsOptions;

  constructor(options: TelevisionsOptions) {
    this.#options = options;
  }

  get slides(): Slides | null {
    return this.#options.slides?.folder ?? null;
  }

  now(): Shown {
    const { screens, slides, volume, said } = this.#options;
    const percent = volume();
    const list = slides?.folder.list ?? '';
    return {
      screens,
      slides:
        slides === null || list === ''
          ? null
          : { seconds: slides.rule.seconds, afterSeconds: slides.rule.afterSeconds, list },
      sound: percent === null ? null : { volume: percent, said: said() },
    };
  }

  /** Tells when pictures have come or gone, or something is to be heard that is no fact of the lobby. */
  onChange(listener: () => void): void {
    this.#options.onTest(listener);
    this.slides?.onChange(listener);
  }
}
