/** The keys of the console: they stand still, and `view.actions` says which of them work now. */
import type { CounterState } from '../../../firmware-host/messages/views.ts';
import type { IconName } from '../../theme/icons.ts';

/** F5 stays reload, F1 is kept for help, and these work under an input method. */
export const actions = [
  { id: 'call-next', key: 'F2', icon: 'bell' },
  { id: 'recall', key: 'F3', icon: 'repeat' },
  { id: 'start', key: 'F4', icon: 'play' },
  { id: 'finish', key: 'F8', icon: 'tick' },
  { id: 'no-show', key: 'F9', icon: 'no-show' },
] as const satisfies readonly { id: string; key: string; icon: IconName }[];

export type ActionId = (typeof actions)[number]['id'];

/** What an agent usually does next: that key is filled. */
export const usualNext: Readonly<Record<CounterState, ActionId | null>> = {
  closed: null,
  idle: 'call-next',
  called: 'start',
  serving: 'finish',
};
