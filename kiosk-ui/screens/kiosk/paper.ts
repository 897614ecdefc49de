/** What the screen says about the paper, and how long the number stays for it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Names } from '../../../firmware-host/messages/common.ts';
import type { PrintView, TakenTicket } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';

/** `photo`: there may be no paper, so the visitor is asked to photograph the number. */
export interface Paper {
  readonly kind: 'printing' | 'printed' | 'photo';
  readonly text: TextKey;
  /** Where it comes out; null below the screen, as usual. */
  readonly where: Names | null;
}

/** A ticket prints in about a second; nobody should wait longer than this for one that prints slowly or not at all. */
const patienceMs = 5000;
const stayMs = { printed: 8_000, photo: 60_000 } as const;

export function paperOf(print: PrintView | null, patient: boolean): Paper {
  if (print === null) return photo('kiosk.print.none');
  const { state, proof, problem, where } = print;
  if (state === 'printed') return { kind: 'printed', text: printedText(proof, where), where };
  if (state === 'settled') return photo('kiosk.print.settled');
  if (problem !== null) return photo(`print.${problem}.visitor`);
  if (state === 'failed' || state === 'uncertain') return photo('kiosk.print.unsettled');
  if (!patient) return photo('print.slow.visitor');
  return {
    kind: 'printing',
    text: where === null ? 'kiosk.print.printing' : 'kiosk.print.printing.there',
    where,
  };
}

const photo = (text: TextKey): Paper => ({ kind: 'photo', text, where: null });

/** Without proof, the visitor is told what to do when nothing lies there. */
function printedText(proof: PrintView['proof'], where: Names | null): TextKey {
  if (where === null) return proof === 'sent' ? 'kiosk.print.sent' : 'kiosk.print.printed';
  return proof === 'sent' ? 'kiosk.print.sent.there' : 'kiosk.print.there';
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
    const sameWhere = JSON.stringify(paper.where) === JSON.stringify(this.paper.where);
    if (paper.text === this.paper.text && sameWhere) return;
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
