/** A text about a person: fetched when somebody wants to read it, and put away again. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PersonalText as Text } from '../../../firmware-host/messages/staff.ts';
import { Refused, Unreachable, get } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import textSheet from './personal-text.css?inline';

export class PersonalText extends LitElement {
  static override styles = [...staff, unsafeCSS(textSheet)];

  @property({ attribute: false }) words: Words | null = null;
  @property({ attribute: false }) ref = '';
  @property({ attribute: false }) name = '';

  @state() private text: string | null = null;
  @state() private trouble: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('ref')) return;
    this.text = null;
    this.trouble = null;
  }

  protected override render(): TemplateResult {
    const { words, name, text, trouble } = this;
    if (words === null) return html``;
    return html`<button class="btn slim" aria-expanded=${text !== null} @click=${this.turn}>
        ${icon('eye')}${words.text(text === null ? 'supervisor.read' : 'supervisor.put-away', { name })}
      </button>
      <div role="status">
        ${text === null ? nothing : html`<p class="text">${text}</p>`}
        ${trouble === null ? nothing : html`<p class="is bad">${icon('bad')}${trouble}</p>`}
      </div>`;
  }

  private readonly turn = (): void => {
    if (this.text === null) void this.load();
    else this.text = null;
  };

  private async load(): Promise<void> {
    const { ref, words } = this;
    this.trouble = null;
    try {
      const { text } = await get<Text>(`staff/texts/${encodeURIComponent(ref)}`);
      if (ref === this.ref) this.text = text;
    } catch (fault) {
      if (fault instanceof Refused) this.trouble = words?.refusal(fault.code, 'staff') ?? null;
      else if (fault instanceof Unreachable) this.trouble = words?.text('console.unreachable') ?? null;
      else throw fault;
    }
  }
}
