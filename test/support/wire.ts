/**
 * A ticket read from its bytes, apart from all code of the drivers: after Epson's ESC/POS reference, as far as tickets need
 * it, so that an encoder and a simulator that are wrong together are still found out.
 */
import iconv from 'iconv-lite';

export interface WirePaper {
  /** All text, a line feed for each line. */
  readonly text: string;
  /** Contents of the QR codes, in order. */
  readonly codes: readonly string[];
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;
const LF = 0x0a;

/** Lengths of commands by their first two bytes; those of `1d 28` say their own. */
const lengths: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [ESC]: { 0x40: 2, 0x61: 3, 0x45: 3, 0x64: 3, 0x32: 2, 0x33: 3, 0x21: 3 },
  [FS]: { 0x26: 2, 0x2e: 2 },
  [GS]: { 0x21: 3, 0x56: 3, 0x61: 3, 0x42: 3 },
  [DLE]: { 0x04: 3, 0x14: 10 },
};

/** The papers in a stream, each up to its cut. Throws at a command that the reference does not explain. */
export function readPapers(bytes: Buffer): WirePaper[] {
  const papers: WirePaper[] = [];
  let text: number[] = [];
  let codes: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const command = bytes.subarray(at);
    const [first = 0, second = 0] = command;
    if (first >= 0x20 || first === LF) {
      text.push(first);
      at += 1;
      continue;
    }
    if (first === GS && second === 0x28) {
      const length = 5 + command.readUInt16LE(3);
      // GS ( k, cn 49, fn 80: store the code's content.
      if (command[2] === 0x6b && command[5] === 0x31 && command[6] === 0x50)
        codes.push(command.subarray(8, length).toString('latin1'));
      at += length;
      continue;
    }
    const length = lengths[first]?.[second];
    if (length === undefined)
      throw new Error(`no such command: ${command.subarray(0, 8).toString('hex')} at ${at}`);
    if (first === GS && second === 0x56) {
      papers.push({ text: iconv.decode(Buffer.from(text), 'gb18030'), codes });
      [text, codes] = [[], []];
    }
    at += length;
  }
  return papers;
}
