/** What a television sounds: one call after the other, none of them cut, and nothing that is over. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DisplaySound } from '../../../firmware-host/messages/display.ts';
import { chime } from './chime.ts';
import { queued, type Said, type Waiting } from './sound-queue.ts';

/** Whoever waits longer has read the screen. */
const waitingMs = 60_000;
/** A call that comes later than this, after a broken line, stands on the screen and is no longer news. */
const freshMs = 20_000;
/** A sound that is not there by then is not waited for: the chime draws the eyes to the screen. */
const fetchMs = 4000;
/** So soon a browser says whether it lets a page sound that nobody has touched. */
const wakeMs = 500;
/** A sound card that was pulled out ends nothing: the clock of the sound stands still. */
const stallMs = 3000;

export class Sounds implements ReactiveController {
  /** The browser lets nothing be heard until somebody has touched the screen. */
  isMute = false;

  readonly #host: ReactiveControllerHost;
  readonly #isOn: () => boolean;
  /** Of the latest snapshot; null before the first one. */
  #heard: ReadonlySet<number> | null = null;
  #waiting: Waiting[] = [];
  #isSounding = false;
  #volume = 0;
  #context: AudioContext | null = null;
  /** Whether the browser has let something be heard already: from then on it always does. */
  #isAllowed = false;
  #isAsked = false;

  /** @param isOn whether this television sounds at all */
  constructor(host: ReactiveControllerHost, isOn: () => boolean) {
    this.#host = host;
    this.#isOn = isOn;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pointerdown', this.#touched);
    addEventListener('keydown', this.#touched);
  }

  hostDisconnected(): void {
    removeEventListener('pointerdown', this.#touched);
    removeEventListener('keydown', this.#touched);
    this.#waiting = [];
    void this.#context?.close();
    this.#context = null;
  }

  /**
   * Takes a snapshot. What the first one has was there before this page; what a later one has a second time was sounded.
   * @param nowMs the host's time
   */
  take(sound: DisplaySound | null, nowMs: number): void {
    const said = sound?.said ?? [];
    const heard = this.#heard;
    this.#heard = new Set(said.map(({ position }) => position));
    this.#volume = sound?.volume ?? 0;
    if (this.#volume === 0 || !this.#isOn()) {
      this.#waiting = [];
      this.#isAsked = false;
      this.#setMute(false);
      return;
    }
    // Whoever sets the screen up should see at once that it is mute, and not at the first call.
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#ask();
    }
    if (heard === null) return;
    const isNew = ({ position, at }: Said) => !heard.has(position) && nowMs - Date.parse(at) < freshMs;
    for (const one of said.filter(isNew)) this.#waiting = queued(this.#waiting, one, performance.now());
    void this.#sound();
  }

  async #sound(): Promise<void> {
    if (this.#isSounding) return;
    this.#isSounding = true;
    for (let one = this.#waiting.shift(); one !== undefined; one = this.#waiting.shift()) {
      // While nothing can be heard, nothing is kept for later either.
      const isOver = performance.now() - one.sinceMs > waitingMs;
      if (!isOver && (await this.#wake())) await this.#play(one);
    }
    this.#isSounding = false;
    this.#rest();
  }

  async #play({ wav }: Said): Promise<void> {
    const context = this.#context;
    if (context === null) return;
    // Half of it sounds half as loud.
    const gain = new GainNode(context, { gain: (this.#volume / 100) ** 2 });
    gain.connect(context.destination);
    try {
      const buffer = await soundOf(context, wav);
      const last = buffer === null ? chime(context, gain) : new AudioBufferSourceNode(context, { buffer });
      if (last instanceof AudioBufferSourceNode) {
        last.connect(gain);
        last.start();
      }
      await endOf(context, last);
    } finally {
      gain.disconnect();
    }
  }

  /** @returns whether something can be heard now */
  async #wake(): Promise<boolean> {
    try {
      this.#context ??= this.#open();
      const { state } = this.#context;
      if (state !== 'running') await Promise.race([this.#context.resume(), after(wakeMs)]);
    } catch {
      // No sound card: the screen says all there is to say, and that it is mute.
      this.#context = null;
    }
    const isAwake = this.#context?.state === 'running';
    // Meanwhile it may have been turned down: then nobody misses anything.
    this.#setMute(this.#isAsked && !isAwake);
    return isAwake;
  }

  /** A browser that was slow to answer, or was touched meanwhile, says so later. */
  #open(): AudioContext {
    const context = new AudioContext();
    context.addEventListener('statechange', () => {
      if (context.state !== 'running') return;
      this.#isAllowed = true;
      this.#setMute(false);
      this.#rest();
    });
    return context;
  }

  #ask(): void {
    void this.#wake().then(() => this.#rest());
  }

  /** A sound card that plays silence all day long costs power, and hums. */
  #rest(): void {
    if (!this.#isSounding && this.#context?.state === 'running') void this.#context.suspend();
  }

  readonly #touched = (): void => {
    if (this.#isAsked && !this.#isAllowed) this.#ask();
  };

  #setMute(isMute: boolean): void {
    if (this.isMute === isMute) return;
    this.isMute = isMute;
    this.#host.requestUpdate();
  }
}

/** Null where the host has no sound for it, or takes too long. */
async function soundOf(context: AudioContext, address: string): Promise<AudioBuffer | null> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), fetchMs);
  try {
    const answer = await fetch(address, { signal: patience.signal });
    if (!answer.ok) return null;
    return await context.decodeAudioData(await answer.arrayBuffer());
  } catch {
    // The host is away, or what it sent is no sound: then the chime is.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves when a sound has ended, or its clock stands still. */
async function endOf(context: AudioContext, sound: AudioScheduledSourceNode): Promise<void> {
  const ended = new Promise<true>((resolve) => {
    sound.addEventListener('ended', () => resolve(true), { once: true });
  });
  for (;;) {
    const before = context.currentTime;
    if (await Promise.race([ended, after(stallMs)])) return;
    if (context.currentTime === before) return;
  }
}

const after = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms));
