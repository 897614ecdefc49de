/** What one visitor has set; it ends with the visitor. */
import type { Language } from '../../../config/texts/texts.ts';

export interface Session {
  readonly language: Language;
  readonly elder: boolean;
  readonly contrast: boolean;
  readonly reach: boolean;
  readonly page: number;
}

export const freshSession = (language: Language): Session => ({
  language,
  elder: false,
  contrast: false,
  reach: false,
  page: 0,
});

export const isFresh = (session: Session, language: Language): boolean =>
  session.language === language &&
  !session.elder &&
  !session.contrast &&
  !session.reach &&
  session.page === 0;
