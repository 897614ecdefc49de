/** A BX font card from the other side of its wire. */
import type { BoardArea, BoardPicture } from '../areas.ts';
import type { BxModel } from '../models.ts';
import { SimulatedBoard, type BoardSimulatorOptions } from '../simulator.ts';
import { cardErrors } from './commands.ts';
import { encodeFrame, FrameParser, toAll, toAllSilently, type Frame, type Parsed } from './frame.ts';
import { encodeAnswer, readRequest, wantsAnswer, type CardRequest } from './requests.ts';

const brightest = 15;
/** What such a card keeps in its RAM. */
const areasMax = 32;

export class BxCard extends SimulatedBoard<Parsed> {
  readonly #model: BxModel;
  readonly #address: number;
  readonly #size: { readonly widthDots: number; readonly heightDots: number };
  #parser = new FrameParser();
  #areas: readonly BoardArea[] = [];
  #isLit = true;
  #brightness = brightest;

  constructor(
    model: BxModel,
    { widthDots, heightDots }: { readonly widthDots: number; readonly heightDots: number },
    options: BoardSimulatorOptions = {},
  ) {
    super({ baudRate: options.baudRate ?? model.baudRate, pace: options.pace });
    this.#model = model;
    this.#address = options.address ?? model.address.otherwise;
    this.#size = { widthDots, heightDots };
  }

  /** What stands on the board, by id. Replaced, never changed. */
  get areas(): readonly BoardArea[] {
    return this.#areas;
  }

  protected override look(): BoardPicture {
    const brightness = Math.round((this.#brightness * 100) / brightest);
    return { kind: 'dots', ...this.#size, areas: this.#areas, isLit: this.#isLit, brightness };
  }

  protected override parse(bytes: Uint8Array): readonly Parsed[] {
    return this.#parser.push(bytes);
  }

  protected override dropFrame(): void {
    this.#parser = new FrameParser();
  }

  /** A card keeps its areas in RAM. */
  protected override forget(): void {
    this.#areas = [];
    this.#isLit = true;
    this.#brightness = brightest;
  }

  protected override obey(parsed: Parsed, refuses: boolean): Uint8Array | null {
    if (parsed.kind === 'damaged') {
      return this.#isForUs(parsed.to) ? this.#answer(parsed, cardErrors.check) : null;
    }
    const { frame } = parsed;
    if (!this.#isForUs(frame.to)) return null;
    const error = refuses ? cardErrors.memory : this.#do(frame);
    return wantsAnswer(frame.data) ? this.#answer(frame, error) : null;
  }

  #isForUs(to: number): boolean {
    return to === this.#address || to === toAll || to === toAllSilently;
  }

  /** The reason of a refusal, or null when it is done. */
  #do({ data }: Frame): number | null {
    if (data.length > this.#model.frameDataBytesMax) return cardErrors.memory;
    const request = readRequest(Buffer.from(data), this.#model.unitDots);
    switch (request.kind) {
      case 'nothing':
        return null;
      case 'power':
        this.#isLit = request.isLit;
        return null;
      case 'brightness':
        this.#brightness = Math.min(brightest, request.brightness);
        return null;
      case 'clear':
        this.#areas = [];
        return null;
      case 'areas':
        return this.#replaceAreas(request);
      case 'refused':
        this.unknownCommands.push(Buffer.from(data).toString('hex'));
        return request.error;
    }
  }

  #replaceAreas({ deleted, areas, unknown }: Extract<CardRequest, { kind: 'areas' }>): number | null {
    this.unknownCommands.push(...unknown);
    const kept = new Map<number, BoardArea>();
    for (const area of this.#areas)
      if (deleted !== 'all' && !deleted.includes(area.id)) kept.set(area.id, area);
    for (const area of areas) kept.set(area.id, area);
    if (kept.size > areasMax) return cardErrors.memory;
    this.#areas = [...kept.values()].toSorted((one, other) => one.id - other.id);
    return null;
  }

  #answer(
    { to, from }: { readonly to: number; readonly from: number },
    error: number | null,
  ): Uint8Array | null {
    if (to === toAllSilently) return null;
    const address = to === toAll ? this.#address : to;
    return encodeFrame({ to: from, from: address, data: encodeAnswer(error) });
  }
}
