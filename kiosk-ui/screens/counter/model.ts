import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { Words } from '../../host/words.ts';
import type { Deed, Key, Question } from './actions.ts';
import type { CaseDesk } from './case-desk.ts';
import type { NoteDesk } from './note-desk.ts';
import type { SeenNotes } from './seen-notes.ts';
import type { Sending } from './sending.ts';

/** What the parts of the console show, and whom they tell. */
export interface ConsoleModel {
  readonly view: CounterView;
  readonly words: Words;
  readonly nowMs: number;
  readonly busy: boolean;
  /** What the agent is being asked. */
  readonly question: Question | null;
  readonly act: (deed: Deed) => void;
  readonly signOut: () => void;
  readonly press: (key: Key) => void;
  readonly resume: (ticket: string) => void;
  /** Sends what a question has asked for. */
  readonly answer: (
    path: 'sign-in' | 'transfer' | 'park' | 'pause' | 'hand-over' | 'mark' | 'assist' | 'assist/settle',
    body: object,
  ) => void;
  /** Sends what is not about this counter; the view follows by itself. */
  readonly tell: (path: string, body: object) => void;
  /** Asks something else. */
  readonly open: (question: Question) => void;
  readonly printReceipt: () => void;
  /** What is being written and chosen. */
  readonly notes: NoteDesk;
  readonly cases: CaseDesk;
  readonly sending: Sending;
  readonly seen: SeenNotes;
  readonly close: () => void;
  /** Position of the view in the journal. */
  readonly position: number;
}
