/** A pad on a bench: what is done to it by hand, and the driver that tells of it. */
import type { PadProcess } from '../../../drivers/pad/child/process.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import type { PadModel } from '../../../drivers/pad/models.ts';
import type { ButtonPad, ButtonPress, PadStatus } from '../../../drivers/pad/pad.ts';
import type { SimulatedPad } from '../../../drivers/pad/simulated-pad.ts';
import type { PadTiming } from '../../../drivers/pad/timing.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import type { PluggedDevice, Rig, RigMaker } from '../rigs.ts';

/** What is waited for in vain is short, but not so short that a busy machine would be taken for a silent pad. */
export const quickTiming: PadTiming = {
  setUpMs: 3000,
  askMs: 500,
  releaseMs: 300,
  stuckMs: 30_000,
  wrongDeviceMs: 100,
  thanksMs: 300,
};

/** What can be done to a pad and seen of it, without its wire. Every simulator has it; a stand-in of another kind provides it. */
export type PadControls = Pick<
  SimulatedPad,
  'buttons' | 'lights' | 'isSounding' | 'setButton' | 'tap' | 'setFaults' | 'reset' | 'onChange'
>;

/** A pad that is not connected yet, so that its buttons can be held before it is. */
export interface PadStand {
  readonly controls: PadControls;
  /** Wires it to the driver. The rig's `cut` and `mend` are the cable's, or whatever else is the end of this kind of port. */
  plug(): Promise<Rig>;
}

export interface PadContractTerms {
  readonly family: PadModel['family'];
  /** At least five buttons. Lights and sounder are tried where they are; a family without outputs has none. */
  readonly wiring: PadWiring;
  /** A pin or a key that the pad has not; null where there is no such thing. */
  readonly wrongPin: number | null;
  /**
   * What this kind of pad does not do; nothing when left out. `garbage`: there is no noise on its wire. `held-at-start`: it does
   * not tell that a button is held already when it is connected.
   */
  readonly lacks?: readonly ('hung' | 'reset' | 'garbage' | 'held-at-start')[];
  /** Called for each test. */
  stand(): PadStand | Promise<PadStand>;
}

/** A contact that bounces in no time: on a machine that stands still, bounces some ms apart may become a press of their own. */
export const atOnce = { bounceMs: [0, 0, 0, 0, 0, 0] } as const;

/** A simulator on one of the rigs, as a stand. */
export function onRig(makePad: () => PadControls & PluggedDevice, makeRig: RigMaker): () => PadStand {
  return () => {
    const pad = makePad();
    return { controls: pad, plug: () => makeRig(pad) };
  };
}

/** Resolves when the pad's status is as wanted, now or by an event. */
export function padStatus(pad: ButtonPad, isSo: (status: PadStatus) => boolean): Promise<PadStatus> {
  if (isSo(pad.status)) return Promise.resolve(pad.status);
  return new Promise((resolve) => {
    const stop = pad.onStatus((status) => {
      if (!isSo(status)) return;
      stop();
      resolve(status);
    });
  });
}

export const isWell = ({ problem }: PadStatus) => problem === null;
export const isSilent = ({ problem }: PadStatus) => problem === 'not-answering';
export const isCut = ({ problem }: PadStatus) => problem === 'disconnected';
export const isStuck = ({ problem }: PadStatus) => problem === 'stuck';

export interface PadBenchOptions {
  /** A button that is held before the pad is connected. */
  readonly down?: number;
  /** What the configuration says, if other than how the pad is wired. */
  readonly wiring?: PadWiring;
  readonly timing?: Partial<PadTiming>;
}

/** A pad to be tried by hand, the driver on it, and every press in order. */
export class PadBench<Controls extends PadControls = PadControls> {
  readonly controls: Controls;
  readonly pad: KeptPad;
  /** The buttons that were told, and when. */
  readonly presses: number[] = [];
  readonly told: ButtonPress[] = [];
  readonly #rig: Rig;
  #releases = 0;

  constructor(controls: Controls, rig: Rig, pad: KeptPad) {
    this.controls = controls;
    this.#rig = rig;
    this.pad = pad;
    pad.onPress((press) => {
      this.presses.push(press.button);
      this.told.push(press);
    });
  }

  static async on(
    { family, wiring }: Pick<PadContractTerms, 'family' | 'wiring'>,
    stand: PadStand,
    child: PadProcess,
    options: PadBenchOptions = {},
  ): Promise<PadBench> {
    const { controls } = stand;
    if (options.down !== undefined) controls.setButton(options.down, true);
    const rig = await stand.plug();
    const timing = { ...quickTiming, ...options.timing };
    const pad = new KeptPad(family, options.wiring ?? wiring, rig.transport, { process: child, timing });
    return new PadBench(controls, rig, pad);
  }

  async ready(): Promise<this> {
    await padStatus(this.pad, isWell);
    return this;
  }

  /** Presses a button and resolves when the driver has told of it; what came before it has been told by then. */
  press(button: number): Promise<ButtonPress> {
    const told = this.pressOf(button);
    this.controls.setButton(button, true);
    return told;
  }

  pressOf(button: number): Promise<ButtonPress> {
    return new Promise((resolve) => {
      const stop = this.pad.onPress((press) => {
        if (press.button !== button) return;
        stop();
        resolve(press);
      });
    });
  }

  /**
   * Lets a button go, and resolves when it has been up for longer than a release takes, also for a driver that has heard of it late;
   * one of the last two buttons is pressed meanwhile.
   */
  async release(button: number): Promise<void> {
    this.controls.setButton(button, false);
    // What comes over a wire comes in order: once another finger is told, the driver knows of the release.
    const other = this.controls.buttons.length - 1 - (this.#releases % 2);
    this.#releases += 1;
    await this.press(other);
    // From then on that finger is the clock.
    this.controls.tap(other, quickTiming.releaseMs * 2);
    await this.seen(() => this.controls.buttons[other] === false);
  }

  /** Resolves when something is so on the pad's side. */
  seen(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.controls.onChange(() => {
        if (!isSo()) return;
        stop();
        resolve();
      });
    });
  }

  async cut(): Promise<void> {
    await this.#rig.cut();
    await padStatus(this.pad, isCut);
  }

  async mend(): Promise<void> {
    await this.#rig.mend();
    await this.ready();
  }

  async close(): Promise<void> {
    await this.pad.close();
    await this.#rig.close();
  }
}

/** Opens a bench on a new stand; it is closed at the end of the test. */
export type OpenBench = (options?: PadBenchOptions) => Promise<PadBench>;
