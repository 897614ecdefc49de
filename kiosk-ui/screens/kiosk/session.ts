/** What one visitor has set; it ends with the visitor. */
import type { PriorityReason } from '../../../firmware-host/messages/common.ts';
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
  /** The number taken before, where the visitor has come for several matters. */
  readonly beside: Pick<TicketView, 'token' | 'number'> | null;
}

export const freshSession = (language: Language): Session => ({
  language,
  elder: false,
  contrast: false,
  reach: false,
  page: 0,
  priority: null,
  beside: null,
});

export const isFresh = (session: Session, language: Language): boolean =>
  JSON.stringify(session) === JSON.stringify(freshSession(language));
