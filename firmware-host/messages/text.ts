/** Pieces of requests: what people may write, and how they say when and how many. */
import Type, { type Static, type TUnion, type TLiteral } from 'typebox';
import { closed, inEachLanguage } from './common.ts';

/** Nothing that controls a terminal, turns the direction of the text around it, or is half a character. */
const controls = '\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff';

/** One line without spaces at its ends. */
export const line = (maxLength: number, description: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: `^(?=\\S)[^\\u0000-\\u001f${controls}]*(?<=\\S)$`,
    description: `${description}; one line of at most ${maxLength} characters`,
  });

export const PERSONAL_TEXT_MAX = 2000;

/** What is about a person: it is kept outside the journal, where it can be erased. */
export const personalText = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: PERSONAL_TEXT_MAX,
    pattern: `^(?=[\\s\\S]*\\S)[^\\u0000-\\u0009\\u000b-\\u001f${controls}]*$`,
    description: `${description}; at most ${PERSONAL_TEXT_MAX} characters. Kept outside the journal, and can be erased.`,
  });

/** Why staff do something. It is journalled for good, so it names nobody. */
export const Reason = line(200, 'Why, in words that name nobody');

export const ServiceLetter = Type.String({
  minLength: 1,
  maxLength: 8,
  description: "The service's letter, such as A.",
});

export const KioskId = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "The kiosk's id; the first one if left out.",
});

export const CounterId = Type.String({ minLength: 1, maxLength: 64, description: "The counter's id." });

export const AgentId = line(64, "The agent's id");

/** Of which only a keyed hash is kept. */
export const VisitorNumber = line(
  64,
  'By which the house knows the visitor again, such as a customer or house number',
);

/** A moment as RFC 3339 has it. */
export const moment = (description: string) =>
  Type.String({ format: 'date-time', maxLength: 40, description: `${description}, as RFC 3339 has it` });

export const Minutes = Type.Integer({ minimum: 1, maximum: 1440, description: 'For how many minutes.' });

export const PartySize = Type.Integer({
  minimum: 1,
  maximum: 99,
  description: 'People in the party; 1 if left out.',
});

/** Words for visitors, by language. */
export const wordsByLanguage = (description: string) =>
  Type.Object(
    inEachLanguage((language) => Type.Optional(line(200, `In ${language}`))),
    { ...closed, description: `${description}; in the first language of the lobby at least.` },
  );

/** One of a list, refused with the list: a union of literals would be refused with one fault for each. */
export function oneOf<const T extends string>(values: readonly T[]) {
  return Type.Unsafe<T>(Type.Enum([...values]));
}

/** The same, of a list that a view has said already. */
export const oneOfUnion = <T extends TLiteral<string>[]>(union: TUnion<T>) =>
  oneOf(union.anyOf.map((literal) => literal.const) as Static<TUnion<T>>[]);
