/** An Alpha sign from the other side of its wire. */
import type { BoardArea, BoardPicture } from '../areas.ts';
import type { BoardSizeInCells } from '../face.ts';
import type { AlphaModel } from '../models.ts';
import { SimulatedBoard, type BoardSimulatorOptions } from '../simulator.ts';
import { encodeAnswer } from './answer.ts';
import { commands, dimmingPercents, files, priorityBytesMax, specials } from './commands.ts';
import { isFor, PacketParser, serialErrors, type Parsed } from './packet.ts';
import { readRows, type TextRow } from './text.ts';

const cellWidthDots = 8;
const cellHeightDots = 16;
const noText = Buffer.alloc(0);

interface TextFile {
  readonly bytesMax: number;
  readonly text: Buffer;
}

/** As it comes from its maker, and as clearing leaves it: one text file with all the room there is. */
const blankMemory: ReadonlyMap<string, TextFile> = new Map([
  [files.text, { bytesMax: 0x4000, text: noText }],
]);

/**
 * What it was told outlasts a power cut: its memory is fed by a capacitor, for minutes on the signs where that was tried. That goes for
 * the priority file and for whether it answers too, of which the form says nothing else.
 */
export class AlphaSign extends SimulatedBoard<Parsed> {
  readonly #model: AlphaModel;
  readonly #address: number;
  readonly #size: BoardSizeInCells;
  #parser = new PacketParser();
  #files = blankMemory;
  #priority: Buffer | null = null;
  #runs: string = files.text;
  #brightness = 100;
  #answers = false;
  #rows: ReadonlyMap<number, TextRow> = new Map();

  constructor(model: AlphaModel, size: BoardSizeInCells, options: BoardSimulatorOptions = {}) {
    super({ baudRate: options.baudRate ?? model.baudRate, pace: options.pace });
    this.#model = model;
    this.#address = options.address ?? model.address.otherwise;
    this.#size = size;
  }

  protected override look(): BoardPicture {
    const widthDots = this.#size.columns * cellWidthDots;
    const heightDots = this.#size.rows * cellHeightDots;
    const areas = [...this.#rows]
      .toSorted(([one], [other]) => one - other)
      .map(([id, { runs, scroll }]): BoardArea => {
        const place = { id, x: 0, y: id * cellHeightDots, width: widthDots, height: cellHeightDots };
        return { ...place, runs, ...(scroll ? { scroll } : {}) };
      });
    return { kind: 'dots', widthDots, heightDots, areas, isLit: true, brightness: this.#brightness };
  }

  protected override parse(bytes: Uint8Array): readonly Parsed[] {
    return this.#parser.push(bytes);
  }

  protected override dropFrame(): void {
    this.#parser = new PacketParser();
  }

  protected override forget(): void {}

  protected override obey(parsed: Parsed, refuses: boolean): Uint8Array | null {
    if (!isFor(parsed.to, this.#address)) return null;
    if (parsed.kind === 'damaged') return this.#answer(parsed.status);
    const isDone = !refuses && this.#do(parsed.data);
    return this.#answer(serialErrors.always | (isDone ? 0 : serialErrors.illegal));
  }

  #answer(status: number): Uint8Array | null {
    return this.#answers ? encodeAnswer(status) : null;
  }

  /** Whether it understood, and did. */
  #do(data: Buffer): boolean {
    const command = data.toString('latin1', 0, 1);
    const label = data.toString('latin1', 1, 2);
    const isDone =
      (command === commands.writeText && this.#write(label, data.subarray(2))) ||
      (command === commands.special && this.#doSpecial(label, data.toString('latin1', 2)));
    if (!isDone) this.unknownCommands.push(data.toString('hex'));
    return isDone;
  }

  #write(label: string, text: Buffer): boolean {
    const isPriority = label === files.priority;
    const file = this.#files.get(label);
    const bytesMax = isPriority ? priorityBytesMax : (file?.bytesMax ?? -1);
    if (text.length > bytesMax) return false;
    this.unknownCommands.push(...readRows(text, this.#size.rows).unknown);
    if (isPriority) this.#priority = text.length > 0 ? text : null;
    else this.#files = new Map([...this.#files, [label, { bytesMax, text }]]);
    this.#show();
    return true;
  }

  #doSpecial(label: string, data: string): boolean {
    switch (label) {
      case specials.memory:
        return this.#configure(data);
      case specials.runSequence:
        if (!/^[TSD][UL][ -~]{0,128}$/.test(data)) return false;
        this.#runs = data.slice(2);
        this.#show();
        return true;
      case specials.dimming: {
        const level = /^[0-9A-F]{2}0([0-4])$/.exec(data)?.[1];
        this.#brightness = dimmingPercents[Number(level)] ?? this.#brightness;
        return level !== undefined;
      }
      case specials.answers:
        if (!this.#model.acknowledges || !/^[01]$/.test(data)) return false;
        this.#answers = data === '1';
        return true;
      default:
        return false;
    }
  }

  /** Nothing, to clear, or for each file its label, kind, protection, size and hours; no file keeps its text. */
  #configure(data: string): boolean {
    if (!/^(?:[ -~][ABD][UL][0-9A-F]{8})*$/.test(data)) return false;
    const texts = [...data.matchAll(/(.)(.).(.{4}).{4}/g)].filter(([, , kind]) => kind === 'A');
    this.#files =
      data === ''
        ? blankMemory
        : new Map(
            texts.map(([, label = '', , size = '']) => [
              label,
              { bytesMax: parseInt(size, 16), text: noText },
            ]),
          );
    this.#runs = files.text;
    this.#show();
    return true;
  }

  /** The priority text, or the first file that is to run and is there. */
  #show(): void {
    const running = Array.from(this.#runs, (label) => this.#files.get(label)?.text).find(
      (text) => text !== undefined,
    );
    this.#rows = readRows(this.#priority ?? running ?? noText, this.#size.rows).rows;
  }
}
