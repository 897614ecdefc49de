/** The central system as its receiver saw it, and how the host gets on with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SimulatedCentreView } from '../../../firmware-host/messages/centre.ts';
import type { CentreView, ParkedEvent } from '../../../firmware-host/messages/centre.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

const states = {
  delivering: { look: 'ok', icon: 'check' },
  waiting: { look: 'warn', icon: 'clock' },
  stopped: { look: 'bad', icon: 'bad' },
} as const satisfies Record<CentreView['state'], { icon: IconName; look: string }>;

export function centre(model: LabModel): TemplateResult {
  const { view, words, timeZone } = model;
  const found = view.centre;
  if (found === null) {
    return html`<header class="device">
        ${sign('cloud')}
        <h2>${words.text('lab.centre')}</h2>
      </header>
      <p class="none quiet">${words.text('lab.centre.none')}</p>`;
  }
  return html`
    <header class="device">
      ${sign('cloud')}
      <h2>${words.text('lab.centre')}</h2>
      ${deliveryState(found, words)}
    </header>
    ${trouble(found.delivery, model)} ${parked(found.delivery.parked, model)} ${counts(found, words)}
    <foyer-inbox .events=${found.events} .words=${words} .timeZone=${timeZone}></foyer-inbox>
  `;
}

/** With a switch on and nothing to send, nobody knows yet how delivery would go. */
function deliveryState({ delivery, faults }: SimulatedCentreView, words: Words): TemplateResult {
  const untried = delivery.state === 'delivering' && delivery.backlog === 0;
  if (untried && Object.values(faults).includes(true)) {
    return html`<span class="push is quiet" role="status"
      >${sign('hold')}${words.text('lab.centre.idle')}</span
    >`;
  }
  const { look, icon: shape } = states[delivery.state];
  return html`<span class="push is ${look}" role="status"
    >${icon(shape)}${words.text(`lab.centre.${delivery.state}`)}</span
  >`;
}

function counts(
  { received, missing, repeated, unsigned, delivery }: SimulatedCentreView,
  words: Words,
): TemplateResult {
  const wrong = (key: 'lab.centre.missing' | 'lab.centre.unsigned', count: number) =>
    html`<span class="is bad">${icon('bad')}<span>${words.rich(key, { count })}</span></span>`;
  return html`<p class="counts quiet">
    <span>${words.rich('lab.centre.received', { count: received })}</span>
    ${
      missing > 0
        ? wrong('lab.centre.missing', missing)
        : html`<span>${words.rich('lab.centre.missing', { count: missing })}</span>`
    }
    <span>${words.rich('lab.centre.repeated', { count: repeated })}</span>
    ${
      // Nobody has to see that no signature was bad.
      unsigned > 0 ? wrong('lab.centre.unsigned', unsigned) : nothing
    }
    ${
      delivery.backlog > 0
        ? html`<span class="push">${words.rich('lab.centre.backlog', { count: delivery.backlog })}</span>`
        : nothing
    }
  </p>`;
}

/** Why events stay here, until when, and what a person can do about it. */
function trouble({ state, fault, retryAt }: CentreView, { words, nowMs, settle }: LabModel) {
  if (state === 'delivering') return nothing;
  const seconds = retryAt === null ? null : Math.max(0, Math.ceil((Date.parse(retryAt) - nowMs) / 1000));
  return html`<div class="delivery">
      ${seconds === null ? nothing : html`<span class="quiet">${words.text('lab.centre.retry', { seconds })}</span>`}
      <button class="btn slim push" @click=${() => void settle('resume')}>
        ${icon('repeat')}${words.text('lab.centre.resume')}
      </button>
      ${
        state === 'stopped'
          ? html`<button class="btn slim main" @click=${() => void settle('park')}>
              ${icon('play')}${words.text('lab.centre.park')}
            </button>`
          : nothing
      }
    </div>
    ${fault === null ? nothing : html`<code class="fault">${fault}</code>`}`;
}

function parked(events: readonly ParkedEvent[], model: LabModel): TemplateResult | typeof nothing {
  const { words } = model;
  if (events.length === 0) return nothing;
  return html`<section class="parked" aria-label=${words.text('lab.parked', { count: events.length })}>
    <h3 class="is small bad">${sign('hold')}${words.text('lab.parked', { count: events.length })}</h3>
    <ol>
      ${repeat(
        events,
        ({ id }) => id,
        (event) => oneParked(event, model),
      )}
    </ol>
  </section>`;
}

function oneParked({ id, type, status, reason }: ParkedEvent, { words, settle }: LabModel): TemplateResult {
  const path = `parked/${encodeURIComponent(id)}`;
  return html`<li>
    <code><b>${type}</b></code>
    <code class="reason">${status} ${reason}</code>
    <button
      class="btn slim"
      aria-label=${`${words.text('lab.parked.retry')} ${type}`}
      @click=${() => void settle(`${path}/retry`)}
    >
      ${words.text('lab.parked.retry')}
    </button>
    <button
      class="btn slim"
      aria-label=${`${words.text('lab.parked.discard')} ${type}`}
      @click=${() => void settle(path, 'DELETE')}
    >
      ${words.text('lab.parked.discard')}
    </button>
  </li>`;
}
