/** How speakers and their voice are opened. */
import { parseAddress, speakerPorts } from '../transport/address.ts';
import { DeviceFault } from '../driver.ts';
import type { SpeakerDevice } from './device.ts';
import { HouseVoice, type VoiceOptions } from './house-voice.ts';
import { KeptSpeaker, type KeptSpeakerOptions } from './kept-speaker.ts';
import { alsaOutput, type AlsaOptions } from './output/alsa.ts';
import { pagesSpeaker } from './output/pages.ts';
import { SimulatedSpeaker } from './output/simulator.ts';
import type { Speaker, Voice } from './speaker.ts';

/** Recordings where there are some, else espeak-ng. Returns at once: nothing is looked for before something is to be said. */
export const openVoice = (options: VoiceOptions = {}): Voice => new HouseVoice(options);

export interface OpenSpeakerOptions extends Omit<KeptSpeakerOptions, 'playing'> {
  readonly alsa?: AlsaOptions;
}

export interface OpenedSpeaker {
  readonly speaker: Speaker;
  /** The speaker itself, where the port is `simulated:`; null elsewhere. `speaker.close()` leaves it alone. */
  readonly simulator: SimulatedSpeaker | null;
}

/**
 * Opens a configured speaker. Returns at once: whether anything can be heard is tried in the background, now and after every
 * fault, and `status` tells how it is. At a `pages:` port nothing is played here: the host serves the sound to televisions.
 * @throws DeviceFault `bad-address` when `port` cannot be understood
 */
export function openSpeaker(device: SpeakerDevice, options: OpenSpeakerOptions): OpenedSpeaker {
  const address = parseAddress(device.port, undefined, speakerPorts);
  const { kind } = address;
  if (kind === 'alsa')
    return { speaker: new KeptSpeaker(alsaOutput(address, options.alsa), options), simulator: null };
  if (kind === 'pages') return { speaker: pagesSpeaker, simulator: null };
  if (kind === 'simulated') {
    const simulator = new SimulatedSpeaker({ pace: address.pace, graceMs: options.alsa?.graceMs });
    const playing = simulator.tell.bind(simulator);
    return { speaker: new KeptSpeaker(simulator, { ...options, playing }), simulator };
  }
  throw new DeviceFault(
    'bad-address',
    `port "${device.port}" is none of a speaker; use ${speakerPorts.forms}`,
  );
}
