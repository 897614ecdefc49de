/** What is special about a visitor: an icon and a word each. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';

type Claim = TemplateResult | typeof nothing;

export function claims(
  { class: kind, size, care }: Pick<CounterTicket, 'class' | 'size' | 'care'>,
  words: Words,
): readonly Claim[] {
  return [
    kind === 'ordinary'
      ? nothing
      : html`<span class="is"
          >${icon(kind === 'priority' ? 'star' : 'calendar')}${words.text('console.class', { class: kind })}</span
        >`,
    care.visibly ? html`<span class="is">${icon('eye')}${words.text('console.visibly')}</span>` : nothing,
    care.escort ? html`<span class="is">${icon('person')}${words.text('console.escort')}</span>` : nothing,
    size > 1
      ? html`<span class="is">${icon('people')}${words.text('console.party', { count: size })}</span>`
      : nothing,
  ];
}
