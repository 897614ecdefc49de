/** Devices as health, maintenance and lab see them. */
import Type, { type Static } from 'typebox';
import { DeviceProblem, Instant, Names, PrintProblem, PrintProof, closed, orNull } from './common.ts';

/** What tells a board from the others on its line and in the lobby. */
export const BoardPlace = Type.Object(
  {
    address: Type.Integer({ description: 'What it answers to on its line.' }),
    counter: orNull(Type.String({ description: 'The id of the counter that it hangs over.' })),
    template: orNull(Type.String({ description: 'How its frames are made, where they have no standard.' })),
    calls: Type.Boolean({ description: 'Whether it shows who is called.' }),
  },
  closed,
);
export type BoardPlace = Static<typeof BoardPlace>;

/** Of a button pad: where it lies, and what is the matter with its buttons and its wire. */
export const PadPlace = Type.Object(
  {
    counter: Type.String(),
    buttons: Type.Integer({ minimum: 1 }),
    rates: Type.Boolean({ description: 'Whether visitors rate on it; else it is the agent’s alone.' }),
    stuck: Type.Array(Type.Integer({ minimum: 1 }), {
      description:
        'Buttons that are held or flutter as under no finger, counted from 1; their presses are not counted.',
    }),
    noiseBytes: Type.Integer({ minimum: 0, description: 'Bytes since the start that were no message.' }),
  },
  closed,
);
export type PadPlace = Static<typeof PadPlace>;

/** Of a speaker: how loud it is, and when the lobby heard something last. */
export const SpeakerPlace = Type.Object(
  {
    percent: Type.Integer({ minimum: 0, maximum: 100, description: 'How loud it is now; 0 is mute.' }),
    volume: Type.Array(
      Type.Object({ from: Type.String(), percent: Type.Integer({ minimum: 0, maximum: 100 }) }, closed),
      { description: 'How loud it is by the time of day.' },
    ),
    lastAt: orNull(Instant),
  },
  closed,
);
export type SpeakerPlace = Static<typeof SpeakerPlace>;

/** A device as health sees it. */
export const DeviceView = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([
      Type.Literal('printer'),
      Type.Literal('board'),
      Type.Literal('pad'),
      Type.Literal('speaker'),
    ]),
    model: Type.String(),
    port: Type.String(),
    state: Type.Union([Type.Literal('ready'), Type.Literal('degraded'), Type.Literal('lost')]),
    problem: orNull(DeviceProblem),
    portFault: orNull(Type.String({ description: 'Why the port is not open, for the technician.' })),
    paperLow: Type.Boolean(),
    lacking: Type.String({
      description: 'Signs that a board was to show and does not have, each once; empty for other devices.',
    }),
    unheard: Type.Boolean({
      description: 'A board that never says anything back: nobody knows whether it shows what it was sent.',
    }),
    board: orNull(BoardPlace),
    pad: orNull(PadPlace),
    speaker: orNull(SpeakerPlace),
  },
  closed,
);
export type DeviceView = Static<typeof DeviceView>;

/** The roll of a printer. Counted, so it is an estimate; the near-end sensor corrects it. */
export const PaperView = Type.Object(
  {
    /** Tickets that the roll is likely to give still. */
    left: Type.Integer({ minimum: 0 }),
    /** Tickets since it was put in. */
    printed: Type.Integer({ minimum: 0 }),
    /** Tickets of a whole roll: learned from rolls that ran out, or as configured. */
    whole: Type.Integer({ minimum: 1 }),
    isLearned: Type.Boolean(),
    loadedAt: orNull(Instant),
  },
  closed,
);
export type PaperView = Static<typeof PaperView>;

/** A device with what the journal knows of it. */
export const DeviceReport = Type.Object(
  {
    ...DeviceView.properties,
    /** Since when it is in this state; null when nothing was ever told of it. */
    since: orNull(Instant),
    /** Only of a printer. */
    paper: orNull(PaperView),
    /** The latest paper that is known to have come out. */
    lastPrintedAt: orNull(Instant),
    /** Of a printer out of order: where its papers come out meanwhile; null where nowhere. */
    standIn: orNull(Names),
  },
  closed,
);
export type DeviceReport = Static<typeof DeviceReport>;

export const DeviceReports = Type.Object({ devices: Type.Array(DeviceReport) }, closed);
export type DeviceReports = Static<typeof DeviceReports>;

/** How a test print went. */
export const TestPrint = Type.Object(
  {
    state: Type.Union([Type.Literal('printed'), Type.Literal('failed'), Type.Literal('uncertain')]),
    proof: orNull(PrintProof),
    problem: orNull(PrintProblem),
    bytes: orNull(Type.Integer({ minimum: 0 })),
  },
  closed,
);
export type TestPrint = Static<typeof TestPrint>;

/** How a test of a speaker went. `chimed`: nothing could be spoken; `sent`: televisions were told, and nobody here can hear them. */
export const TestSound = Type.Object(
  {
    state: Type.Union([
      Type.Literal('played'),
      Type.Literal('chimed'),
      Type.Literal('sent'),
      Type.Literal('failed'),
    ]),
    problem: orNull(DeviceProblem),
  },
  closed,
);
export type TestSound = Static<typeof TestSound>;
