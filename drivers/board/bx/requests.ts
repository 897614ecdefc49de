/** The card's side of the protocol: what a frame asks for, and the answers. */
import type { BoardArea } from '../areas.ts';
import {
  allAreas,
  answerGroup,
  answerWanted,
  areaHeaderBytes,
  cardCommands,
  cardErrors,
} from './commands.ts';
import { readMarkup } from './markup.ts';

export type CardRequest =
  /** Understood, and without effect on what the board shows. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'power'; readonly isLit: boolean }
  | { readonly kind: 'brightness'; readonly brightness: number }
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'areas';
      readonly deleted: readonly number[] | 'all';
      readonly areas: readonly BoardArea[];
      /** Escapes in their texts that mean nothing, in hex. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'refused'; readonly error: number };

/** A way of showing an area. */
const movesLeft = 3;

/** Whether the card has to answer. */
export function wantsAnswer(data: Uint8Array): boolean {
  return data[2] === answerWanted;
}

/** What a frame's data asks for; `refused` with the card's reason when it cannot be done. Never throws. */
export function readRequest(data: Buffer, unitDots = 8): CardRequest {
  const [group, command] = data;
  const found = readers.filter(({ code }) => code[0] === group);
  if (found.length === 0) return { kind: 'refused', error: cardErrors.group };
  const reader = found.find(({ code }) => code[1] === command);
  return reader?.read(data.subarray(5), unitDots) ?? { kind: 'refused', error: cardErrors.command };
}

/** ACK, or NACK with its reason. */
export function encodeAnswer(error: number | null): Buffer {
  return Buffer.of(answerGroup, error === null ? 0x00 : 0x01, error ?? 0, 0, 0);
}

const readers: readonly {
  readonly code: readonly [number, number];
  /** Null when it does not add up. */
  readonly read: (rest: Buffer, unitDots: number) => CardRequest | null;
}[] = [
  { code: cardCommands.ping, read: () => ({ kind: 'nothing' }) },
  { code: cardCommands.setClock, read: () => ({ kind: 'nothing' }) },
  {
    code: cardCommands.power,
    read: ([state]) => (state === 1 || state === 2 ? { kind: 'power', isLit: state === 1 } : null),
  },
  {
    code: cardCommands.brightness,
    read: ([, brightness]) => (brightness === undefined ? null : { kind: 'brightness', brightness }),
  },
  { code: cardCommands.areas, read: readAreas },
  { code: cardCommands.clear, read: () => ({ kind: 'clear' }) },
];

/** delCount [ids] areaCount [length area]… */
function readAreas(rest: Buffer, unitDots: number): CardRequest | null {
  const [deleteCount] = rest;
  if (deleteCount === undefined) return null;
  const ids = deleteCount === allAreas ? [] : [...rest.subarray(1, 1 + deleteCount)];
  const count = rest[1 + ids.length];
  if (count === undefined) return null;
  let left = rest.subarray(2 + ids.length);
  const areas: BoardArea[] = [];
  const unknown: string[] = [];
  while (areas.length < count) {
    const length = left.length < 2 ? 0 : left.readUInt16LE(0);
    if (length < areaHeaderBytes || left.length < 2 + length) return null;
    const area = left.subarray(2, 2 + length);
    left = left.subarray(2 + length);
    if (area.readUInt32LE(23) !== length - areaHeaderBytes) return null;
    const markup = readMarkup(area.subarray(areaHeaderBytes));
    areas.push(placed(area, markup.runs, unitDots));
    unknown.push(...markup.unknown);
  }
  if (left.length > 0) return null;
  return { kind: 'areas', deleted: deleteCount === allAreas ? 'all' : ids, areas, unknown };
}

function placed(area: Buffer, runs: BoardArea['runs'], unitDots: number): BoardArea {
  return {
    id: area.readUInt8(9),
    x: area.readUInt16LE(1) * unitDots,
    y: area.readUInt16LE(3),
    width: area.readUInt16LE(5) * unitDots,
    height: area.readUInt16LE(7),
    runs,
    ...(area.readUInt8(19) === movesLeft ? { scroll: true as const } : {}),
  };
}
