import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { Words } from '../../host/words.ts';
import type { Deed, Key, Question } from './actions.ts';

/** What the parts of the console show, and whom they tell. */
export interface ConsoleModel {
  readonly view: CounterView;
  readonly words: Words;
  readonly nowMs: number;
  readonly busy: boolean;
  /** What the agent is being asked. */
  readonly question: Question | null;
  readonly act: (deed: Deed) => void;
  readonly press: (key: Key) => void;
  readonly resume: (ticket: string) => void;
  /** Sends what a question has asked for. */
  readonly answer: (path: 'transfer' | 'park' | 'pause', body: object) => void;
  readonly close: () => void;
  /** Position of the view in the journal. */
  readonly position: number;
}
