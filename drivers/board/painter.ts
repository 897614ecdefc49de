/** What a board shall look like at this moment: what it was given, how bright it is, and whether what blinks is lit. */
import { isDeepStrictEqual } from 'node:util';
import type { BoardContent, BoardRow } from './board.ts';
import type { BoardCodec, Part } from './codec.ts';

const nothing: BoardContent = { rows: [] };
/** Of a board that lacks them all, so many characters are told of. */
const lackingMax = 20;

/** What becomes of blinking, between `start` and `stop`. */
interface Beats {
  /** Whether what blinks may go off or on now; else a beat later. */
  readonly isTime: () => boolean;
  /** It has. */
  readonly painted: (parts: readonly Part[]) => void;
}

export class Painter {
  readonly #codec: BoardCodec;
  readonly #blinkMs: number;
  readonly #beats: Beats;
  #content = nothing;
  #brightness: number | null = null;
  #isBlinkLit = true;
  #beat: NodeJS.Timeout | undefined;
  #lacking = '';

  constructor(codec: BoardCodec, blinkMs: number, beats: Beats) {
    this.#codec = codec;
    this.#blinkMs = blinkMs;
    this.#beats = beats;
  }

  /** Characters of the content that the board has nothing for. */
  get lacking(): string {
    return this.#lacking;
  }

  set content(content: BoardContent) {
    // Whoever is called newly is lit at first.
    if (!isDeepStrictEqual(blinkingIn(content), blinkingIn(this.#content))) this.stop();
    this.#content = content;
    const texts = content.rows.flatMap(({ runs }) => runs.map(({ text }) => text));
    this.#lacking = this.#codec.face.lacking(texts.join('')).slice(0, lackingMax).join('');
  }

  /** @returns whether that is another brightness than before */
  dim(percent: number): boolean {
    const before = this.#brightness;
    this.#brightness = Math.min(100, Math.max(0, Math.round(percent)));
    return this.#brightness !== before;
  }

  paint(): readonly Part[] {
    const [content, brightness, isBlinkLit] = [this.#content, this.#brightness, this.#isBlinkLit];
    return this.#codec.paint({ content, brightness, isBlinkLit });
  }

  /** Keeps time from now on, as long as something blinks: lit first. One that blinks already goes on as it is. */
  start(): void {
    if (this.#blinks && this.#beat !== undefined) return;
    this.stop();
    if (!this.#blinks) return;
    this.#beat = setInterval(() => {
      if (!this.#beats.isTime()) return;
      this.#isBlinkLit = !this.#isBlinkLit;
      // Whoever blinks was called before: nobody else waits for it.
      this.#beats.painted(this.paint().map(({ urgent: _urgent, ...part }) => part));
    }, this.#blinkMs);
  }

  stop(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#isBlinkLit = true;
  }

  get #blinks(): boolean {
    return !this.#codec.blinks && blinkingIn(this.#content).length > 0;
  }
}

const blinkingIn = ({ rows }: BoardContent): readonly BoardRow[] =>
  rows.filter(({ runs }) => runs.some(({ blink }) => blink));
