/** The line with which an agent adds to the record of the first contact. */
import type { ReactiveControllerHost } from 'lit';
import type { CounterTicket, NoteKind, NoteView } from '../../../firmware-host/messages/counter.ts';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { press, send, type Press } from '../../host/api.ts';
import { faultOf, type Note } from './commands.ts';
import { keepDraft, keptDraft } from './kept-drafts.ts';
import { ReadTexts } from './read-texts.ts';

export const noteKinds = ['cause', 'talk', 'plan', 'progress'] as const satisfies readonly NoteKind[];

interface Draft {
  readonly kind: NoteKind | null;
  readonly text: string;
}

const nothing: Draft = { kind: null, text: '' };

export class NoteDesk {
  readonly texts: ReadTexts;
  busy = false;
  fault: Note['text'] | null = null;

  readonly #page: ReactiveControllerHost;
  #ticket = '';
  #draft: Draft = nothing;
  /** What was sent and not answered: the same words again are the same press. */
  #unsent: Press | null = null;
  /** Of this ticket, where an answer has told more of them than the view has so far. */
  #told: readonly NoteView[] = [];

  constructor(page: ReactiveControllerHost) {
    this.#page = page;
    this.texts = new ReadTexts(page);
  }

  /** The words that are being written for this visitor. */
  draftOf(ticket: CounterTicket): { readonly kind: NoteKind; readonly text: string } {
    this.#turnTo(ticket.id);
    const usual = this.notesOf(ticket).length === 0 ? 'cause' : 'progress';
    return { kind: this.#draft.kind ?? usual, text: this.#draft.text };
  }

  notesOf({ id, notes }: CounterTicket): readonly NoteView[] {
    return id === this.#ticket && this.#told.length > notes.length ? this.#told : notes;
  }

  write(ticket: CounterTicket, change: Partial<Draft>): void {
    this.#turnTo(ticket.id);
    this.#draft = { ...this.#draft, ...change };
    keepDraft('note', ticket.id, this.#draft.text === '' ? null : this.#draft);
    this.#page.requestUpdate();
  }

  /** Sends the line. What does not arrive stays in it, and the same words count once. */
  async add(ticket: CounterTicket, agent: string | null): Promise<void> {
    const { kind, text } = this.draftOf(ticket);
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (this.busy || words === '') return;
    const body = { text: words, kind, ...(agent === null ? {} : { agent }) };
    const path = `staff/tickets/${encodeURIComponent(ticket.id)}/notes`;
    this.#unsent = again(this.#unsent, press(path, body));
    this.busy = true;
    this.fault = null;
    this.#page.requestUpdate();
    try {
      const { notes } = await send<StaffTicketView>(this.#unsent, () => {
        this.fault = (say) => say.text('console.retrying');
        this.#page.requestUpdate();
      });
      this.#unsent = null;
      this.fault = null;
      keepDraft('note', ticket.id, null);
      if (this.#ticket === ticket.id) {
        this.#told = notes;
        this.#draft = nothing;
      }
    } catch (fault) {
      const why = faultOf(fault);
      this.fault = (say) => `${why(say)} ${say.text('console.note.kept')}`;
    } finally {
      this.busy = false;
      this.#page.requestUpdate();
    }
  }

  #turnTo(ticket: string): void {
    if (this.#ticket === ticket) return;
    this.#ticket = ticket;
    this.#told = [];
    this.fault = null;
    this.#draft = isDraft(keptDraft('note', ticket));
  }
}

/** The press that has to be repeated, where it says the same. */
const again = (before: Press | null, next: Press): Press =>
  before !== null && before.path === next.path && JSON.stringify(before.body) === JSON.stringify(next.body)
    ? before
    : next;

function isDraft(kept: unknown): Draft {
  if (typeof kept !== 'object' || kept === null) return nothing;
  const { kind, text } = kept as Partial<Record<keyof Draft, unknown>>;
  return {
    kind: noteKinds.find((known) => known === kind) ?? null,
    text: typeof text === 'string' ? text : '',
  };
}
