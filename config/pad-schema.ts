/** Button pads, as the file says them. */
import Type, { type Static } from 'typebox';
import { padProperties } from '../drivers/pad/device.ts';
import { padModels } from '../drivers/pad/models.ts';
import { closed, optional } from './schema-parts.ts';

/** What a button can do beside rating: a deed of the agent at its counter, or the silent call for help. */
export const padDeeds = [
  'call-next',
  'recall',
  'start',
  'finish',
  'no-show',
  'hold',
  'ready',
  'call-staff',
] as const;
export type PadDeed = (typeof padDeeds)[number];

const scores = Array.from({ length: 10 }, (_, index) => `rate:${index + 1}` as const);

const ranges = Object.entries(padModels).flatMap(([model, { pins }]) =>
  pins === null ? [] : [{ model, ...pins }],
);

/** Pins that some model has; which ones it is, its row in the table says. */
export const pinRange = {
  from: Math.min(...ranges.map(({ from }) => from)),
  to: Math.max(...ranges.map(({ to }) => to)),
};

const whichPins = `${ranges.map(({ model, from, to }) => `${from} to ${to} of ${model}`).join(', ')}; 0 and 1 of an Arduino are its USB cable`;

const pin = (what: string) =>
  Type.Integer({ minimum: pinRange.from, maximum: pinRange.to, description: `${what}: ${whichPins}` });

const PadButton = Type.Object(
  {
    pin: Type.Optional(pin('The pin of the button, where the pad has pins')),
    key: Type.Optional(
      Type.String({
        description: 'The key, where the pad has keys, as Linux names it: 1, KP1, F13, ENTER, UP …',
      }),
    ),
    does: Type.Enum([...scores, ...padDeeds], {
      description: 'What a press means: a score, the best one of the scale the highest, or a deed',
    }),
    counter: optional(
      Type.String({ description: 'The id of the counter that it is about' }),
      'that of the pad',
    ),
  },
  { ...closed, description: "A button, like { pin: 7, does: call-next } or { key: KP5, does: 'rate:5' }" },
);

/** A pad says either `pins`, for a pad that only rates, or `buttons`. */
export const Pad = Type.Object(
  {
    ...padProperties,
    counter: optional(
      Type.String({ description: 'The id of the counter where the pad lies' }),
      'each button says its own',
    ),
    pins: optional(
      Type.Array(pin('A pin that a button is on'), {
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
        description: 'Of a pad that only rates, the pin of each button, the best score first',
      }),
      'of an Arduino from 2 on, one for each score',
    ),
    buttons: optional(
      Type.Array(PadButton, {
        minItems: 1,
        maxItems: 40,
        description: 'Of any other pad, its buttons, like - { pin: 7, does: call-next }',
      }),
      'as pins says',
    ),
    lights: optional(
      Type.Object(
        {
          armed: Type.Optional(pin('The pin of the light that asks for a rating')),
          thanks: Type.Optional(pin('The pin of the light that says thank you')),
        },
        { ...closed, description: 'Lights on the pad, like { armed: 11, thanks: 12 }' },
      ),
      'none',
    ),
    buzzer: optional(pin('The pin of a sounder that sounds while the pin is high'), 'none'),
  },
  closed,
);
export type Pad = Static<typeof Pad>;

/** What a press of a button means, and at which counter. `score` counts from 1, the worst. */
export type PadMeaning =
  | { readonly does: 'rate'; readonly score: number; readonly counter: string }
  | { readonly does: PadDeed; readonly counter: string };
