/** The case of the visitor at the counter: as the host has it, and as it is being written. */
import type { ReactiveControllerHost } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import type { CaseView } from '../../../firmware-host/messages/staff.ts';
import { get, press, type Press } from '../../host/api.ts';
import { draftFrom, emptyDraft, faultsOf, recordOf, type CaseDraft, type CaseField } from './case-draft.ts';
import { faultOf, type Commands, type Note } from './commands.ts';
import { keepDraft, keptDraft } from './kept-drafts.ts';
import type { NoteDesk } from './note-desk.ts';

export class CaseDesk {
  /** Null until the host has told it. */
  file: CaseView | null = null;
  draft: CaseDraft = emptyDraft;
  /** When the draft was kept last, in ms since 1970; null where nothing is written, or it is recorded. */
  keptAt: number | null = null;
  /** The draft could not be kept: it is in this page alone. */
  isUnkept = false;
  /** Somebody has tried to record it: what is missing is shown. */
  isTried = false;
  fault: Note['text'] | null = null;

  readonly #page: ReactiveControllerHost;
  readonly #notes: NoteDesk;
  readonly #commands: Commands;
  readonly #nowMs: () => number;
  #ticket = '';
  #unsent: Press | null = null;

  constructor(page: ReactiveControllerHost, notes: NoteDesk, commands: Commands, nowMs: () => number) {
    this.#page = page;
    this.#notes = notes;
    this.#commands = commands;
    this.#nowMs = nowMs;
  }

  /** Whether the host has a matter of it. */
  get isRecorded(): boolean {
    return this.file !== null && this.file.matter !== null;
  }

  get faults(): readonly CaseField[] {
    return faultsOf(this.draft);
  }

  /** Shows the case of a ticket: what was being written, else what is recorded, else the cause that the first contact noted. */
  async open(ticket: CounterTicket): Promise<void> {
    const { id } = ticket;
    if (this.#ticket !== id) {
      const kept = keptDraft('case', id);
      Object.assign(this, { file: null, isTried: false, isUnkept: false });
      this.#ticket = id;
      this.draft = draftFrom(kept) ?? emptyDraft;
      this.keptAt = keptAtOf(kept);
    }
    this.fault = null;
    try {
      const file = await get<CaseView>(`cases/${encodeURIComponent(id)}`);
      const filled = this.keptAt === null ? await this.#recorded(file, ticket) : this.draft;
      if (this.#ticket !== id) return;
      this.file = file;
      // What was typed meanwhile is newer.
      if (this.keptAt === null) this.draft = filled;
    } catch (fault) {
      this.fault = faultOf(fault);
    }
    this.#page.requestUpdate();
  }

  write(change: Partial<CaseDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.keptAt = this.#nowMs();
    this.isUnkept = !keepDraft('case', this.#ticket, { ...this.draft, keptAt: this.keptAt });
    this.#page.requestUpdate();
  }

  /** @returns whether it is on record now; where something is missing, that is shown */
  async record(agent: string): Promise<boolean> {
    this.isTried = true;
    this.#page.requestUpdate();
    if (this.faults.length > 0) return false;
    if (this.keptAt === null && this.isRecorded) return true;
    const body = recordOf(this.draft, agent, (this.file?.state ?? 'open') === 'open');
    const next = press(`cases/${encodeURIComponent(this.#ticket)}/record`, body);
    const isSame = this.#unsent?.path === next.path && said(this.#unsent) === said(next);
    this.#unsent = isSame ? this.#unsent : next;
    const file = await this.#commands.ask<CaseView>(this.#unsent ?? next);
    if (file === null) return false;
    this.#unsent = null;
    this.file = file;
    this.keptAt = null;
    keepDraft('case', this.#ticket, null);
    return true;
  }

  /** Nothing of the last visitor is left for the next. */
  forget(): void {
    this.#ticket = '';
    Object.assign(this, { file: null, draft: emptyDraft, keptAt: null, isTried: false, fault: null });
  }

  async #recorded(file: CaseView, { notes }: CounterTicket): Promise<CaseDraft> {
    const { texts } = this.#notes;
    const words = async (ref: string | null | undefined) =>
      ref === null || ref === undefined ? '' : ((await texts.wordsOf(ref)) ?? '');
    const { subject, callBack, told } = file;
    const matter = file.matter ?? notes.find(({ kind }) => kind === 'cause')?.id;
    return {
      subject,
      callBack,
      told,
      handedTo: file.handedTo ?? '',
      matter: await words(matter),
      result: await words(file.result),
      phone: await words(file.contact),
    };
  }
}

const said = ({ body }: Press): string => JSON.stringify(body);

function keptAtOf(kept: unknown): number | null {
  if (typeof kept !== 'object' || kept === null || !('keptAt' in kept)) return null;
  return typeof kept.keptAt === 'number' ? kept.keptAt : null;
}
