/** What the screen says about the paper, and how long the number stays for it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PrintView, TakenTicket } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';

/** `photo`: there may be no paper, so the visitor is asked to photograph the number. */
export interface Paper {
  readonly kind: 'printing' | 'printed' | 'photo';
  readonly text: TextKey;
}

/** A ticket prints in about a second; nobody should wait longer than this for a printer that says nothing. */
const patienceMs = 10_000;
const stayMs = { printed: 8_000, photo: 60_000 } as const;

export function paperOf(print: PrintView | null, patient: boolean): Paper {
  if (print === null) return { kind: 'photo', text: 'kiosk.print.none' };
  if (print.state === 'printed') {
    return { kind: 'printed', text: print.proof === 'sent' ? 'kiosk.print.sent' : 'kiosk.print.printed' };
  }
  if (print.problem !== null) return { kind: 'photo', text: `print.${print.problem}.visitor` };
  const settled = print.state === 'failed' || print.state === 'uncertain';
  if (settled || !patient) return { kind: 'photo', text: 'kiosk.print.unsettled' };
  return { kind: 'printing', text: 'kiosk.print.printing' };
}

/** Follows the paper of the ticket on the screen, and sends the visitor's number away when its time is over. */
export class PaperWatch implements ReactiveController {
  paper: Paper = paperOf(null, true);

  readonly #host: ReactiveControllerHost;
  readonly #onOver: () => void;
  #print: PrintView | null = null;
  #showing = false;
  #patient = true;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #over: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, onOver: () => void) {
    this.#host = host;
    this.#onOver = onOver;
    host.addController(this);
  }

  start(taken: TakenTicket, prints: readonly PrintView[]): void {
    this.stop();
    this.#showing = true;
    this.#patient = true;
    this.#print = taken.print;
    this.#patience = setTimeout(() => {
      this.#patient = false;
      this.#settle();
    }, patienceMs);
    this.paper = paperOf(this.#print, true);
    this.#stay();
    this.follow(prints);
  }

  /** Papers of this kiosk as the host tells them; the one on the screen is known by its job. */
  follow(prints: readonly PrintView[]): void {
    const latest = prints.find((print) => print.jobId === this.#print?.jobId);
    if (!this.#showing || latest === undefined) return;
    this.#print = latest;
    this.#settle();
  }

  /** A touch begins the stay anew: somebody is still reading. */
  touched(): void {
    if (this.#showing) this.#stay();
  }

  stop(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#over);
    this.#showing = false;
    this.#print = null;
  }

  hostConnected(): void {
    window.addEventListener('pointerdown', this.#touch, { capture: true });
    window.addEventListener('keydown', this.#touch, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('pointerdown', this.#touch, { capture: true });
    window.removeEventListener('keydown', this.#touch, { capture: true });
    this.stop();
  }

  readonly #touch = (): void => this.touched();

  #settle(): void {
    const paper = paperOf(this.#print, this.#patient);
    if (paper.text === this.paper.text) return;
    const sameKind = paper.kind === this.paper.kind;
    this.paper = paper;
    if (!sameKind) this.#stay();
    this.#host.requestUpdate();
  }

  #stay(): void {
    clearTimeout(this.#over);
    if (this.paper.kind === 'printing') return;
    this.#over = setTimeout(this.#onOver, stayMs[this.paper.kind]);
  }
}
