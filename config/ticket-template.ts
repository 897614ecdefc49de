/** The texts of a ticket's layout: words, and placeholders in braces for what only the ticket itself knows. */
import { suggestion } from './nearest.ts';

/** What every ticket has something for. */
const always = ['lobby', 'service', 'number', 'ahead', 'archive', 'taken', 'note'] as const;
/** What only some have: a line with one of these is left out of the others. */
const sometimes = ['wait', 'class', 'case', 'due', 'appointment', 'party', 'follow', 'copy'] as const;

export const placeholders = [...always, ...sometimes] as const;
export type Placeholder = (typeof placeholders)[number];

/** Of a text: either words as they are, or what stands for one placeholder. */
export type TemplatePart = { readonly words: string } | { readonly placeholder: Placeholder };

export interface TemplateFault {
  /** The brace that is wrong, counted from 0 in the text. */
  readonly index: number;
  readonly message: string;
}

export interface Template {
  readonly parts: readonly TemplatePart[];
  readonly faults: readonly TemplateFault[];
}

/** Reads a text of a layout. What is wrong in it is left out of `parts`. */
export function readTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  const faults: TemplateFault[] = [];
  let from = 0;
  for (const { 0: piece, index } of text.matchAll(/\{[^{}]*\}|[{}]/g)) {
    if (index > from) parts.push({ words: text.slice(from, index) });
    from = index + piece.length;
    if (piece === '{') {
      faults.push({ index, message: 'This { has no } behind it; a placeholder is written like {number}.' });
    } else if (piece === '}') {
      faults.push({ index, message: 'This } has no { before it; a placeholder is written like {number}.' });
    } else {
      const name = piece.slice(1, -1);
      const placeholder = placeholders.find((known) => known === name);
      if (placeholder === undefined) faults.push({ index, message: unknownPlaceholder(name) });
      else parts.push({ placeholder });
    }
  }
  if (from < text.length) parts.push({ words: text.slice(from) });
  return { parts, faults };
}

/** Whether a text says `wanted` on every ticket that has it: nothing beside it may make the line be left out. */
export function alwaysSays(text: string, wanted: Placeholder): boolean {
  const named = readTemplate(text).parts.flatMap((part) => ('placeholder' in part ? [part.placeholder] : []));
  return (
    named.includes(wanted) && named.every((name) => name === wanted || always.some((other) => other === name))
  );
}

function unknownPlaceholder(name: string): string {
  const braced = placeholders.map((known) => `{${known}}`).join(', ');
  return `There is no placeholder ${JSON.stringify(name)}.${suggestion(name, placeholders)} There are ${braced}.`;
}
