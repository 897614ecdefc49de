/** The bar over the lab: what this is, how fast time goes, and the pages that people really use. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TrafficView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import type { LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

const paces = [1, 10, 60] as const satisfies readonly TrafficView['pace'][];
/** A newcomer who lets time go on after a stop meets an ordinary day. */
const weekdayPerHour = 20;

const pages = [
  { href: '/kiosk', text: 'lab.kiosk', icon: 'phone' },
  { href: '/display', text: 'lab.display', icon: 'screen' },
  { href: '/counter', text: 'lab.counters', icon: 'desk' },
] as const satisfies readonly { icon: IconName; href: string; text: string }[];

export interface HeadModel {
  readonly words: Words;
  readonly connected: boolean;
  /** Null until the host has been heard. */
  readonly lab: LabModel | null;
  readonly language: TemplateResult;
}

export function labHead({ words, connected, lab, language }: HeadModel): TemplateResult {
  const lead = words.text('lab.lead');
  return html`<header class="head">
    <h1 class="unseen">${words.text('lab.title')}</h1>
    <a class="brand" href="/">${mark()}Foyer</a>
    <span class="tag demo" title=${lead}>${icon('eye')}<b>${words.text('site.demo')}</b></span>
    <span class="quiet lead">${lead}</span>
    ${lab === null ? nothing : pace(lab)}
    <nav aria-label=${words.text('lab.pages')}>
      ${pages.map(
        ({ href, text, icon: shape }) =>
          html`<a target="_blank" href=${href} title=${words.text('lab.open')}
            >${icon(shape)}${words.text(text)}</a
          >`,
      )}
    </nav>
    ${language}
    ${
      connected
        ? html`<span class="is ok">${icon('link')}${words.text('site.connected')}</span>`
        : html`<span class="is warn" role="status"
            >${icon('no-link')}${words.text('site.reconnecting')}</span
          >`
    }
    ${lab === null ? nothing : html`<span class="clock">${clock(lab)}</span>`}
  </header>`;
}

const clock = ({ words, nowMs, timeZone }: LabModel): string =>
  words.time(nowMs, timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);

function pace({ view, words, ask }: LabModel): TemplateResult {
  const { available, perHour, pace: chosen } = view.traffic;
  const stopped = perHour === 0;
  const set = (change: object) => void ask('lab/traffic', change, 'traffic');
  return html`<div class="pick" role="group" aria-label=${words.text('lab.pace')}>
    <button ?disabled=${!available} aria-pressed=${stopped} @click=${() => set({ perHour: 0 })}>
      ${sign('hold')}${words.text('lab.pace.stop')}
    </button>
    ${paces.map((times) => {
      const on = !stopped && chosen === times;
      return html`<button
        ?disabled=${!available}
        aria-pressed=${on}
        @click=${() => set(stopped ? { perHour: weekdayPerHour, pace: times } : { pace: times })}
      >
        ${on ? icon('play') : nothing}${words.text('lab.pace.times', { times })}
      </button>`;
    })}
  </div>`;
}
