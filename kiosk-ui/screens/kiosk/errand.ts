/** What one visitor is here for, from the first touch to the number, with every turn that it may take between. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReturnSlot } from '../../../firmware-host/messages/lobby.ts';
import type { KioskService, KioskVisit, TakenTicket } from '../../../firmware-host/messages/views.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';

/** Something asked of the host. */
export interface Order {
  readonly press: Press;
  readonly gives: 'ticket' | 'slot';
  /** Where the visitor waits for the answer: on a service's card, at the number pad, at the offer of a later time. */
  readonly from: { readonly letter: string } | { readonly code: string } | { readonly offer: KioskService };
}

export type Stage =
  | { readonly name: 'home' }
  | { readonly name: 'needs' }
  | { readonly name: 'group' }
  | { readonly name: 'rate'; readonly visit: KioskVisit }
  /** `refused`: nobody knows the code that was entered. */
  | { readonly name: 'code'; readonly refused: boolean }
  | { readonly name: 'offer'; readonly service: KioskService }
  | { readonly name: 'taking'; readonly order: Order; readonly retrying: boolean }
  | { readonly name: 'confirm'; readonly order: Order }
  | { readonly name: 'ticket'; readonly taken: TakenTicket }
  | { readonly name: 'slot'; readonly slot: ReturnSlot }
  | { readonly name: 'refused'; readonly code: string }
  | { readonly name: 'unreachable'; readonly order: Order };

const calm = new Set<Stage['name']>(['home', 'taking', 'ticket']);

export class Errand implements ReactiveController {
  stage: Stage = { name: 'home' };

  readonly #host: ReactiveControllerHost;
  readonly #onTaken: (taken: TakenTicket) => void;

  constructor(host: ReactiveControllerHost, onTaken: (taken: TakenTicket) => void) {
    this.#host = host;
    this.#onTaken = onTaken;
    host.addController(this);
  }

  hostConnected(): void {
    this.go({ name: 'home' });
  }

  /** Whether a visitor who walks away would leave something behind on the screen. */
  get isHalfway(): boolean {
    return !calm.has(this.stage.name);
  }

  /** The service whose number somebody did not get, because nobody answered; null while there is hope. */
  get lostLetter(): string | null {
    const { stage } = this;
    if (stage.name !== 'unreachable') return null;
    const { from } = stage.order;
    return 'letter' in from ? from.letter : 'offer' in from ? from.offer.letter : null;
  }

  go(stage: Stage): void {
    this.stage = stage;
    this.#host.requestUpdate();
  }

  take(service: KioskService, body: object): Promise<void> {
    const order: Order = {
      press: press('tickets', { service: service.letter, ...body }),
      gives: 'ticket',
      from: { letter: service.letter },
    };
    return this.place(order);
  }

  redeem(code: string, body: object): Promise<void> {
    return this.place({
      press: press('tickets', { appointment: code, ...body }),
      gives: 'ticket',
      from: { code },
    });
  }

  bookLater(service: KioskService, kiosk: string): Promise<void> {
    return this.place({
      press: press('return-slots', { service: service.letter, kiosk }),
      gives: 'slot',
      from: { offer: service },
    });
  }

  /** The answer is yes: the same once more, and a new press, since the old one has had its answer. */
  confirm({ press: { path, body }, ...order }: Order): Promise<void> {
    return this.place({ ...order, press: press(path, { ...body, confirmed: true }) });
  }

  async place(order: Order): Promise<void> {
    this.go({ name: 'taking', order, retrying: false });
    const retrying = () => this.go({ name: 'taking', order, retrying: true });
    try {
      if (order.gives === 'slot') {
        const slot = await send<ReturnSlot>(order.press, retrying);
        return this.go({ name: 'slot', slot });
      }
      const taken = await send<TakenTicket>(order.press, retrying);
      this.#onTaken(taken);
      this.go({ name: 'ticket', taken });
    } catch (fault) {
      if (fault instanceof Refused) this.#refused(order, fault.code);
      else if (fault instanceof Unreachable) this.go({ name: 'unreachable', order });
      else throw fault;
    }
  }

  #refused(order: Order, code: string): void {
    if (code === 'kiosk-confirm') this.go({ name: 'confirm', order });
    else if (code === 'appointment-unknown') this.go({ name: 'code', refused: true });
    else this.go({ name: 'refused', code });
  }
}
