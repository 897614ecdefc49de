/** What kind of matter it is: the five reasons for which people complain and have things mended. */
export const caseSubjects = ['attitude', 'quality', 'fee', 'environment', 'other'] as const;
export type CaseSubject = (typeof caseSubjects)[number];

/** How the visitor hears what came of it; `none`: does not wish to. */
export const callBackWays = ['phone', 'message', 'none'] as const;
export type CallBackWay = (typeof callBackWays)[number];

/** What is known of a case beside its matter. */
export interface CaseDetails {
  readonly subject: CaseSubject | null;
  /** The office that has to do it, in words that name nobody. */
  readonly handedTo: string | null;
  readonly callBack: CallBackWay | null;
  /** Reference to the telephone number for the call-back. */
  readonly contact: string | null;
  /** Whether the visitor was told when the answer comes. */
  readonly told: boolean;
}

/** What is written down of a case, at one time. */
export interface CaseRecord extends CaseDetails {
  readonly case: string;
  readonly receiver: string;
  readonly matter: string;
}

export const noDetails: CaseDetails = {
  subject: null,
  handedTo: null,
  callBack: null,
  contact: null,
  told: false,
};

/**
 * What goes on after a visit: a complaint, a repair, or a visitor who asked to be called back. Texts about persons are
 * references; they live outside the journal, where they can be erased.
 */
export interface CaseFile extends CaseDetails {
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

export const detailsOf = ({ subject, handedTo, callBack, contact, told }: CaseFile): CaseDetails => ({
  subject,
  handedTo,
  callBack,
  contact,
  told,
});
