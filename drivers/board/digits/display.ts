/** A display of digits from the other side of its wire. */
import type { BoardPicture } from '../areas.ts';
import type { DigitsModel } from '../models.ts';
import { SimulatedBoard, type BoardSimulatorOptions } from '../simulator.ts';
import {
  encodeRtu,
  refusal,
  requests,
  rtuExceptions,
  rtuFunctions,
  RtuParser,
  toAll,
  type RtuFrame,
} from './rtu.ts';
import { strokesOf } from './segments.ts';

/** Registers 0 to 9: see `DigitDisplay`. */
const registerCount = 10;
/** As many as have a code. */
const codeRegisters = 6;
const numberRegister = 7;
const readMax = 125;
const codeMax = 0x7f;
const space = 0x20;

/** What comes of a request: the data of its answer, or the reason of a refusal. */
type Outcome = { readonly data: Uint8Array } | { readonly exception: number };

/**
 * Six registers hold the code of a digit each, also where the display has fewer; 6 holds sign and decimals of a number and 7 the
 * number; 8 tells which digits blink, and 9 how bright all are. What 6 and 8 do is not shown here: nothing of ours writes them.
 */
export class DigitDisplay extends SimulatedBoard<RtuFrame> {
  readonly #model: DigitsModel;
  readonly #address: number;
  readonly #parser = new RtuParser(requests);
  readonly #registers = new Uint16Array(registerCount);

  constructor(model: DigitsModel, options: BoardSimulatorOptions = {}) {
    super({ baudRate: options.baudRate ?? model.baudRate, pace: options.pace });
    this.#model = model;
    this.#address = options.address ?? model.address.otherwise;
    this.#registers[model.dimmer.register] = model.dimmer.levels;
    this.forget();
  }

  protected override look(): BoardPicture {
    const { register, levels } = this.#model.dimmer;
    const signs = Array.from(this.#codes, (code) => signOf(code));
    return {
      kind: 'digits',
      digits: signs.map((sign) => strokesOf(sign) ?? 0),
      text: signs.join(''),
      isLit: true,
      brightness: Math.round(((this.#registers[register] ?? levels) * 100) / levels),
    };
  }

  protected override parse(bytes: Uint8Array): readonly RtuFrame[] {
    return this.#parser.push(bytes);
  }

  protected override dropFrame(): void {
    this.#parser.reset();
  }

  /** Not how bright it is, for all that is known: such settings outlast a power cut where they are kept beside the address. */
  protected override forget(): void {
    this.#codes.fill(space);
  }

  protected override obey(request: RtuFrame, refuses: boolean): Uint8Array | null {
    const { address, code } = request;
    if (address !== this.#address && address !== toAll) return null;
    const outcome = refuses ? { exception: rtuExceptions.failure } : this.#do(request);
    if ('exception' in outcome && !refuses) this.unknownCommands.push(encodeRtu(request).toString('hex'));
    if (address === toAll) return null;
    return 'data' in outcome
      ? encodeRtu({ address, code, data: outcome.data })
      : encodeRtu({ address, code: code | refusal, data: Uint8Array.of(outcome.exception) });
  }

  /** The registers of the digits that there are. */
  get #codes(): Uint16Array {
    const { firstRegister, digits } = this.#model;
    return this.#registers.subarray(firstRegister, firstRegister + digits);
  }

  #do({ code, data }: RtuFrame): Outcome {
    const bytes = Buffer.from(data);
    const first = bytes.readUInt16BE(0);
    switch (code) {
      case rtuFunctions.read:
        return this.#read(first, bytes.readUInt16BE(2));
      case rtuFunctions.writeOne:
        return this.#write(first, [bytes.readUInt16BE(2)]) ?? { data };
      case rtuFunctions.write: {
        const count = bytes.readUInt16BE(2);
        if (count === 0 || bytes.length !== 5 + 2 * count) return { exception: rtuExceptions.value };
        const values = Array.from({ length: count }, (_, index) => bytes.readUInt16BE(5 + 2 * index));
        return this.#write(first, values) ?? { data: bytes.subarray(0, 4) };
      }
      default:
        return { exception: rtuExceptions.function };
    }
  }

  #read(first: number, count: number): Outcome {
    if (count === 0 || count > readMax) return { exception: rtuExceptions.value };
    if (first + count > registerCount) return { exception: rtuExceptions.address };
    const data = Buffer.alloc(1 + 2 * count);
    data.writeUInt8(2 * count, 0);
    for (const [index, value] of this.#registers.subarray(first, first + count).entries())
      data.writeUInt16BE(value, 1 + 2 * index);
    return { data };
  }

  /** All or nothing; null when it is done. */
  #write(first: number, values: readonly number[]): Outcome | null {
    if (first + values.length > registerCount) return { exception: rtuExceptions.address };
    if (!values.every((value, index) => this.#takes(first + index, value)))
      return { exception: rtuExceptions.value };
    this.#registers.set(values, first);
    const number = values[numberRegister - first];
    if (number !== undefined) this.#showNumber(number);
    return null;
  }

  #takes(register: number, value: number): boolean {
    const { dimmer, digits } = this.#model;
    if (register === dimmer.register) return value >= 1 && value <= dimmer.levels;
    if (register === numberRegister) return String(value).length <= digits;
    return register >= codeRegisters || value <= codeMax;
  }

  #showNumber(number: number): void {
    const text = String(number).padStart(this.#model.digits);
    this.#codes.set(Array.from(text, (digit) => digit.charCodeAt(0)));
  }
}

/** A code that the display has no strokes for leaves its digit dark. */
function signOf(code: number): string {
  const sign = String.fromCharCode(code);
  return strokesOf(sign) === null ? ' ' : sign;
}
