/** What is asked of a BX-5K card and what it answers: the data inside a frame, from the host's side. */
import type { BxModel } from '../models.ts';

/** An area of the board with a content of its own, kept in the card's RAM until it is replaced or the power is cut. */
export interface AreaText {
  readonly id: number;
  /** In dots; x and width are multiples of 8. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** As `encodeRuns` writes it. */
  readonly text: Uint8Array;
  /** Moves along to the left, over and over, instead of standing still. */
  readonly scroll: boolean;
}

/** A card says of every frame that asks for it whether it obeyed; `error` as in `cardErrors`. */
export type CardAnswer =
  { readonly kind: 'acknowledged' } | { readonly kind: 'refused'; readonly error: number };

/** Reasons of a refusal, from the maker's protocol. */
export const cardErrors = {
  group: 1,
  command: 2,
  busy: 3,
  memory: 4,
  /** The frame was damaged on its way. */
  check: 5,
  file: 6,
  flash: 7,
  font: 12,
  firmware: 13,
} as const;

/** Group and command of what a card understands, as far as Foyer speaks of it. */
export const cardCommands = {
  ping: [0xa2, 0x00],
  setClock: [0xa2, 0x03],
  power: [0xa3, 0x00],
  brightness: [0xa3, 0x02],
  areas: [0xa3, 0x06],
  clear: [0xa3, 0x10],
} as const satisfies Record<string, readonly [number, number]>;

export const answerWanted = 0x01;
export const answerGroup = 0xa0;
export const areaHeaderBytes = 27;
/** Of an area, what is not its text: its length and its header. */
export const areaHeadBytes = 2 + areaHeaderBytes;
/** Instead of a number of areas to delete, with no ids behind it. */
export const allAreas = 0xff;

/** Whether anybody is there; changes nothing. */
export const ping = request(cardCommands.ping, Buffer.alloc(0));

/** The board is dark afterwards, whatever other software has left on it. */
export const deleteAllAreas = request(cardCommands.areas, Buffer.of(allAreas, 0));

/** New contents for areas, deleting none. @param areas of `encodeArea` */
export function replaceAreas(areas: readonly Buffer[]): Buffer {
  return request(cardCommands.areas, Buffer.concat([Buffer.of(0, areas.length), ...areas]));
}

/** Of a frame with areas, what is not areas: see `request`. */
export const areasHeadBytes = 7;

/** From 0, dark, to 15; set by hand, as opposed to by a table of hours of the card's own. */
export const setBrightness = (level: number): Buffer =>
  request(cardCommands.brightness, Buffer.of(0x01, level));

/** On, with all areas as they are, or off. */
export const setPower = (isOn: boolean): Buffer => request(cardCommands.power, Buffer.of(isOn ? 1 : 2));

/** What a card's frame says; null if it is no answer. */
export function readAnswer(data: Uint8Array): CardAnswer | null {
  const [group, command, error = 0] = data;
  if (group !== answerGroup || data.length < 3) return null;
  if (command === 0x00) return { kind: 'acknowledged' };
  return command === 0x01 ? { kind: 'refused', error } : null;
}

/**
 * Two bytes stand after the wish for an answer. The maker's documents call them reserved, its software writes the length of what
 * follows, and so do we: the frames that were recorded from it are known to work.
 */
function request([group, command]: readonly [number, number], rest: Uint8Array): Buffer {
  const head = Buffer.of(group, command, answerWanted, 0, 0);
  head.writeUInt16LE(rest.length, 3);
  return Buffer.concat([head, rest]);
}

/** The maker's `bx_5k_area_header`, packed, with its length before it and the text behind it. */
export function encodeArea(
  { id, x, y, width, height, text, scroll }: AreaText,
  { stay, unitDots }: BxModel,
): Buffer {
  const head = Buffer.alloc(areaHeadBytes);
  head.writeUInt16LE(areaHeaderBytes + text.length, 0);
  const area = head.subarray(2);
  // The kind of area, 0; then its place: across in bytes of eight dots, or in dots since 6K.
  area.writeUInt16LE(x / unitDots, 1);
  area.writeUInt16LE(y, 3);
  area.writeUInt16LE(width / unitDots, 5);
  area.writeUInt16LE(height, 7);
  area.writeUInt8(id, 9);
  // No space between lines; what stands stays on its last page instead of going round, which flickers; what moves goes round.
  area.writeUInt8(scroll ? 0 : 1, 11);
  // A time limit that counts only in another mode, as the maker's examples have it.
  area.writeUInt16LE(2, 12);
  // No sound, nothing further, aligned as ever; then one line, broken by hand; shown without movement, or moving to the left.
  area.writeUInt8(1, 17);
  area.writeUInt8(1, 18);
  area.writeUInt8(scroll ? 3 : 1, 19);
  // No way of leaving, the fastest speed.
  area.writeUInt8(stay, 22);
  area.writeUInt32LE(text.length, 23);
  return Buffer.concat([head, text]);
}
