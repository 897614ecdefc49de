/** The contacts of a pad's buttons. Pure, like each of them. */
import { Contact, type ContactTiming } from './contact.ts';

export class Contacts {
  readonly #contacts: readonly Contact[];

  constructor(buttons: number, timing: ContactTiming) {
    this.#contacts = Array.from({ length: buttons }, () => new Contact(timing));
  }

  /** As `Contact.level`; of a button that there is not, nothing. */
  level(button: number, isClosed: boolean, atMs: number): boolean {
    return this.#contacts[button]?.level(isClosed, atMs) ?? false;
  }

  /** The buttons that are stuck, in their order. */
  stuck(nowMs: number): number[] {
    return [...this.#contacts.keys()].filter((button) => this.#contacts[button]?.isStuck(nowMs));
  }

  /** When `stuck` may become another without any level; Infinity when it cannot. */
  nextMs(nowMs: number): number {
    return Math.min(...this.#contacts.map((contact) => contact.nextMs(nowMs)));
  }

  /** They are not being read any more. */
  forget(nowMs: number): void {
    for (const contact of this.#contacts) contact.forget(nowMs);
  }
}
