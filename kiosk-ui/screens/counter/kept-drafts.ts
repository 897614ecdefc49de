/** What is being written, kept in the page's own session: it survives a reload, and goes when the agent does. */
const PREFIX = 'foyer.draft.';

const nameOf = (kind: 'note' | 'case', ticket: string): string => `${PREFIX}${kind}.${ticket}`;

/** Null where there is none, or none that can be read. */
export function keptDraft(kind: 'note' | 'case', ticket: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(kind, ticket)) ?? 'null');
  } catch {
    // Storage is shut off, or somebody else has written there: as good as nothing.
    return null;
  }
}

/** @returns whether it is kept: a full storage takes nothing, which the agent has to know */
export function keepDraft(kind: 'note' | 'case', ticket: string, draft: object | null): boolean {
  try {
    if (draft === null) sessionStorage.removeItem(nameOf(kind, ticket));
    else sessionStorage.setItem(nameOf(kind, ticket), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** They are about persons: whoever sits down next must not find them. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}
