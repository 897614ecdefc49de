/** The keys of the console: they stand still, and say themselves whether they work now. */
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { IconName } from '../../theme/icons.ts';

/** What is sent at once. */
export type Deed =
  | 'call-next'
  | 'recall'
  | 'start'
  | 'hold'
  | 'finish'
  | 'finish-forgotten'
  | 'no-show'
  | 'ready'
  | 'sign-out';

/** What asks for more first, or takes the sheet; papers are asked for from the head, not by a key. */
export type Question = 'transfer' | 'pause' | 'papers' | 'case' | 'hand-over' | 'sure';

export interface Key {
  /** Where it stands: the key of a slot does what fits the state. */
  readonly slot:
    | 'call-next'
    | 'recall'
    | 'start'
    | 'hold'
    | 'transfer'
    | 'finish'
    | 'no-show'
    | 'pause'
    | 'case'
    | 'hand-over'
    | 'help';
  readonly does: Deed | Exclude<Question, 'papers'> | 'record-finish' | 'help';
  readonly key: string;
  readonly icon: IconName;
  readonly text: TextKey;
  /** From when on it works, in ms since 1970; null when it does not. */
  readonly fromMs: number | null;
}

const questions: readonly Question[] = ['transfer', 'pause', 'case', 'hand-over', 'sure'];

export const isQuestion = (does: Key['does']): does is Exclude<Question, 'papers'> =>
  questions.some((one) => one === does);

const ALWAYS = 0;

const isFree = (state: CounterView['state']): boolean => state === 'idle' || state === 'wrap-up';
const when = (allowed: boolean): number | null => (allowed ? ALWAYS : null);
const at = (instant: string | null | undefined): number | null =>
  instant === null || instant === undefined ? null : Date.parse(instant);

/**
 * F5 stays reload, and these work under an input method. While the case is written, F8 records it as well, and the place of giving
 * up, which nobody does then, is that of folding it away.
 */
export function keysOf(view: CounterView, isWriting: boolean): readonly Key[] {
  const { state, actions, ticket } = view;
  const can = (action: Deed) => when(actions.includes(action));
  // Who waits elsewhere is called here after a while: time alone allows that, and the host says no kindly before.
  const next = when(actions.includes('call-next') || (isFree(state) && view.waiting > 0));
  return [
    {
      slot: 'call-next',
      does: 'call-next',
      key: 'F2',
      icon: 'bell',
      text: 'console.call-next',
      fromMs: next,
    },
    {
      slot: 'recall',
      does: 'recall',
      key: 'F3',
      icon: 'repeat',
      text: 'console.recall',
      fromMs: at(ticket?.recallAt),
    },
    { slot: 'start', does: 'start', key: 'F4', icon: 'play', text: 'console.start', fromMs: can('start') },
    { slot: 'hold', does: 'hold', key: 'F6', icon: 'pause', text: 'console.hold', fromMs: can('hold') },
    // Whoever can be held can be sent on.
    {
      slot: 'transfer',
      does: 'transfer',
      key: 'F7',
      icon: 'swap',
      text: 'console.transfer',
      fromMs: can('hold'),
    },
    isWriting ? recordKey : finishKey(view),
    isWriting
      ? { slot: 'case', does: 'case', key: 'F10', icon: 'note', text: 'console.case.fold', fromMs: ALWAYS }
      : noShowKey(view),
    pauseKey(view),
    helpKey(view),
  ];
}

/** Those that work without standing in the column. */
export const hiddenKeysOf = ({ state, ticket, agent }: CounterView): readonly Key[] => [
  {
    slot: 'case',
    does: 'case',
    key: 'F10',
    icon: 'note',
    text: 'console.case.fold',
    fromMs: when(state === 'serving' && ticket !== null && ticket.isCase),
  },
  {
    slot: 'hand-over',
    does: 'hand-over',
    key: 'F11',
    icon: 'swap',
    text: 'console.hand-over',
    fromMs: when(agent !== null),
  },
];

const recordKey: Key = {
  slot: 'finish',
  does: 'record-finish',
  key: 'F8',
  icon: 'tick',
  text: 'console.case.finish',
  fromMs: ALWAYS,
};

/** Where whoever was given up may not come back, it is asked about first. */
const noShowKey = ({ ticket, returnMinutes }: CounterView): Key => ({
  slot: 'no-show',
  does: returnMinutes === 0 ? 'sure' : 'no-show',
  key: 'F9',
  icon: 'no-show',
  text: 'console.no-show',
  fromMs: at(ticket?.noShowAt),
});

/** Again is the next level, until there is none. */
const helpKey = ({ assist, assistLevels, agent }: CounterView): Key => ({
  slot: 'help',
  does: 'help',
  key: 'F1',
  icon: 'help',
  text: assist === null ? 'console.help' : 'console.help.more',
  fromMs: when(agent !== null && (assist?.level ?? 0) < assistLevels),
});

/** After the visit, the same key ends the writing up. */
function finishKey({ state, actions }: CounterView): Key {
  const slot = { slot: 'finish', key: 'F8', icon: 'tick' } as const;
  return state === 'wrap-up'
    ? { ...slot, does: 'ready', text: 'console.ready.wrap-up', fromMs: when(actions.includes('ready')) }
    : { ...slot, does: 'finish', text: 'console.finish', fromMs: when(actions.includes('finish')) };
}

/** Away, and back. */
function pauseKey({ state, actions }: CounterView): Key {
  const slot = { slot: 'pause', key: 'Pause' } as const;
  if (state === 'paused') {
    const fromMs = when(actions.includes('ready'));
    return { ...slot, does: 'ready', icon: 'play', text: 'console.ready.paused', fromMs };
  }
  return { ...slot, does: 'pause', icon: 'cup', text: 'console.pause', fromMs: when(isFree(state)) };
}

/** What an agent usually does next: that key is filled. */
export function usualNext({ state, next }: CounterView): Key['slot'] | null {
  switch (state) {
    case 'closed':
      return null;
    case 'idle':
      return 'call-next';
    case 'called':
      return 'start';
    case 'serving':
      return 'finish';
    case 'paused':
      return 'pause';
    case 'wrap-up':
      return next.length > 0 ? 'call-next' : 'finish';
  }
}
