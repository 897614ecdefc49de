/** The small line of a public screen in the lobby's second language; left out where it would only say the same again. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../host/words.ts';

export interface Bilingual {
  readonly words: Words;
  /** Null in a lobby of one language, and in the elder view, which says less. */
  readonly second: Words | null;
}

type Say = (words: Words) => string;
type Line = TemplateResult | typeof nothing;

/** On a line of its own. */
export const secondLine = (model: Bilingual, say: Say): Line =>
  spoken(model, say, (language, line) => html`<p class="second" lang=${language}>${line}</p>`);

/** Within a line. */
export const secondWords = (model: Bilingual, say: Say): Line =>
  spoken(model, say, (language, line) => html`<span class="second" lang=${language}>${line}</span>`);

function spoken(
  { words, second }: Bilingual,
  say: Say,
  show: (language: string, line: string) => TemplateResult,
): Line {
  if (second === null) return nothing;
  const line = say(second);
  return line === say(words) ? nothing : show(second.language, line);
}
