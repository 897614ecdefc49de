/** LED boards as data: a new model of a family that is known is a new row. */

/** What every model has, whatever it speaks. */
interface CommonModel {
  /** For people: the configuration's documentation and the maintenance page. */
  readonly title: string;
  /** How its serial line is set, unless its port says otherwise. */
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  /** What it answers to, from and to, and as it comes from its maker. */
  readonly address: { readonly from: number; readonly to: number; readonly otherwise: number };
  /** Silence before each frame on a line with several boards, in ms. */
  readonly gapMs: number;
  /** Within so long everything is sent once more, changed or not: see timing.ts. */
  readonly repaintMs: number;
}

/** BX font cards: areas of text, each acknowledged. */
export interface BxModel extends CommonModel {
  readonly family: 'bx';
  /** Dots in a unit of an area's left edge and width. */
  readonly unitDots: 1 | 8;
  /** Data in one frame at most. */
  readonly frameDataBytesMax: number;
  /** How long a page stays, in half seconds; for one that is not followed by another it means nothing. */
  readonly stay: number;
}

/** Signs that speak Alpha Sign, also known as M-Protocol. */
export interface AlphaModel extends CommonModel {
  readonly family: 'alpha';
  /** Version 2.0 and later acknowledge when they are told to. */
  readonly acknowledges: boolean;
}

/** Digits of seven strokes behind Modbus-RTU, one character a register. */
export interface DigitsModel extends CommonModel {
  readonly family: 'digits';
  readonly digits: number;
  /** Register of the leftmost digit. */
  readonly firstRegister: number;
  /** How bright they are: from 1 to `levels`. */
  readonly dimmer: { readonly register: number; readonly levels: number };
}

/** Any board whose frames the configuration describes. */
export interface TemplateModel extends CommonModel {
  readonly family: 'template';
}

export type BoardModel = BxModel | AlphaModel | DigitsModel | TemplateModel;
export type BoardFamily = BoardModel['family'];

const bx = {
  family: 'bx',
  baudRate: 57_600,
  address: { from: 1, to: 254, otherwise: 1 },
  gapMs: 5,
  repaintMs: 4000,
  frameDataBytesMax: 1024,
  stay: 10,
} as const;

const alpha = {
  family: 'alpha',
  baudRate: 9600,
  dataBits: 7,
  parity: 'even',
  address: { from: 0, to: 255, otherwise: 0 },
  gapMs: 20,
  // A sign keeps its files without power, and begins its text anew with each one: to repaint it often would only make it flicker.
  repaintMs: 60_000,
} as const;

/**
 * Modbus wants a silence of 3.5 characters, which at 9600 baud are 4 ms. That register 9 dims is how public programs for both
 * displays use it.
 */
const digits = {
  family: 'digits',
  baudRate: 9600,
  address: { from: 1, to: 247, otherwise: 1 },
  gapMs: 5,
  repaintMs: 4000,
  firstRegister: 0,
  dimmer: { register: 9, levels: 8 },
} as const;

export const boardModels = {
  /**
   * BX-5K1, 5K2, 5MK1 and 5MK2. No limit of a frame is written for font cards; of its graphic cards the maker says that all
   * but those made for Ethernet take 1 KB, and that is several rows of the longest board.
   */
  'bx-5k': { ...bx, title: 'Onbon BX-5K font card, 16-dot font, red, green or both', unitDots: 8 },
  /** BX-6K1 and its relatives: the same frames, with areas placed to the dot. */
  'bx-6k': { ...bx, title: 'Onbon BX-6K font card, 16-dot font, red, green or both', unitDots: 1 },
  alpha: {
    ...alpha,
    title: 'Alpha Sign (BetaBrite, Adaptive), Latin text, says nothing back',
    acknowledges: false,
    // It does not say when it is ready for the next frame: one was seen to lose some after 100 ms, and none after 250.
    gapMs: 250,
  },
  'alpha-2': {
    ...alpha,
    title: 'Alpha Sign 2.0 or later, Latin text, acknowledges',
    acknowledges: true,
  },
  dm56a04: { ...digits, title: 'DM56A04, four digits, Modbus-RTU', digits: 4 },
  dm36b06: { ...digits, title: 'DM36B06, six digits, Modbus-RTU', digits: 6 },
  template: {
    family: 'template',
    title: 'Any other board, by a description of its frames',
    baudRate: 9600,
    address: { from: 0, to: 255, otherwise: 1 },
    gapMs: 20,
    repaintMs: 4000,
  },
} as const satisfies Record<string, BoardModel>;

export type BoardModelName = keyof typeof boardModels;

/** Whether `name` is a row of the table. */
export function isBoardModel(name: string): name is BoardModelName {
  return Object.hasOwn(boardModels, name);
}
