import type { EventData, EventType, Placed } from '../events.ts';
import type { State } from '../state.ts';

/** What a fact changes in a state that the caller owns. */
export type Apply<T extends EventType> = (state: State, data: EventData[T], placed: Placed) => void;

/** A fold for each type of a group: a type that is forgotten does not compile. */
export type Folds<Group> = { readonly [T in keyof Group & EventType]: Apply<T> };
