import type { LobbyConfig } from '../../config/schema.ts';
import type { DeviceView } from '../messages/devices.ts';
import { Boards } from './boards.ts';
import { Pads } from './pads.ts';
import { Printers } from './printers.ts';
import { Speakers, type SpeakersOptions } from './speakers.ts';

/** Everything at the end of a cable. */
export class Devices {
  readonly printers: Printers;
  readonly boards: Boards;
  readonly pads: Pads;
  readonly speakers: Speakers;

  constructor(devices: LobbyConfig['devices'], speech: SpeakersOptions) {
    this.printers = new Printers(devices.printers);
    this.boards = new Boards(devices.boards);
    this.pads = Pads.open(devices.pads);
    this.speakers = new Speakers(devices.speakers, speech);
  }

  views(): DeviceView[] {
    return this.#all.flatMap((devices) => devices.views());
  }

  /** Tells of every change between ready, degraded and lost, and of the reason. */
  onState(listener: (view: DeviceView) => void): void {
    for (const devices of this.#all) devices.onState(listener);
  }

  /** Tells when a simulated device or its status has changed. */
  onSimulated(listener: () => void): void {
    for (const devices of this.#all) devices.onSimulated(listener);
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((devices) => devices.close()));
  }

  get #all() {
    return [this.printers, this.boards, this.pads, this.speakers] as const;
  }
}
