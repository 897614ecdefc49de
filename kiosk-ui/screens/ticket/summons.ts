/** How a telephone makes itself felt when its visitor is called: it shakes, it rings if it was allowed to, its page flashes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { Chime, summons } from '../../host/chime.ts';
import { momentOf } from './moments.ts';

const nudgeMs = [200, 120, 200];
/** Who cannot hear has to feel it through a coat. */
const shakeMs = [500, 200, 500, 200, 500, 200, 500];
/** At one flash a second. */
const flashMs = 8000;

type Call = Pick<FollowView, 'state' | 'calls' | 'ahead' | 'ticket'>;

/** What the visitor should notice about a new view: each call once, each recall again. */
export function noticeOf(before: Call | null, view: Call): 'call' | 'near' | null {
  if (view.state === 'called') return before?.state !== 'called' || view.calls > before.calls ? 'call' : null;
  const isNear = view.state === 'waiting' && momentOf(view) !== 'waiting';
  return isNear && before !== null && momentOf(before) !== momentOf(view) ? 'near' : null;
}

export class Summons implements ReactiveController {
  /** Whether the page flashes, because of a call that is a few seconds old. */
  isFresh = false;
  /** Whether the visitor wants it to ring. Not kept: browsers let a page sound only after a touch of this very page. */
  rings = false;
  /** Whether the screen can be kept from going dark, which browsers allow on secure addresses only. */
  readonly staysLit = 'wakeLock' in navigator;

  readonly #host: ReactiveControllerHost;
  readonly #chime = new Chime(summons, () => undefined);
  #before: Call | null = null;
  #lock: WakeLockSentinel | null = null;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#light);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#light);
    clearTimeout(this.#calm);
    this.#dim();
  }

  follow(view: Call): void {
    const before = this.#before;
    const notice = noticeOf(before, view);
    this.#before = view;
    this.#light();
    if (notice !== 'call' && view.state !== 'called') this.isFresh = false;
    if (notice === null) return;
    if (notice === 'call') this.#flash();
    // A page that has just been opened, on a call that is old: its visitor is looking at it.
    if (before === null) return;
    // Telephones without a motor, or not touched yet, simply do not move; the page says it in any case.
    navigator.vibrate?.(view.ticket.care.visibly ? shakeMs : nudgeMs);
    if (this.rings) void this.#chime.play();
  }

  /** To be called from a touch. What was switched on is heard at once: so its owner knows how loud the telephone is set. */
  readonly toggle = (): void => {
    this.rings = !this.rings;
    if (this.rings) void this.#chime.play();
    this.#light();
    this.#host.requestUpdate();
  };

  #flash(): void {
    clearTimeout(this.#calm);
    this.isFresh = true;
    this.#calm = setTimeout(() => {
      this.isFresh = false;
      this.#host.requestUpdate();
    }, flashMs);
  }

  /** Keeps the screen lit while somebody waits for a ring; the browser takes the lock away from a page that is hidden. */
  readonly #light = (): void => {
    const isWanted = this.rings && (this.#before?.state === 'waiting' || this.#before?.state === 'called');
    if (!isWanted) this.#dim();
    else if (this.staysLit && !document.hidden && (this.#lock === null || this.#lock.released))
      void this.#ask();
  };

  async #ask(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock.request('screen');
    } catch {
      // Refused, as on a battery that is nearly empty: the screen goes dark as it always does.
      this.#lock = null;
    }
  }

  #dim(): void {
    const lock = this.#lock;
    this.#lock = null;
    lock?.release().catch(() => undefined);
  }
}
