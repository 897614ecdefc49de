import type { KioskService, KioskView, KioskVisit } from '../../../firmware-host/messages/views.ts';
import type { Bilingual } from '../../elements/second.ts';
import type { Session } from './session.ts';

/** What the start is made of. */
export interface HomeModel extends Bilingual {
  readonly view: KioskView;
  readonly session: Session;
  /** The host is not heard just now. */
  readonly isLost: boolean;
  /** Letter of the service whose number is on its way. */
  readonly taking: string | null;
  readonly retrying: boolean;
  readonly choose: (service: KioskService) => void;
  readonly later: (service: KioskService) => void;
  readonly enterCode: () => void;
  readonly askNeeds: () => void;
  readonly rate: (visit: KioskVisit) => void;
  readonly change: (part: Partial<Session>) => void;
}
