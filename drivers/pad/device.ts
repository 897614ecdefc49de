/** Button pads as the configuration says them, as far as drivers care: what a button means is not their matter. */
import Type, { type Static } from 'typebox';
import { deviceId } from '../device-id.ts';
import { padPorts } from '../transport/address.ts';
import { padModels, type PadModelName } from './models.ts';

const models = Object.entries(padModels).map(([name, { title }]) => Type.Literal(name, { title }));

/** Properties of a pad that its driver needs. */
export const padProperties = {
  id: deviceId,
  model: Type.Unsafe<PadModelName>(Type.Union(models)),
  port: Type.String({ minLength: 1, description: `Where the pad is: ${padPorts.forms}` }),
};

export const PadDevice = Type.Object(padProperties, { additionalProperties: false });
export type PadDevice = Static<typeof PadDevice>;
