/** A view that stays true: whole snapshots over server-sent events, so that a page can fall behind but never drift. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Refused, get } from './api.ts';

/** Two beats of five seconds missed: the connection is dead, whatever the socket believes. */
const silenceMs = 11_000;
const reopenMs = 1500;
/** After a refusal (an unknown ticket, a counter not configured) the host is asked rarely: somebody may set it right. */
const refusedMs = 10_000;

export class Live<View extends object> implements ReactiveController {
  /** The latest snapshot; kept while the connection is lost, since an old truth with its time is better than none. */
  view: View | null = null;
  /** Committed position of the snapshot. */
  position = 0;
  connected = false;
  /** Code of the refusal when the host knows no such view. */
  refusal: string | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #onView: (view: View) => void;
  readonly #path: string;
  readonly #heardHidden: boolean;
  #source: EventSource | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #reopen: ReturnType<typeof setTimeout> | undefined;
  #hostTimeMs = Date.now();
  #heardAtMs = performance.now();

  /** @param options.heardHidden whether the page listens on while nobody sees it: a telephone in a pocket has to ring */
  constructor(
    host: ReactiveControllerHost,
    path: string,
    onView: (view: View) => void = () => undefined,
    { heardHidden = false }: { readonly heardHidden?: boolean } = {},
  ) {
    this.#host = host;
    this.#path = path;
    this.#onView = onView;
    this.#heardHidden = heardHidden;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#visibility);
    this.#visibility();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#visibility);
    this.#close();
  }

  /** Puts in the answer to a command, which is as true as a snapshot, unless a later snapshot overtook it. */
  adopt(view: View): void {
    if (this.view !== null && momentOf(view) < momentOf(this.view)) return;
    this.view = view;
    this.#host.requestUpdate();
  }

  /** The host's wall clock, ms since 1970: a kiosk's own may be years off. */
  nowMs(): number {
    return this.#hostTimeMs + performance.now() - this.#heardAtMs;
  }

  /** When the host was last heard, by its own clock: a telephone's stands still while it sleeps. */
  heardMs(): number {
    return this.#hostTimeMs;
  }

  /** How long ago the host was last heard, ms. */
  quietMs(): number {
    return performance.now() - this.#heardAtMs;
  }

  // HTTP/1.1 allows a browser six connections to one host: a page that nobody sees must not hold one.
  readonly #visibility = (): void => {
    if (document.hidden && !this.#heardHidden) this.#close();
    else if (this.#source === null) this.#open();
    // Whatever slept may still believe in a connection that is long gone.
    else if (!document.hidden && this.#heardHidden) this.#reopenNow();
  };

  #reopenNow(): void {
    this.#close();
    this.#open();
  }

  #open(): void {
    clearTimeout(this.#reopen);
    if (this.#path === '') return;
    const source = new EventSource(`/api/v1/live/${this.#path}`);
    this.#source = source;
    source.addEventListener('snapshot', (event: MessageEvent<string>) => {
      const view = JSON.parse(event.data) as View;
      this.position = Number(event.lastEventId) || this.position;
      this.view = view;
      this.refusal = null;
      this.#heard(momentOf(view));
      this.#onView(view);
    });
    source.addEventListener('beat', (event: MessageEvent<string>) => {
      const beat = JSON.parse(event.data) as { now?: unknown };
      this.#heard(beat.now);
    });
    source.addEventListener('error', () => this.#lost(source));
    this.#listen();
  }

  #heard(now: unknown): void {
    if (typeof now === 'string' && now !== '') this.#hostTimeMs = Date.parse(now);
    this.#heardAtMs = performance.now();
    this.connected = true;
    this.#listen();
    this.#host.requestUpdate();
  }

  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#close();
      this.#visibility();
    }, silenceMs);
  }

  #lost(source: EventSource): void {
    this.connected = false;
    this.#host.requestUpdate();
    // The browser reconnects by itself after a broken stream, but gives up for good after an answer that is no stream.
    if (source.readyState !== EventSource.CLOSED) return;
    this.#close();
    this.#reopen = setTimeout(this.#visibility, reopenMs);
    this.#askWhy();
  }

  #askWhy(): void {
    get(this.#path).catch((fault: unknown) => {
      if (!(fault instanceof Refused) || fault.status !== 404) return;
      clearTimeout(this.#reopen);
      this.#reopen = setTimeout(this.#visibility, refusedMs);
      this.refusal = fault.code;
      this.#host.requestUpdate();
    });
  }

  #close(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#reopen);
    this.#source?.close();
    this.#source = null;
    if (this.connected) {
      this.connected = false;
      this.#host.requestUpdate();
    }
  }
}

/** The host's time of a view; views without one compare as equal. */
const momentOf = (view: object): string => ('now' in view && typeof view.now === 'string' ? view.now : '');
