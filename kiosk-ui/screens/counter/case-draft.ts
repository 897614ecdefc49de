/** A case as it is being written. */
import type { CallBackWay, CaseSubject } from '../../../firmware-host/messages/staff.ts';
import { phoneFault } from './phone.ts';

export const subjects = [
  'attitude',
  'quality',
  'fee',
  'environment',
  'other',
] as const satisfies readonly CaseSubject[];
export const callBackWays = ['phone', 'message', 'none'] as const satisfies readonly CallBackWay[];

export interface CaseDraft {
  readonly subject: CaseSubject | null;
  readonly matter: string;
  readonly handedTo: string;
  readonly result: string;
  readonly callBack: CallBackWay | null;
  readonly phone: string;
  readonly told: boolean;
}

export const emptyDraft: CaseDraft = {
  subject: null,
  matter: '',
  handedTo: '',
  result: '',
  callBack: null,
  phone: '',
  told: false,
};

/** What has to be filled in or set right before it can be recorded. */
export type CaseField = 'subject' | 'matter' | 'callBack' | 'phone';

export function faultsOf(draft: CaseDraft): readonly CaseField[] {
  const { subject, matter, callBack, phone } = draft;
  const isCalled = callBack === 'phone' || callBack === 'message';
  const faults: readonly (readonly [CaseField, boolean])[] = [
    ['subject', subject === null],
    ['matter', matter.trim() === ''],
    ['callBack', callBack === null],
    ['phone', isCalled && phoneFault(phone) !== null],
  ];
  return faults.filter(([, isWrong]) => isWrong).map(([field]) => field);
}

/** The request of a draft without faults. A result that was written down before is not given a second time. */
export function recordOf(draft: CaseDraft, receiver: string, isOpen: boolean): object {
  const { subject, callBack, told } = draft;
  const handedTo = draft.handedTo.trim();
  const result = draft.result.trim();
  return {
    receiver,
    matter: draft.matter.trim(),
    subject,
    callBack,
    told,
    ...(handedTo === '' ? {} : { handedTo }),
    ...(callBack === 'none' ? {} : { contact: draft.phone.trim() }),
    ...(isOpen && result !== '' ? { result } : {}),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a page before this one has kept. Whatever is not what it should be is left out. */
export function draftFrom(kept: unknown): CaseDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const said = kept as Partial<Record<keyof CaseDraft, unknown>>;
  return {
    subject: subjects.find((one) => one === said.subject) ?? null,
    matter: text(said.matter),
    handedTo: text(said.handedTo),
    result: text(said.result),
    callBack: callBackWays.find((one) => one === said.callBack) ?? null,
    phone: text(said.phone),
    told: said.told === true,
  };
}
