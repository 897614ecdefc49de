/** What the lab shows of a simulated printer: its paper as the bytes said, dot positions and all. */
import Type, { type Static } from 'typebox';
import { closed } from './common.ts';
import { DeviceView } from './views.ts';

export const PaperRun = Type.Object(
  {
    text: Type.String(),
    /** Multipliers of the printer's font cell. */
    width: Type.Integer({ minimum: 1, maximum: 8 }),
    height: Type.Integer({ minimum: 1, maximum: 8 }),
    bold: Type.Boolean(),
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
        coverOpen: Type.Boolean(),
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

export const LabView = Type.Object({ printers: Type.Array(SimulatedPrinterView) }, closed);
export type LabView = Static<typeof LabView>;
