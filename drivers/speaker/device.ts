/** Speakers as the configuration says them, as far as drivers care: when they are how loud is not their matter. */
import Type, { type Static } from 'typebox';
import { deviceId } from '../device-id.ts';
import { speakerPorts } from '../transport/address.ts';

/** Properties of a speaker that its driver needs. */
export const speakerProperties = {
  id: deviceId,
  model: Type.Literal('espeak-ng', {
    title: 'Recordings, and espeak-ng for what none was made of',
    description: 'Who speaks: espeak-ng is the only one so far',
  }),
  port: Type.String({ minLength: 1, description: `Where it is heard: ${speakerPorts.forms}` }),
};

export const SpeakerDevice = Type.Object(speakerProperties, { additionalProperties: false });
export type SpeakerDevice = Static<typeof SpeakerDevice>;
