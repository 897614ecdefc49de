import type { ReactiveController, ReactiveControllerHost } from 'lit';

const calmMs = 45_000;
const warningMs = 20_000;
/** Somebody who only ever says "I am still here" is a bag on the screen. */
const staysMax = 10;

export interface IdleEvents {
  readonly onWarn: () => void;
  readonly onGone: () => void;
}

/** Notices that the visitor has gone: a warning after 45 s without a touch, and the end 20 s later. */
export class Idle implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #events: IdleEvents;
  #watching = false;
  #stays = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #goneAtMs: number | null = null;

  constructor(host: ReactiveControllerHost, events: IdleEvents) {
    this.#host = host;
    this.#events = events;
    host.addController(this);
  }

  /** Seconds left while the warning stands, or null. */
  get secondsLeft(): number | null {
    return this.#goneAtMs === null
      ? null
      : Math.max(0, Math.ceil((this.#goneAtMs - performance.now()) / 1000));
  }

  /** Watches only while there is something of a visitor to wipe. */
  watch(wanted: boolean): void {
    if (wanted === this.#watching) return;
    this.#watching = wanted;
    this.#stays = 0;
    this.#start();
  }

  hostConnected(): void {
    window.addEventListener('pointerdown', this.#touched, { capture: true });
    window.addEventListener('keydown', this.#touched, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('pointerdown', this.#touched, { capture: true });
    window.removeEventListener('keydown', this.#touched, { capture: true });
    clearTimeout(this.#timer);
  }

  /** Somebody is here after all. */
  readonly stay = (): void => {
    if (!this.#watching) return;
    if (this.#goneAtMs !== null) this.#stays += 1;
    this.#start();
  };

  // The warning takes its own touches: gone under the finger, it would let the touch through to what lies below.
  readonly #touched = (event: Event): void => {
    if (this.#goneAtMs === null) {
      this.#stays = 0;
      this.stay();
    } else if (event instanceof KeyboardEvent) this.stay();
  };

  #start(): void {
    clearTimeout(this.#timer);
    if (this.#goneAtMs !== null) {
      this.#goneAtMs = null;
      this.#host.requestUpdate();
    }
    if (this.#watching) this.#timer = setTimeout(() => this.#warn(), calmMs);
  }

  #warn(): void {
    if (this.#stays >= staysMax) return this.#end();
    this.#goneAtMs = performance.now() + warningMs;
    this.#host.requestUpdate();
    this.#events.onWarn();
    this.#timer = setTimeout(() => this.#end(), warningMs);
  }

  #end(): void {
    this.#watching = false;
    this.#stays = 0;
    this.#goneAtMs = null;
    this.#events.onGone();
    this.#host.requestUpdate();
  }
}
