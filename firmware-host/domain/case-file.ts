/**
 * What goes on after a visit: a complaint, a repair, or a visitor who asked to be called back. Texts about persons are
 * references; they live outside the journal, where they can be erased.
 */
export interface CaseFile {
  /** The ticket's id; that of a call-back has `-call-back` behind it. */
  readonly id: string;
  readonly kind: 'case' | 'call-back';
  readonly ticket: string;
  readonly number: string;
  readonly archiveNumber: string;
  readonly service: string;
  /** Who received it first, and keeps it. */
  readonly receiver: string | null;
  readonly matter: string | null;
  readonly result: string | null;
  /** `open` → `resolved` (a call-back is due) → `called-back` → signed, which ends it. */
  readonly state: 'open' | 'resolved' | 'called-back';
  /** By when the next step is due, in ms since 1970; null where no time is set. */
  readonly dueAt: number | null;
  readonly overdue: boolean;
}
