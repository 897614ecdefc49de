/** Button pads: what pages know of them, and what a counter's screen shows to the visitor who is asked for a rating. */
import Type, { type Static } from 'typebox';
import { closed, Instant, Language, orNull, RatingReason } from './common.ts';
import { CounterName, ServiceName } from './views.ts';

/** What a button does when it is pressed. */
export const PadDoes = Type.Union([
  Type.Literal('rate'),
  Type.Literal('call-next'),
  Type.Literal('recall'),
  Type.Literal('start'),
  Type.Literal('finish'),
  Type.Literal('no-show'),
  Type.Literal('hold'),
  Type.Literal('ready'),
  Type.Literal('call-staff'),
]);
export type PadDoes = Static<typeof PadDoes>;

/**
 * The visit that has just ended at a counter, for its own visitor's eyes. `asked`: a rating would count now; `rated`: it has
 * one, and `score` is what counts.
 */
export const VisitToRate = Type.Object(
  {
    id: Type.String({
      description: 'Opaque. Who rates, gives a reason or asks to be called back says it as `visit`.',
    }),
    number: Type.String(),
    service: ServiceName,
    /** The visitor's, as chosen at the kiosk. */
    language: Language,
    state: Type.Union([Type.Literal('asked'), Type.Literal('rated')]),
    score: orNull(Type.Integer({ minimum: 1 })),
    /** When it was pressed; null while it is not. A screen says thank you to what is new, and to nothing old. */
    ratedAt: orNull(Instant),
    /** Whether the score is low, so that its reason is asked for. */
    isLow: Type.Boolean(),
    reason: orNull(RatingReason),
    isCallBackAsked: Type.Boolean(),
    /** Until when it may be rated, and a reason given. */
    until: Instant,
  },
  closed,
);
export type VisitToRate = Static<typeof VisitToRate>;

/** The screen that a counter shows to its visitors. */
export const RateView = Type.Object(
  {
    counter: CounterName,
    now: Instant,
    demo: Type.Boolean(),
    /** The lobby's, the first one first. */
    languages: Type.Array(Language),
    scale: Type.Integer(),
    /** What may be chosen as the reason of a low score; none where the house does not ask. */
    reasons: Type.Array(RatingReason),
    /** Null when nobody is to be asked or thanked. */
    visit: orNull(VisitToRate),
  },
  closed,
);
export type RateView = Static<typeof RateView>;
