import type { SpeakerSounds } from '../../config/speaker-schema.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import { DeviceFault } from '../../drivers/driver.ts';
import { openSpeaker, openVoice } from '../../drivers/speaker/open.ts';
import type { SimulatedSpeaker } from '../../drivers/speaker/output/simulator.ts';
import type { Announcement, Speaker, SpeakerStatus, Voice } from '../../drivers/speaker/speaker.ts';
import type { DeviceView, TestSound } from '../messages/devices.ts';
import type { SimulatedSpeakerView } from '../messages/lab.ts';
import { OpenedDevices, type Opened } from './opened-devices.ts';

export type SpeakerConfig = LobbyConfig['devices']['speakers'][number];

/** A test waits for the calls before it, and for no longer than a technician does. */
const TEST_MS = 30_000;

export interface SpeakersOptions {
  /** Where phrases that were made are kept; null for nowhere. */
  readonly dir: string | null;
  /** Told what the technician should know, each once. */
  readonly remark: (text: string) => void;
}

/** What can be heard in the lobby: sound cards of this machine, and the pages of its televisions. */
export class Speakers extends OpenedDevices<SpeakerConfig, Speaker, SimulatedSpeaker> {
  readonly #voices: ReadonlyMap<string | null, Voice>;
  readonly #percents = new Map<string, number>();
  #lastAt: string | null = null;

  constructor(devices: readonly SpeakerConfig[], { dir, remark }: SpeakersOptions) {
    // Recordings belong to a voice: speakers that have the same ones share it, and a lobby without speakers has one for kiosks.
    const wanted = new Set(devices.length === 0 ? [null] : devices.map(({ clips }) => clips));
    const voices = new Map([...wanted].map((clips) => [clips, openVoice({ dir, clips, remark })]));
    super(
      'speaker',
      devices.flatMap((device) => {
        const voice = voices.get(device.clips);
        if (voice === undefined) return [];
        const { speaker: driver, simulator } = openSpeaker(device, { voice });
        return [{ device, driver, simulator }];
      }),
    );
    this.#voices = voices;
  }

  /** Who speaks for pages: with the recordings of the televisions' speaker, where they have one. */
  get voice(): Voice {
    const clips = (this.#pages() ?? this.opened[0]?.device)?.clips ?? null;
    const voice = this.#voices.get(clips);
    if (voice === undefined) throw new DeviceFault('bad-address', 'a speaker has no voice');
    return voice;
  }

  /** How loud televisions are now, in percent; null where none of them sounds. */
  get pagesPercent(): number | null {
    const pages = this.#pages();
    return pages === undefined ? null : (this.#percents.get(pages.id) ?? 0);
  }

  /** Puts it in every queue. A speaker that fails is its own matter. @param at as RFC 3339 */
  say(announcement: Announcement, at: string): void {
    this.#lastAt = at;
    for (const { driver } of this.opened) driver.say(announcement);
  }

  setVolumes(volumeOf: (volume: SpeakerSounds['volume']) => number): void {
    for (const { device, driver } of this.opened) {
      const percent = volumeOf(device.volume);
      if (this.#percents.get(device.id) === percent) continue;
      this.#percents.set(device.id, percent);
      driver.setVolume(percent);
    }
  }

  /** Whether what it says is sounded by televisions. */
  isPages(id: string): boolean {
    return this.#pages()?.id === id;
  }

  /** Says it on one speaker, in turn with the calls; resolves when it has come to its end there, or cannot. */
  async test(id: string, announcement: Announcement): Promise<TestSound | null> {
    const driver = this.opened.find(({ device }) => device.id === id)?.driver;
    if (driver === undefined) return null;
    if (!driver.status.connected) return failed(driver.status);
    const { promise, resolve } = Promise.withResolvers<TestSound>();
    let isHeard = false;
    const stop = driver.onStatus((status) => {
      if (status.speaking === announcement.id) isHeard = true;
      else if (isHeard) resolve(outcomeOf(status));
      else if (!status.connected) resolve(failed(status));
    });
    const patience = setTimeout(() => resolve({ state: 'failed', problem: 'slow' }), TEST_MS);
    try {
      driver.say(announcement);
      return await promise;
    } finally {
      clearTimeout(patience);
      stop();
    }
  }

  /** The simulated ones with what they played. */
  simulated(): SimulatedSpeakerView[] {
    return this.opened.flatMap((opened) => {
      const { simulator } = opened;
      if (simulator === null) return [];
      const { faults, isPlaying, played } = simulator;
      return [
        {
          device: this.view(opened),
          faults,
          isPlaying,
          played: played.map(({ place, announcement, sound }) => ({
            place,
            texts: announcement?.phrases.map(({ text }) => text) ?? [],
            times: announcement?.times ?? 1,
            ms: lengthMs(sound),
          })),
        },
      ];
    });
  }

  /** What a simulated speaker played; null where that is forgotten. */
  played(id: string, place: number): Uint8Array | null {
    return this.simulator(id)?.played.find((one) => one.place === place)?.sound ?? null;
  }

  override async close(): Promise<void> {
    await super.close();
    await Promise.all([...this.#voices.values()].map((voice) => voice.close()));
  }

  protected override view(opened: Opened<SpeakerConfig, Speaker, SimulatedSpeaker>): DeviceView {
    const { device, driver } = opened;
    const view = super.view(opened);
    return {
      ...view,
      problem: view.problem ?? (driver.status.connected ? null : 'disconnected'),
      speaker: {
        percent: this.#percents.get(device.id) ?? 0,
        volume: device.volume.map((one) => ({ ...one })),
        lastAt: this.#lastAt,
      },
    };
  }

  #pages(): SpeakerConfig | undefined {
    return this.opened.find(({ device }) => device.port.startsWith('pages:'))?.device;
  }
}

const failed = ({ problem }: SpeakerStatus): TestSound => ({
  state: 'failed',
  problem: problem ?? 'disconnected',
});

/** Where nobody could speak, the chime was heard. */
function outcomeOf(status: SpeakerStatus): TestSound {
  const { connected, problem } = status;
  if (!connected || problem === 'not-answering') return failed(status);
  return problem === null ? { state: 'played', problem } : { state: 'chimed', problem };
}

/** Of a RIFF WAVE of 16 bit, mono, 22,050 Hz behind a head of 44 bytes. */
const lengthMs = (wav: Uint8Array): number => Math.round(((wav.length - 44) / 44_100) * 1000);
