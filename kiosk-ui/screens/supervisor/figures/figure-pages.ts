/** Pages of figures: what each is made of comes when somebody first looks at it, so that the page itself stays light. */
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';
import type { Duty } from '../duties.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import { FigureWords } from './figure-words.ts';

type Page = 'now' | 'metrics' | 'reports' | 'satisfaction' | 'inputs';

const made: Readonly<Record<Page, () => Promise<unknown>>> = {
  now: () => import('./half-hours.ts'),
  metrics: () => import('./metrics.ts'),
  reports: () => import('./reports.ts'),
  satisfaction: () => import('./satisfaction.ts'),
  inputs: () => import('./inputs.ts'),
};

export class FigurePages {
  /** Deeds done on the page: after one, figures may be others. */
  deeds = 0;

  readonly #ask: (asker: Asker) => void;
  readonly #brought = new Set<Page>();
  readonly #words: FigureWords;
  readonly #definitions: Loaded<{ readonly definitions: readonly MetricDefinition[] }>;
  #dutiesOf: ((definitions: readonly MetricDefinition[], told: Told) => readonly Duty[]) | null = null;

  constructor(host: ReactiveControllerHost, ask: (asker: Asker) => void) {
    this.#ask = ask;
    this.#words = new FigureWords(host);
    this.#definitions = new Loaded(host);
  }

  /** What metrics that are out of their targets ask for; nothing until the words for it have come. */
  duties(told: Told): readonly Duty[] {
    if (told.view.alarms.length === 0) return [];
    if (this.#dutiesOf === null) {
      void import('./alarm-duties.ts').then(
        ({ alarmDuties }) => (this.#dutiesOf = alarmDuties),
        // The host is away: asked again the next time the page is drawn, which is in a second.
        () => null,
      );
      return [];
    }
    this.#definitions.follow('metrics/definitions', 0);
    const words = this.#words.of(told.words);
    const definitions = this.#definitions.view?.definitions;
    return words === null || definitions === undefined ? [] : this.#dutiesOf(definitions, { ...told, words });
  }

  /** @param start what to begin with, as the address has it */
  page(page: Page, told: Told, start = ''): TemplateResult {
    this.#bring(page);
    const { deeds } = this;
    switch (page) {
      case 'now':
        return html`<foyer-half-hours .told=${told} .deeds=${deeds}></foyer-half-hours>`;
      case 'metrics':
        return html`<foyer-metrics
          .told=${told}
          .ask=${this.#ask}
          .deeds=${deeds}
          .start=${start}
        ></foyer-metrics>`;
      case 'reports':
        return html`<foyer-reports
          .told=${told}
          .ask=${this.#ask}
          .deeds=${deeds}
          .start=${start}
        ></foyer-reports>`;
      case 'satisfaction':
        return html`<foyer-satisfaction
          .told=${told}
          .ask=${this.#ask}
          .deeds=${deeds}
        ></foyer-satisfaction>`;
      case 'inputs':
        return html`<foyer-inputs
          .told=${told}
          .ask=${this.#ask}
          .deeds=${deeds}
          .start=${start}
        ></foyer-inputs>`;
    }
  }

  /** What did not come, since the host is away, is asked for again the next time it is drawn. */
  #bring(page: Page): void {
    if (this.#brought.has(page)) return;
    this.#brought.add(page);
    made[page]().catch(() => this.#brought.delete(page));
  }
}
