import type { Refusal } from './commands.ts';
import type { DomainEvent } from './events.ts';

/** Facts, or why not. No events at all means: it is so already. */
export type Decision = { readonly events: readonly DomainEvent[] } | { readonly refusal: Refusal };
