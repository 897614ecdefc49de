/** Whether a visit has settled the matter. */
import Type, { type Static } from 'typebox';
import { closed, orNull } from './common.ts';

const settled = Type.Boolean({ description: 'Settled; otherwise the visitor has to come again.' });

export const MarkVisit = Type.Object(
  {
    ticket: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'The visit that is being served, or has just been, by its id.',
    }),
    settled,
  },
  closed,
);
export type MarkVisit = Static<typeof MarkVisit>;

export const MarkOwn = Type.Object({ settled }, closed);
export type MarkOwn = Static<typeof MarkOwn>;

/** The visit that the agent may mark now, and how it is marked; `settled` is null while it is not. */
export const MarkedVisit = Type.Object(
  { ticket: Type.String(), number: Type.String(), settled: orNull(Type.Boolean()) },
  closed,
);
export type MarkedVisit = Static<typeof MarkedVisit>;

/** What the visitor has said; `settled` is null while nothing was. */
export const OwnMark = Type.Object(
  {
    settled: orNull(Type.Boolean()),
    /** Whether it may be said, or changed. */
    open: Type.Boolean(),
  },
  closed,
);
export type OwnMark = Static<typeof OwnMark>;
