/** A list that the host tells when asked, and again whenever something has happened in the lobby. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Refused, Unreachable, get } from '../../host/api.ts';

const againMs = 2000;
/** A refusal stays one for a while: what was asked for has to change first. */
const refusedMs = 10_000;
/** Something happens all the time in a full lobby: nobody reads a list that is new each moment. */
const restMs = 1000;

export class Loaded<View> implements ReactiveController {
  /** Null until it has been told. */
  view: View | null = null;
  /** Why it has not been told: the code of a refusal, or `unreachable`; null while it is, or is on its way. */
  trouble: string | null = null;

  readonly #host: ReactiveControllerHost;
  #path = '';
  #position = -1;
  #isLoading = false;
  #isStale = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #limitMs: number | undefined;

  /** @param limitMs how long an answer may take, where that is long */
  constructor(host: ReactiveControllerHost, limitMs?: number) {
    this.#host = host;
    this.#limitMs = limitMs;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#path !== '') this.#load();
  }

  hostDisconnected(): void {
    clearTimeout(this.#again);
  }

  /**
   * To be told each time before it is drawn.
   * @param position of the latest snapshot: when it moves on, the list may have changed
   */
  follow(path: string, position: number): void {
    if (path === this.#path && position === this.#position) return;
    const isOther = path !== this.#path;
    if (isOther) {
      this.view = null;
      this.trouble = null;
    }
    this.#path = path;
    this.#position = position;
    if (isOther) this.#load();
    else this.#later(restMs);
  }

  #later(ms: number): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#load(), ms);
  }

  #load(): void {
    clearTimeout(this.#again);
    if (this.#isLoading) {
      this.#isStale = true;
      return;
    }
    void this.#ask(this.#path);
  }

  async #ask(path: string): Promise<void> {
    this.#isLoading = true;
    this.#isStale = false;
    try {
      const view = await get<View>(path, this.#limitMs);
      if (path === this.#path) {
        this.view = view;
        this.trouble = null;
      }
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      if (path === this.#path) this.trouble = fault instanceof Refused ? fault.code : 'unreachable';
      this.#later(fault instanceof Refused ? refusedMs : againMs);
    } finally {
      this.#isLoading = false;
      this.#host.requestUpdate();
      if (this.#isStale) this.#load();
    }
  }
}
