/** Pieces that requests and views share. Every schema is said once here; its type is derived from it. */
import Type, { type Static } from 'typebox';

/** Closed objects only: an unknown key is somebody's mistake, and a mistake that is not named is never found. */
export const closed = { additionalProperties: false } as const;

/** The same as in config/texts, of which requests and views know nothing; a test holds the two together. */
const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export const Language = Type.Unsafe<(typeof languages)[number]>(Type.Enum([...languages]));
export type Language = Static<typeof Language>;

/** One schema of a kind for every language. */
export const inEachLanguage = <T extends Type.TSchema>(
  make: (language: Language) => T,
): Record<Language, T> =>
  // Object.fromEntries forgets which keys there were.
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>;

/** A name in every language of the lobby; the host fills the gaps, so a page never has to. */
export const Names = Type.Object(
  inEachLanguage(() => Type.String()),
  closed,
);
export type Names = Static<typeof Names>;

/** Promised wait in whole minutes, a range that people can use; null where it cannot be known. */
export const WaitRange = Type.Object({ fromMinutes: Type.Integer(), toMinutes: Type.Integer() }, closed);
export type WaitRange = Static<typeof WaitRange>;

/** `held`: at the counter, while the visitor fetches something; `parked`: until a time; the last three are its ends. */
export const TicketState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('called'),
  Type.Literal('serving'),
  Type.Literal('held'),
  Type.Literal('parked'),
  Type.Literal('finished'),
  Type.Literal('no-show'),
  Type.Literal('cancelled'),
]);
export type TicketState = Static<typeof TicketState>;

/** What kind of claim a visitor has on the next call. */
export const TicketClass = Type.Union([
  Type.Literal('appointment'),
  Type.Literal('priority'),
  Type.Literal('ordinary'),
]);
export type TicketClass = Static<typeof TicketClass>;

/** Why a visitor goes before others. */
export const PriorityReason = Type.Union([
  Type.Literal('elderly'),
  Type.Literal('disabled'),
  Type.Literal('pregnant'),
  Type.Literal('child'),
  Type.Literal('military'),
  Type.Literal('vip'),
]);
export type PriorityReason = Static<typeof PriorityReason>;

/** What a low score was about. */
export const RatingReason = Type.Union([
  Type.Literal('attitude'),
  Type.Literal('speed'),
  Type.Literal('skill'),
  Type.Literal('environment'),
  Type.Literal('result'),
]);
export type RatingReason = Static<typeof RatingReason>;

export const PauseReason = Type.Union([
  Type.Literal('break'),
  Type.Literal('meal'),
  Type.Literal('meeting'),
  Type.Literal('training'),
  Type.Literal('paperwork'),
  Type.Literal('other'),
]);
export type PauseReason = Static<typeof PauseReason>;

/** What a visitor needs beside the number: to be called so that it can be seen, or to be fetched. */
export const Care = Type.Object({ visibly: Type.Boolean(), escort: Type.Boolean() }, closed);
export type Care = Static<typeof Care>;

/** Why a service gives no numbers. */
export const ClosedState = Type.Union([
  Type.Literal('no-day'),
  Type.Literal('day-closed'),
  Type.Literal('evacuation'),
  Type.Literal('by-staff'),
  Type.Literal('not-yet'),
  Type.Literal('break'),
  Type.Literal('over'),
  Type.Literal('closed-today'),
  Type.Literal('full'),
  Type.Literal('full-today'),
  Type.Literal('used-up'),
]);
export type ClosedState = Static<typeof ClosedState>;

/** A word to the lobby, in every language; an emergency takes over displays and boards. */
export const NoticeView = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('ordinary'), Type.Literal('emergency')]),
    texts: Names,
  },
  closed,
);
export type NoticeView = Static<typeof NoticeView>;

export const PrintState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('sending'),
  Type.Literal('printed'),
  Type.Literal('failed'),
  Type.Literal('uncertain'),
  Type.Literal('settled'),
]);
export type PrintState = Static<typeof PrintState>;

/** How sure the host is of a printed ticket: the printer said so, its status was good after it, or bytes merely left. */
export const PrintProof = Type.Union([
  Type.Literal('confirmed'),
  Type.Literal('status-ok'),
  Type.Literal('sent'),
]);
export type PrintProof = Static<typeof PrintProof>;

/**
 * What kept a paper from being printed. `interrupted`: the host itself stopped while bytes were on their way; `too-late`: the
 * visit was over before the paper's turn came.
 */
export const PrintProblem = Type.Union([
  Type.Literal('paper-out'),
  Type.Literal('cover-open'),
  Type.Literal('cutter-jam'),
  Type.Literal('printer-error'),
  Type.Literal('offline'),
  Type.Literal('disconnected'),
  Type.Literal('not-answering'),
  Type.Literal('interrupted'),
  Type.Literal('too-late'),
]);
export type PrintProblem = Static<typeof PrintProblem>;

/** What keeps a device from doing its work; of a printer, the same that keeps a paper from being printed. */
export const DeviceProblem = Type.Union([
  Type.Literal('paper-out'),
  Type.Literal('cover-open'),
  Type.Literal('cutter-jam'),
  Type.Literal('printer-error'),
  Type.Literal('offline'),
  Type.Literal('disconnected'),
  Type.Literal('not-answering'),
  Type.Literal('slow'),
  Type.Literal('refused'),
  Type.Literal('wrong-device'),
  Type.Literal('stuck'),
  Type.Literal('no-voice'),
]);
export type DeviceProblem = Static<typeof DeviceProblem>;

/** Why staff are wanted at a kiosk: somebody has called, or somebody with a number is to be fetched. */
export const KioskAssistReason = Type.Union([Type.Literal('help'), Type.Literal('escort')]);
export type KioskAssistReason = Static<typeof KioskAssistReason>;

/** Nullable, spelled once. */
export const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A moment for people and machines: RFC 3339 in UTC. */
export const Instant = Type.String({ format: 'date-time' });
