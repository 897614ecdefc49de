/** LED boards as data: a new model is a new row. */

export interface BoardModel {
  /** For people: the configuration's documentation and the maintenance page. */
  readonly title: string;
  /** A cell is half as wide as a Han character of the card's font, and as high. */
  readonly cellWidthDots: number;
  readonly cellHeightDots: number;
  /** Bits per second on a serial line, unless its port says otherwise. */
  readonly baudRate: number;
  /** What the card answers to on a line of its own. */
  readonly address: number;
  /** Data in one frame at most. */
  readonly frameDataBytesMax: number;
  /** How long a page stays, in half seconds; for one that is not followed by another it means nothing. */
  readonly stay: number;
}

export const boardModels = {
  /**
   * BX-5K1, 5K2, 5MK1 and 5MK2. No limit of a frame is written for font cards; of its graphic cards the maker says that all
   * but those made for Ethernet take 1 KB, and that is several rows of the longest board.
   */
  'bx-5k': {
    title: 'Onbon BX-5K font card, 16-dot font, red, green or both',
    cellWidthDots: 8,
    cellHeightDots: 16,
    baudRate: 57_600,
    address: 1,
    frameDataBytesMax: 1024,
    stay: 10,
  },
} as const satisfies Record<string, BoardModel>;

export type BoardModelName = keyof typeof boardModels;

/** Whether `name` is a row of the table. */
export function isBoardModel(name: string): name is BoardModelName {
  return Object.hasOwn(boardModels, name);
}

/** How large a board is, in dots. */
export interface BoardSize {
  /** A multiple of 8. */
  readonly widthDots: number;
  /** A multiple of 16. */
  readonly heightDots: number;
}
