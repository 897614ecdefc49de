/** What the lab shows: each simulated device as the bytes on its wire made it, and the centre as its receiver saw it. */
import Type, { type Static } from 'typebox';
import { closed, orNull } from './common.ts';
import { SimulatedCentreView } from './centre.ts';
import { PadDoes } from './pad.ts';
import { DeviceView } from './devices.ts';
import { CounterName, ServiceName } from './views.ts';
import { CounterState } from './counter.ts';

export const PaperRun = Type.Object(
  {
    text: Type.String(),
    /** Multipliers of the printer's font cell. */
    width: Type.Integer({ minimum: 1, maximum: 8 }),
    height: Type.Integer({ minimum: 1, maximum: 8 }),
    bold: Type.Boolean(),
    /** Its characters beyond ASCII are one cell wide, from a single-byte code page; else they are two. */
    narrow: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type PaperRun = Static<typeof PaperRun>;

const Align = Type.Union([Type.Literal('left'), Type.Literal('centre'), Type.Literal('right')]);

export const PaperItem = Type.Union([
  Type.Object(
    { kind: Type.Literal('line'), align: Align, runs: Type.Immutable(Type.Array(PaperRun)) },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('qr'), align: Align, content: Type.String(), moduleDots: Type.Integer() },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('image'),
      align: Align,
      widthDots: Type.Integer(),
      heightDots: Type.Integer(),
      bits: Type.String({ description: 'Rows of whole bytes, the leftmost dot highest, 1 is black; base64' }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('feed'), dots: Type.Integer() }, closed),
  Type.Object({ kind: Type.Literal('cut') }, closed),
]);
export type PaperItem = Static<typeof PaperItem>;

export const SimulatedPrinterView = Type.Object(
  {
    device: DeviceView,
    widthDots: Type.Integer(),
    columns: Type.Integer(),
    faults: Type.Object(
      {
        paperOut: Type.Boolean(),
        nearEnd: Type.Boolean(),
        coverOpen: Type.Boolean(),
        cutterJam: Type.Boolean(),
        printerError: Type.Boolean(),
        garbage: Type.Boolean(),
        xoff: Type.Boolean(),
        cableCut: Type.Boolean(),
        hung: Type.Boolean(),
      },
      closed,
    ),
    /** The latest papers, newest first, each up to its cut. The one still printing has `done: false`. */
    papers: Type.Immutable(
      Type.Array(
        Type.Object(
          {
            id: Type.Integer(),
            done: Type.Boolean(),
            bytes: Type.Integer(),
            lengthDots: Type.Integer({
              description: 'Paper that has moved for it; 8 dots to the millimetre',
            }),
            items: Type.Immutable(Type.Array(PaperItem)),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);
export type SimulatedPrinterView = Static<typeof SimulatedPrinterView>;

const Lamps = {
  /** False when it was switched off, or is without power. */
  isLit: Type.Boolean(),
  brightness: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent.' }),
};

/** What stands in a rectangle of a board; sizes in dots, text in cells of 8 × 16 dots, or 16 × 16 for a Han character. */
export const BoardArea = Type.Object(
  {
    id: Type.Integer(),
    x: Type.Integer(),
    y: Type.Integer(),
    width: Type.Integer(),
    height: Type.Integer(),
    runs: Type.Immutable(
      Type.Array(
        Type.Object(
          {
            text: Type.String(),
            colour: Type.Union([Type.Literal('red'), Type.Literal('green'), Type.Literal('amber')]),
            /** The board itself makes it go off and on. */
            blink: Type.Optional(Type.Literal(true)),
          },
          closed,
        ),
      ),
    ),
    /** Its text moves along from right to left. */
    scroll: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type BoardArea = Static<typeof BoardArea>;

export const DotPicture = Type.Object(
  {
    kind: Type.Literal('dots'),
    widthDots: Type.Integer(),
    heightDots: Type.Integer(),
    areas: Type.Immutable(Type.Array(BoardArea)),
    ...Lamps,
  },
  closed,
);
export type DotPicture = Static<typeof DotPicture>;

export const DigitPicture = Type.Object(
  {
    kind: Type.Literal('digits'),
    digits: Type.Immutable(
      Type.Array(
        Type.Integer({
          minimum: 0,
          maximum: 255,
          description: 'Bit 0 is the top stroke, then clockwise; bit 6 is the middle one, bit 7 the point.',
        }),
      ),
    ),
    text: Type.String({ description: 'As far as the strokes can be read.' }),
    ...Lamps,
  },
  closed,
);
export type DigitPicture = Static<typeof DigitPicture>;

export const SimulatedBoardView = Type.Object(
  {
    device: DeviceView,
    /** False where its protocol says nothing back: then nothing is ever confirmed. */
    acknowledges: Type.Boolean(),
    /** Whether the board has acknowledged what the host wants it to show, and how long that took, in ms. */
    confirmed: Type.Boolean(),
    confirmedMs: orNull(Type.Integer()),
    faults: Type.Object(
      {
        cableCut: Type.Boolean(),
        hung: Type.Boolean(),
        mute: Type.Boolean(),
        refusing: Type.Boolean(),
        lossy: Type.Boolean(),
        wrongBaud: Type.Boolean(),
      },
      closed,
    ),
    /** What its frames made of it. */
    picture: Type.Union([DotPicture, DigitPicture]),
  },
  closed,
);
export type SimulatedBoardView = Static<typeof SimulatedBoardView>;

const PadButtonView = Type.Object(
  {
    does: PadDoes,
    /** Of a button that rates; null of all others. */
    score: orNull(Type.Integer()),
    /** Where a press counts. */
    counter: CounterName,
    /** Whether its contact is closed, by a finger or because it is stuck. */
    down: Type.Boolean(),
  },
  closed,
);

export const SimulatedPadView = Type.Object(
  {
    device: DeviceView,
    /** Where it lies. */
    counter: CounterName,
    /** In their order on the pad; of those that rate, the best score first. */
    buttons: Type.Array(PadButtonView),
    scale: Type.Integer(),
    /** Whether each light is on; null where the pad has none. */
    lights: Type.Object({ armed: orNull(Type.Boolean()), thanks: orNull(Type.Boolean()) }, closed),
    /** Whether its buzzer sounds; null where it has none. */
    sounds: orNull(Type.Boolean()),
    /** `stuck`: the place of the button that is, from 0. */
    faults: Type.Object(
      {
        cableCut: Type.Boolean(),
        hung: Type.Boolean(),
        stuck: orNull(Type.Integer({ minimum: 0 })),
        chatter: Type.Boolean(),
        garbage: Type.Boolean(),
      },
      closed,
    ),
    /** The visit that a press would rate now; null when it would be flagged, and on a pad that rates nobody. */
    awaits: orNull(Type.String({ description: 'The number of the ticket.' })),
    /** The rating that counted for the latest visit; null when there is none, and on such a pad. */
    rated: orNull(Type.Object({ number: Type.String(), score: Type.Integer() }, closed)),
  },
  closed,
);
export type SimulatedPadView = Static<typeof SimulatedPadView>;

export const SimulatedSpeakerView = Type.Object(
  {
    device: DeviceView,
    isPlaying: Type.Boolean(),
    faults: Type.Object({ cableCut: Type.Boolean(), hung: Type.Boolean() }, closed),
    /** The latest ones, newest first; the sound is at `/api/v1/lab/speakers/{id}/played/{place}`. */
    played: Type.Array(
      Type.Object(
        {
          place: Type.Integer({ minimum: 1, description: 'Counts what it played since the start.' }),
          texts: Type.Array(Type.String(), {
            description: 'Its phrases in their order; none: the chime alone.',
          }),
          times: Type.Integer({ minimum: 1 }),
          ms: Type.Integer({ minimum: 0, description: 'How long it lasts.' }),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SimulatedSpeakerView = Static<typeof SimulatedSpeakerView>;

/** `available` is false where a real printer would pay for it with paper, or a real centre believe it. */
export const TrafficView = Type.Object(
  {
    available: Type.Boolean(),
    perHour: Type.Integer(),
    pace: Type.Union([Type.Literal(1), Type.Literal(10), Type.Literal(60)]),
  },
  closed,
);
export type TrafficView = Static<typeof TrafficView>;

/** A counter in a line, with the one key that an agent would press next; null when there is nothing to press. */
export const LabCounter = Type.Object(
  {
    counter: CounterName,
    state: CounterState,
    number: orNull(Type.String({ description: 'Of the visitor who is called or served here.' })),
    next: orNull(
      Type.Union([
        Type.Literal('sign-in'),
        Type.Literal('call-next'),
        Type.Literal('start'),
        Type.Literal('finish'),
        Type.Literal('ready'),
      ]),
    ),
    /** Who would sign in; empty when nobody is free to. */
    agent: Type.String(),
  },
  closed,
);
export type LabCounter = Static<typeof LabCounter>;

export const LabView = Type.Object(
  {
    services: Type.Array(ServiceName),
    counters: Type.Array(LabCounter),
    printers: Type.Array(SimulatedPrinterView),
    boards: Type.Array(SimulatedBoardView),
    pads: Type.Array(SimulatedPadView),
    speakers: Type.Array(SimulatedSpeakerView),
    centre: orNull(SimulatedCentreView),
    traffic: TrafficView,
  },
  closed,
);
export type LabView = Static<typeof LabView>;
