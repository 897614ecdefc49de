/** The pictures that a television shows while nobody is called. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SlideList } from '../../../firmware-host/messages/display.ts';
import type { DisplayView } from '../../../firmware-host/messages/views.ts';
import { get } from '../../host/api.ts';

/** While people wait, who was called must be seen again by whoever looked away: rows stand twice as long as a picture. */
const turnsWithPeople = 3;

export class Slides implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** What was asked for last. */
  #list = '';
  #pictures: readonly string[] = [];
  /** Those that could not be shown; forgotten when the pictures change. */
  readonly #broken = new Set<string>();
  #turn = 0;
  #ready: string | null = null;
  #loading: string | null = null;
  #wasConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing to do: what it needs comes with the view.
  }

  /** Takes a snapshot. */
  take({ slides }: DisplayView): void {
    const list = slides?.list ?? '';
    if (list === this.#list) return;
    this.#list = list;
    this.#broken.clear();
    if (list === '') this.#pictures = [];
    else void this.#ask(list);
  }

  /**
   * The picture that has its turn, once it can be shown without a flicker; null while the rows have theirs.
   * @param quietMs how long nobody was called
   */
  now({ slides, waitingTotal }: DisplayView, quietMs: number, isConnected: boolean): string | null {
    // What did not come while the host was away is not broken for that.
    if (isConnected && !this.#wasConnected) this.#broken.clear();
    this.#wasConnected = isConnected;
    if (!isConnected) return null;
    const pictures = this.#pictures.filter((one) => !this.#broken.has(one));
    if (slides === null || pictures.length === 0) return null;
    const sinceMs = quietMs - slides.afterSeconds * 1000;
    const turn = Math.floor(sinceMs / (slides.seconds * 1000));
    const everyTurns = waitingTotal > 0 ? turnsWithPeople : 1;
    if (sinceMs < 0 || turn % everyTurns !== 0) {
      // Fetched before its turn comes.
      this.#load(pictures[this.#turn % pictures.length]);
      return null;
    }
    const index = Math.floor(turn / everyTurns);
    this.#turn = index + 1;
    const wanted = pictures[index % pictures.length];
    this.#load(wanted);
    return this.#ready;
  }

  async #ask(list: string): Promise<void> {
    try {
      const { pictures } = await get<SlideList>('display/slides');
      if (this.#list === list) this.#pictures = pictures;
    } catch {
      // The host is away: the next snapshot asks again.
      if (this.#list === list) this.#list = '';
    }
    this.#host.requestUpdate();
  }

  /** Shows the one before until this one can be drawn; one that cannot is left out. */
  #load(address: string | undefined): void {
    if (address === undefined || address === this.#ready || address === this.#loading) return;
    this.#loading = address;
    void this.#fetch(address);
  }

  async #fetch(address: string): Promise<void> {
    const picture = new Image();
    picture.src = address;
    try {
      await picture.decode();
      if (this.#loading === address) this.#ready = address;
    } catch {
      this.#broken.add(address);
    }
    if (this.#loading === address) this.#loading = null;
    this.#host.requestUpdate();
  }
}
