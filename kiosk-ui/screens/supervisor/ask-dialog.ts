/** Asks before a deed is done: what will happen, how it is undone, and what has to be said about it. One at a time. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Refused, Unreachable, send } from '../../host/api.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import askSheet from './ask.css?inline';
import { fieldOf, isAsked, isMissing, untouched } from './fields.ts';
import type { Asker, Asking, Note, Told, Values } from './model.ts';

export class AskDialog extends LitElement {
  static override styles = [...staff, unsafeCSS(askSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) asker: Asker | null = null;
  /** Tells what came of it, and that the question is closed. */
  @property({ attribute: false }) note: (note: Note, answer: object) => void = () => undefined;
  @property({ attribute: false }) close: () => void = () => undefined;

  @state() private values: Values = {};
  @state() private busy = false;
  @state() private trouble: string | null = null;
  @state() private isTried = false;
  /** Stays to be seen while the dialog goes. */
  private asking: Asking | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { told, asker } = this;
    const asking = told === null ? null : (asker?.(told) ?? null);
    if (changed.has('asker') && asker !== null) {
      this.values = untouched(asking?.fields ?? []);
      this.trouble = null;
      this.isTried = false;
    }
    // What it was about has gone: there is nothing to ask any more.
    if (asker !== null && asking === null && !this.busy) queueMicrotask(this.close);
    if (asking !== null) this.asking = asking;
  }

  protected override render(): TemplateResult {
    const { asking, told, asker } = this;
    // There from the beginning: one that is made open leaves the keyboard where it was.
    return html`<wa-dialog
      ?open=${asker !== null && asking !== null}
      label=${asking?.title ?? nothing}
      without-header
      @wa-hide=${this.hiding}
      @wa-after-hide=${this.gone}
    >
      ${
        asking === null || told === null
          ? nothing
          : html`<form novalidate @submit=${this.submit}>${this.body(asking, told)}</form>`
      }
    </wa-dialog>`;
  }

  private body(asking: Asking, { words }: Told): TemplateResult {
    const { values, busy, trouble } = this;
    const fields = asking.fields.filter((field) => isAsked(field, values));
    const set = (name: string, value: string) => (this.values = { ...this.values, [name]: value });
    return html`<div class="top is ${asking.level}">
        ${icon(asking.icon)}
        <h1>${asking.title}</h1>
        <span class="push subject">${asking.subject}</span>
      </div>
      <dl>
        <dt>${words.text('supervisor.happens')}</dt>
        <dd>${asking.happens}</dd>
        <dt>${words.text('supervisor.undone')}</dt>
        <dd>${asking.undone}</dd>
      </dl>
      ${fields.map(
        (field, place) =>
          html`<div
            class="field of-${field.columns ?? 4} ${this.isTried && isMissing(field, values) ? 'missing' : ''}"
          >
            ${fieldOf(field, { values, set, isFirst: place === 0, placeholder: words.text('supervisor.choose') })}
            ${
              this.isTried && isMissing(field, values)
                ? html`<p class="is bad small">${icon('bad')}${words.text('supervisor.missing')}</p>`
                : nothing
            }
          </div>`,
      )}
      ${asking.preview?.(values) ?? nothing}
      <p class="note ${trouble === null ? '' : 'fault'}" role="alert">
        ${trouble === null ? nothing : html`${icon('bad')}<span>${trouble}</span>`}
      </p>
      <div class="answers">
        <button
          type="button"
          class="btn cancel"
          ?autofocus=${fields.length === 0 && asking.level === 'bad'}
          ?disabled=${busy}
          @click=${() => this.close()}
        >
          ${words.text('supervisor.back')}
        </button>
        <button
          type="submit"
          class="btn ${asking.level === 'bad' ? 'grave' : 'main'}"
          ?autofocus=${fields.length === 0 && asking.level !== 'bad'}
          aria-busy=${busy}
        >
          ${icon(asking.icon)}${asking.title}
        </button>
      </div>`;
  }

  /** The lists inside close, too, and tell so in the same words. */
  private readonly hiding = (event: Event): void => {
    if (event.target === event.currentTarget && this.busy) event.preventDefault();
  };

  private readonly gone = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    this.close();
    this.dispatchEvent(new Event('settled'));
  };

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.act();
  };

  /** One press at a time: a second one is not taken. */
  private async act(): Promise<void> {
    const { asking, told, busy, values } = this;
    if (asking === null || told === null || busy) return;
    this.isTried = true;
    const missing = asking.fields.find((field) => isMissing(field, values));
    if (missing !== undefined) {
      this.renderRoot.querySelector<HTMLElement>(`[name="${missing.name}"]`)?.focus();
      return;
    }
    this.busy = true;
    this.trouble = null;
    try {
      const answer = await send<object>(asking.press(values), () => {
        this.trouble = told.words.text('console.retrying');
      });
      this.trouble = null;
      const kind = asking.isDone?.(answer) === false ? 'fault' : 'done';
      this.note({ kind, text: (words) => asking.done(words, answer) }, answer);
      this.busy = false;
      this.close();
    } catch (fault) {
      if (fault instanceof Refused) this.trouble = told.words.refusal(fault.code, 'staff');
      else if (fault instanceof Unreachable) this.trouble = told.words.text('console.unreachable');
      else throw fault;
    } finally {
      this.busy = false;
    }
  }
}
