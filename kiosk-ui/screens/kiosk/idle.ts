import type { ReactiveController, ReactiveControllerHost } from 'lit';

const calmMs = 45_000;
const warningMs = 20_000;

/** Notices that the visitor has gone: a warning after 45 s without a touch, and the end 20 s later. */
export class Idle implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onGone: () => void;
  #watching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #goneAtMs: number | null = null;

  constructor(host: ReactiveControllerHost, onGone: () => void) {
    this.#host = host;
    this.#onGone = onGone;
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
    if (this.#watching) this.#start();
  };

  // The warning takes its own touches: gone under the finger, it would let the touch through to what lies below.
  readonly #touched = (event: Event): void => {
    if (this.#goneAtMs === null || event instanceof KeyboardEvent) this.stay();
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
    this.#goneAtMs = performance.now() + warningMs;
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => {
      this.#watching = false;
      this.#goneAtMs = null;
      this.#onGone();
      this.#host.requestUpdate();
    }, warningMs);
  }
}
