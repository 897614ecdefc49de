/** LED boards as the configuration says them. */
import Type, { type Static } from 'typebox';
import { deviceId } from '../device-id.ts';
import { linePorts } from '../transport/address.ts';
import { boardModels, type BoardModelName } from './models.ts';
import { FrameTemplate } from './template/template.ts';
import { defaultBoardTiming } from './timing.ts';

/** An LED board in the configuration. Which sizes a model takes, and which it brings, is checked by whoever reads it. */
export const BoardDevice = Type.Object(
  {
    id: deviceId,
    model: Type.Unsafe<BoardModelName>(
      Type.Union(Object.entries(boardModels).map(([name, { title }]) => Type.Literal(name, { title }))),
    ),
    port: Type.String({
      minLength: 1,
      description: `Where the board is: ${linePorts.forms}. Boards with the same port share its line`,
    }),
    address: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 255,
        description: 'What the board answers to on its line, from 0 to 255',
        otherwise: 'what its maker has set',
      }),
    ),
    widthDots: Type.Optional(
      Type.Integer({
        minimum: 32,
        maximum: 1024,
        multipleOf: 8,
        description:
          'How wide a board of dots is: its lights from left to right, from 32 to 1024 in steps of 8',
        otherwise: '128',
      }),
    ),
    heightDots: Type.Optional(
      Type.Integer({
        minimum: 16,
        maximum: 256,
        multipleOf: 16,
        description:
          'How high a board of dots is: its lights from top to bottom, 16 to a line of text, at most 256',
        otherwise: '64',
      }),
    ),
    columns: Type.Optional(
      Type.Integer({
        minimum: 4,
        maximum: 125,
        description: 'How many characters an Alpha sign shows in a line, from 4 to 125',
        otherwise: '16',
      }),
    ),
    rows: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2,
        description: 'How many lines an Alpha sign has, 1 or 2',
        otherwise: '1',
      }),
    ),
    template: Type.Optional(FrameTemplate),
    answerMs: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 5000,
        description: 'How long the board is given for an answer, in ms, from 20 to 5000',
        otherwise: String(defaultBoardTiming.answerMs),
      }),
    ),
    repaintSeconds: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 3600,
        description:
          'Within so long everything is sent to it once more, in seconds, from 2 to 3600; longer where that makes it flicker',
        otherwise: '4, and 60 for Alpha signs',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BoardDevice = Static<typeof BoardDevice>;
