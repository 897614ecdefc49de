/** A ticket as a printer would put it on paper, drawn from the very bytes. */
import Type, { type Static } from 'typebox';
import { closed, Language, orNull } from './common.ts';

/** `copy`: made again because nobody knew whether the first came out. */
export const TicketSample = Type.Union([
  Type.Literal('ordinary'),
  Type.Literal('case'),
  Type.Literal('appointment'),
  Type.Literal('copy'),
]);
export type TicketSample = Static<typeof TicketSample>;

export const PreviewTicket = Type.Object(
  {
    printer: Type.String({ minLength: 1, maxLength: 64, description: 'The id of a printer.' }),
    language: Language,
    sample: TicketSample,
    layout: Type.Optional(
      orNull(
        Type.String({
          maxLength: 20_000,
          description:
            'What would stand under `ticket:` in the lobby file, as YAML; the present one if left out.',
        }),
      ),
    ),
  },
  closed,
);
export type PreviewTicket = Static<typeof PreviewTicket>;

/** A fault in the layout that was tried; `line` and `column` count from 1 in its own text. */
export const LayoutFault = Type.Object(
  {
    line: orNull(Type.Integer({ minimum: 1 })),
    column: orNull(Type.Integer({ minimum: 1 })),
    path: Type.String(),
    message: Type.String(),
  },
  closed,
);
export type LayoutFault = Static<typeof LayoutFault>;

/** `paper` is null when there are faults. */
export const TicketPreview = Type.Object(
  {
    paper: orNull(
      Type.Object(
        {
          png: Type.String({ description: 'The picture, one pixel a dot, as base64.' }),
          widthDots: Type.Integer({ minimum: 1 }),
          heightDots: Type.Integer({ minimum: 1 }),
          /** On the wire, the proof that it was printed included. */
          bytes: Type.Integer({ minimum: 0 }),
          lengthMm: Type.Number({ minimum: 0 }),
        },
        closed,
      ),
    ),
    faults: Type.Array(LayoutFault),
    /** The present layout as YAML, to begin a new one with. */
    layout: Type.String(),
  },
  closed,
);
export type TicketPreview = Static<typeof TicketPreview>;
