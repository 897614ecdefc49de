import type { Closable, Unsubscribe } from '../../drivers/driver.ts';
import type { DeviceProblem } from '../messages/common.ts';
import type { DeviceView } from '../messages/devices.ts';
import { tellChanges } from './watch.ts';

/** What every driver tells of itself, whatever it drives. */
interface Status {
  readonly connected: boolean;
  readonly problem: DeviceProblem | null;
  readonly portFault: string | null;
  readonly paperLow?: boolean;
  readonly isSlow?: boolean;
}

interface Driver extends Closable {
  readonly status: Status;
  onStatus(listener: () => void): Unsubscribe;
}

interface Simulator {
  onChange(listener: () => void): Unsubscribe;
}

export interface Opened<Device, D, S> {
  readonly device: Device;
  readonly driver: D;
  /** Null where there is hardware. */
  readonly simulator: S | null;
}

/** The configured devices of one kind, opened: seen by health and lab, watched, and closed together. */
export class OpenedDevices<
  Device extends { readonly id: string; readonly model: string; readonly port: string },
  D extends Driver,
  S extends Simulator,
> {
  protected readonly opened: readonly Opened<Device, D, S>[];
  readonly #kind: DeviceView['kind'];

  constructor(kind: DeviceView['kind'], opened: readonly Opened<Device, D, S>[]) {
    this.#kind = kind;
    this.opened = opened;
  }

  views(): DeviceView[] {
    return this.opened.map((opened) => this.view(opened));
  }

  simulator(id: string): S | null {
    return this.opened.find(({ device }) => device.id === id)?.simulator ?? null;
  }

  /** Tells of every change between ready, degraded and lost, and of the reason. */
  onState(listener: (view: DeviceView) => void): void {
    for (const opened of this.opened) {
      opened.driver.onStatus(tellChanges(() => this.view(opened), listener));
    }
  }

  /** Tells when a simulated device or its status has changed. */
  onSimulated(listener: () => void): void {
    for (const { driver, simulator } of this.opened) {
      if (simulator === null) continue;
      simulator.onChange(listener);
      driver.onStatus(listener);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map(({ driver }) => driver.close()));
  }

  protected view({ device, driver }: Opened<Device, D, S>): DeviceView {
    const { id, model, port } = device;
    const { problem, portFault, paperLow = false } = driver.status;
    const state = stateOf(driver.status);
    return {
      id,
      kind: this.#kind,
      model,
      port,
      state,
      problem: problem ?? slowness(driver.status),
      portFault,
      paperLow,
      lacking: '',
      unheard: false,
      board: null,
      pad: null,
      speaker: null,
    };
  }
}

function stateOf({ connected, problem, paperLow = false, isSlow = false }: Status): DeviceView['state'] {
  if (!connected || problem === 'not-answering') return 'lost';
  return problem !== null || paperLow || isSlow ? 'degraded' : 'ready';
}

/** What makes it slow says more, where the device knows it. */
const slowness = ({ isSlow = false }: Status): DeviceProblem | null => (isSlow ? 'slow' : null);
