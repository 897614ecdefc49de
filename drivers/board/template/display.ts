/** A board that is described by a template, from the other side of its wire. */
import type { BoardPicture } from '../areas.ts';
import { strokesOf } from '../digits/segments.ts';
import { boardModels } from '../models.ts';
import { SimulatedBoard, type BoardSimulatorOptions } from '../simulator.ts';
import { readPattern } from './answers.ts';
import { TemplateReader, type HeardFrame } from './reader.ts';
import type { FrameTemplate } from './schema.ts';

const cellWidthDots = 8;
const cellHeightDots = 16;
const { template: model } = boardModels;

/**
 * What nobody knows of such a board is taken here as follows: it begins dark and as bright as it can, forgets everything without
 * power, does not speak of damaged frames, and shows a number with zeros in front.
 */
export class TemplateDisplay extends SimulatedBoard<HeardFrame> {
  readonly #template: FrameTemplate;
  readonly #address: number;
  readonly #reader: TemplateReader;
  #rows: readonly string[] = [];
  #isBlinking = false;
  #brightness = 100;

  constructor(template: FrameTemplate, options: BoardSimulatorOptions = {}) {
    super({ baudRate: options.baudRate ?? model.baudRate, pace: options.pace });
    this.#template = template;
    this.#address = options.address ?? model.address.otherwise;
    this.#reader = new TemplateReader(template);
  }

  protected override look(): BoardPicture {
    const { columns, rows = 1, font } = this.#template;
    const light = { isLit: true, brightness: this.#brightness };
    if (font === 'digits' && rows === 1) {
      const text = (this.#rows[0] ?? '').padEnd(columns);
      const digits = Array.from(text, (character) => strokesOf(character) ?? 0);
      return { kind: 'digits', digits, text, ...light };
    }
    const [width, height] = [columns * cellWidthDots, cellHeightDots];
    const areas = Array.from({ length: rows }, (_, row) => {
      const text = this.#rows[row] ?? '';
      const runs = [{ text, colour: 'red' as const, ...(this.#isBlinking ? { blink: true as const } : {}) }];
      return { id: row, x: 0, y: row * height, width, height, runs: text === '' ? [] : runs };
    });
    return { kind: 'dots', widthDots: width, heightDots: rows * height, areas, ...light };
  }

  protected override parse(bytes: Uint8Array): readonly HeardFrame[] {
    return this.#reader.push(bytes);
  }

  protected override obey(heard: HeardFrame, refuses: boolean): Uint8Array | null {
    if (heard.address !== null && heard.address !== this.#address) return null;
    const { answer, refusal } = this.#template;
    if (refuses) return this.#say(refusal);
    if (heard.name === 'dim') this.#brightness = heard.brightness ?? this.#brightness;
    else {
      this.#rows = heard.rows;
      this.#isBlinking = heard.name === 'blink';
    }
    return this.#say(answer);
  }

  protected override dropFrame(): void {
    this.#reader.reset();
  }

  protected override forget(): void {
    this.#rows = [];
    this.#isBlinking = false;
    this.#brightness = 100;
  }

  #say(pattern: string | undefined): Uint8Array | null {
    if (pattern === undefined) return null;
    return Uint8Array.from(readPattern(this.#template, pattern, this.#address), (byte) => byte ?? 0);
  }
}
