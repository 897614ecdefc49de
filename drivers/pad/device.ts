/** Rating pads as the configuration says them. */
import Type, { type Static } from 'typebox';
import { deviceId } from '../device-id.ts';
import { ownPorts } from '../transport/address.ts';
import { padModels, type PadModelName } from './models.ts';

/** A rating pad in the configuration. Where it says no `pins`, whoever reads the configuration decides; `openPad` needs them. */
export const PadDevice = Type.Object(
  {
    id: deviceId,
    counter: Type.String({ description: 'The id of the counter where the pad lies' }),
    model: Type.Unsafe<PadModelName>(
      Type.Union(Object.entries(padModels).map(([name, { title }]) => Type.Literal(name, { title }))),
    ),
    port: Type.String({ minLength: 1, description: `Where the pad is: ${ownPorts.forms}` }),
    pins: Type.Optional(
      Type.Array(
        Type.Integer({ minimum: 2, maximum: 19, description: 'A pin that a button can be on: 2 to 19' }),
        {
          minItems: 1,
          maxItems: 10,
          uniqueItems: true,
          description: 'The pin of each button, the best score first',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PadDevice = Static<typeof PadDevice>;
