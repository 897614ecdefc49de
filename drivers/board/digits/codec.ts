/** Displays of digits as a codec: a part for all digits, which go in one frame, and one for how bright they are. */
import type { AnswerReader, BoardAnswer, BoardCodec, Painting, Part, PartsFrame } from '../codec.ts';
import { fitText } from '../fit.ts';
import type { DigitsModel } from '../models.ts';
import {
  answers,
  readRegisters,
  refusal,
  rtuExceptions,
  rtuFunctions,
  RtuParser,
  writeRegisters,
  type RtuFrame,
} from './rtu.ts';
import { digitsFace } from './segments.ts';

const noBytes = Buffer.alloc(0);

/** Registers one after the other. */
interface Registers {
  readonly first: number;
  readonly count: number;
}

/**
 * A part is its frame. The displays can blink by themselves, register 8, but nobody says how fast, and it must not be faster than
 * once a second: so they are repainted. Their numbers in register 7 have no letters, and no zeros in front.
 * @param address from 1 to 247
 */
export function digitsCodec({ digits, firstRegister, dimmer }: DigitsModel, address: number): BoardCodec {
  const face = digitsFace(digits);
  const written: readonly Registers[] = [
    { first: firstRegister, count: digits },
    { first: dimmer.register, count: 1 },
  ];

  function paintDigits({ content, brightness, isBlinkLit }: Painting): Part {
    const [row] = content.rows;
    // Off is a display without anything on it: it has no command for that.
    const text = brightness === 0 ? '' : fitText(row, face, isBlinkLit);
    const codes = Array.from(text.padEnd(digits), (character) => character.charCodeAt(0));
    const bytes = writeRegisters(address, firstRegister, codes);
    return row?.urgent === true ? { bytes, urgent: true } : { bytes };
  }

  function paintLight({ brightness }: Painting): Part {
    if (brightness === null || brightness === 0) return { bytes: noBytes };
    const level = Math.max(1, Math.round((brightness * dimmer.levels) / 100));
    // It may be kept in a memory that wears out by being written every few seconds.
    return { bytes: writeRegisters(address, dimmer.register, [level]), isKept: true, isOptional: true };
  }

  return {
    face,
    acknowledges: true,
    blinks: false,
    paint: (painting) => [paintDigits(painting), paintLight(painting)],
    setUp: [],
    encode,
    ping: readRegisters(address, firstRegister, 1),
    newReader: () => new RtuReader(address, written),
  };
}

/** Whatever is due comes one by one: the registers do not lie together. */
function encode(due: ReadonlyMap<number, Buffer>): PartsFrame {
  const [[part, frame] = [0, noBytes]] = due;
  return { frame, parts: [part] };
}

/** Reasons that pass by themselves, or lie with the frame's way: the same is worth sending again. */
const passing: ReadonlySet<number> = new Set([
  rtuExceptions.accepted,
  rtuExceptions.busy,
  rtuExceptions.memory,
  rtuExceptions.noPath,
  rtuExceptions.noAnswer,
]);

class RtuReader implements AnswerReader {
  readonly #parser = new RtuParser(answers);
  readonly #address: number;
  readonly #written: readonly Registers[];

  constructor(address: number, written: readonly Registers[]) {
    this.#address = address;
    this.#written = written;
  }

  push(bytes: Uint8Array): BoardAnswer[] {
    return this.#parser.push(bytes).flatMap((frame) => this.#read(frame) ?? []);
  }

  reset(): void {
    this.#parser.reset();
  }

  /** Null for what does not belong to anything that was asked, such as an echo. */
  #read({ address, code, data }: RtuFrame): BoardAnswer | null {
    if (address !== this.#address) return null;
    const bytes = Buffer.from(data);
    if ((code & refusal) !== 0) return { kind: 'refused', isDamaged: passing.has(bytes.readUInt8(0)) };
    const isOurs = code === rtuFunctions.write ? this.#isWritten(bytes) : isOneRegister(bytes);
    return isOurs ? { kind: 'acknowledged' } : null;
  }

  #isWritten(bytes: Buffer): boolean {
    const [first, count] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
    return this.#written.some((registers) => registers.first === first && registers.count === count);
  }
}

/** The answer to the ping: a number of bytes, and what is in one register. */
const isOneRegister = (bytes: Buffer): boolean => bytes.length === 3 && bytes.readUInt8(0) === 2;
