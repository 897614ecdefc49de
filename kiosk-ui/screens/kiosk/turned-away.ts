/** Whoever got no number because the host could not be reached is counted afterwards: a lobby has to know whom it sent away. */
import { Refused, Unreachable, press, send } from '../../host/api.ts';

/** One person's retries within minutes are one attempt. */
const sameVisitorMs = 180_000;

export class TurnedAway {
  readonly #pending: string[] = [];
  readonly #notedAtMs = new Map<string, number>();
  #telling = false;

  /** @param letter of the service that was asked for */
  note(letter: string): void {
    const now = performance.now();
    const before = this.#notedAtMs.get(letter);
    if (before !== undefined && now - before < sameVisitorMs) return;
    this.#notedAtMs.set(letter, now);
    this.#pending.push(letter);
  }

  /** Whoever got a number after all was not turned away. */
  forget(letter: string): void {
    const at = this.#pending.indexOf(letter);
    if (at !== -1) this.#pending.splice(at, 1);
    this.#notedAtMs.delete(letter);
  }

  /** To be called when the host is there; what cannot be told is told next time. */
  async tell(kiosk: string): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let letter = this.#pending[0]; letter !== undefined; letter = this.#pending[0]) {
        await send(press(`kiosks/${kiosk}/blocked`, { service: letter }), () => undefined);
        this.#pending.shift();
      }
    } catch (fault) {
      // A service that the lobby no longer knows would be refused for ever.
      if (fault instanceof Refused) this.#pending.shift();
      else if (!(fault instanceof Unreachable)) throw fault;
    } finally {
      this.#telling = false;
    }
  }
}
