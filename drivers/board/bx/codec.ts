/** BX font cards as a codec: a part for each row, which is an area of the card, one for its light and one for its power. */
import type { AnswerReader, BoardAnswer, BoardCodec, Painting, Part, PartsFrame } from '../codec.ts';
import { fitRow } from '../fit.ts';
import type { BxModel } from '../models.ts';
import {
  areaHeadBytes,
  areasHeadBytes,
  cardErrors,
  deleteAllAreas,
  encodeArea,
  ping,
  readAnswer,
  replaceAreas,
  setBrightness,
  setPower,
} from './commands.ts';
import { bxFace } from './font.ts';
import { encodeFrame, FrameParser, hostAddress } from './frame.ts';
import { warmUp } from './gb2312.ts';
import { cutRuns, encodeRuns } from './markup.ts';

export const cellWidthDots = 8;
export const cellHeightDots = 16;
const brightest = 15;
const noBytes = Buffer.alloc(0);

/** @param size in dots, multiples of a cell */
export function bxCodec(
  model: BxModel,
  size: { readonly widthDots: number; readonly heightDots: number },
  address: number,
): BoardCodec {
  const columns = Math.floor(size.widthDots / cellWidthDots);
  const rows = Math.floor(size.heightDots / cellHeightDots);
  const face = bxFace({ columns, rows });
  // One area at least has to go into a frame.
  const textBytesMax = model.frameDataBytesMax - areasHeadBytes - areaHeadBytes;
  const send = (data: Uint8Array) => encodeFrame({ to: address, from: hostAddress, data });

  function paintRow({ content, isBlinkLit }: Painting, id: number): Part {
    const row = content.rows[id] ?? { runs: [] };
    const scroll = row.scroll === true;
    const fitting = fitRow(row, face, isBlinkLit, scroll ? textBytesMax : columns);
    const runs = cutRuns(fitting, face, textBytesMax);
    const [y, width, height] = [id * cellHeightDots, size.widthDots, cellHeightDots];
    const bytes = encodeArea({ id, x: 0, y, width, height, text: encodeRuns(runs), scroll }, model);
    return row.urgent === true ? { bytes, urgent: true } : { bytes };
  }

  function encode(due: ReadonlyMap<number, Buffer>): PartsFrame {
    const [[first, data] = [0, noBytes]] = due;
    if (first >= rows) return { frame: send(data), parts: [first] };
    const areas: (readonly [index: number, area: Buffer])[] = [];
    let bytes = areasHeadBytes;
    for (const [index, area] of due) {
      bytes += area.length;
      if (index >= rows || (bytes > model.frameDataBytesMax && areas.length > 0)) break;
      areas.push([index, area]);
    }
    return { frame: send(replaceAreas(areas.map(([, area]) => area))), parts: areas.map(([index]) => index) };
  }

  return {
    face,
    acknowledges: true,
    blinks: false,
    paint: (painting) => [
      ...Array.from({ length: rows }, (_, id) => paintRow(painting, id)),
      ...paintLight(painting.brightness),
    ],
    setUp: [send(deleteAllAreas)],
    encode,
    ping: send(ping),
    newReader: () => new BxReader(address),
  };
}

/** How bright it is, unless it is off, and whether it is; nothing as long as nobody has said. */
function paintLight(brightness: number | null): Part[] {
  if (brightness === null) return [{ bytes: noBytes }, { bytes: noBytes }];
  const level = Math.max(1, Math.round((brightness * brightest) / 100));
  return [
    { bytes: brightness === 0 ? noBytes : setBrightness(level), isOptional: true },
    // A card that cannot be switched is on; whether it is off it has to know.
    brightness > 0 ? { bytes: setPower(true), isOptional: true } : { bytes: setPower(false) },
  ];
}

class BxReader implements AnswerReader {
  readonly #parser = new FrameParser();
  readonly #address: number;

  constructor(address: number) {
    this.#address = address;
    // While the board is being opened, and before anybody is called.
    warmUp();
  }

  push(bytes: Uint8Array): BoardAnswer[] {
    return this.#parser.push(bytes).flatMap((parsed): BoardAnswer[] => {
      if (parsed.kind !== 'frame' || parsed.frame.from !== this.#address) return [];
      const answer = readAnswer(parsed.frame.data);
      if (answer === null) return [];
      if (answer.kind === 'acknowledged') return [answer];
      return [{ kind: 'refused', isDamaged: answer.error === cardErrors.check }];
    });
  }

  /** Every frame has a beginning of its own. */
  reset(): void {}
}
