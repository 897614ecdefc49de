/** What one visitor has set; it ends with the visitor. */
import type { Care, PriorityReason } from '../../../firmware-host/messages/common.ts';
import type { TicketView } from '../../../firmware-host/messages/views.ts';
import type { Language } from '../../../config/texts/texts.ts';

export interface Session {
  readonly language: Language;
  readonly elder: boolean;
  readonly contrast: boolean;
  readonly reach: boolean;
  readonly page: number;
  /** Why the next number goes before others; null where it does not. */
  readonly priority: PriorityReason | null;
  /** How the visitor wants to be called. */
  readonly care: Care;
  /** How many have come together. */
  readonly size: number;
  /** The number taken before, where the visitor has come for several matters. */
  readonly beside: Pick<TicketView, 'token' | 'number'> | null;
}

export const freshSession = (language: Language): Session => ({
  language,
  elder: false,
  contrast: false,
  reach: false,
  page: 0,
  ...noNeeds,
  beside: null,
});

/** What the next number does not have unless somebody says so. */
export const noNeeds = {
  priority: null,
  care: { visibly: false, escort: false },
  size: 1,
} as const satisfies Partial<Session>;

export const hasNeeds = ({ priority, care, size }: Session): boolean =>
  priority !== null || care.visibly || care.escort || size > 1;

export const isFresh = (session: Session, language: Language): boolean =>
  JSON.stringify(session) === JSON.stringify(freshSession(language));

/** What a request for a number says of this visitor. */
export function askingOf({ language, priority, care, size, beside }: Session): object {
  return {
    language,
    ...(priority === null ? {} : { priority }),
    ...(care.visibly || care.escort ? { care } : {}),
    ...(size > 1 ? { size } : {}),
    ...(beside === null ? {} : { beside: beside.token }),
  };
}

/** The colours and sizes of the whole page. */
export function dress({ contrast, elder }: Session): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = contrast ? 'contrast' : 'light';
  if (elder) dataset['view'] = 'elder';
  else delete dataset['view'];
}
