/** The counters and the pads on them, with the one key of each that an agent would press next: a whole visit on one page. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LabCounter, LabView, SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { PadFinger } from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { labPath, stateClass, troubleOf, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

const states = {
  closed: { icon: 'closed', look: 'quiet' },
  idle: { icon: 'door', look: 'go' },
  called: { icon: 'bell', look: 'call' },
  serving: { icon: 'person', look: 'go' },
  paused: { icon: 'cup', look: 'quiet' },
  'wrap-up': { icon: 'pen', look: 'go' },
} as const satisfies Record<LabCounter['state'], { icon: IconName; look: string }>;

const nextKeys = {
  'sign-in': { icon: 'door', text: 'lab.sign-in' },
  'call-next': { icon: 'bell', text: 'console.call-next' },
  start: { icon: 'play', text: 'console.start' },
  finish: { icon: 'tick', text: 'console.finish' },
  ready: { icon: 'play', text: 'lab.ready' },
} as const satisfies Record<NonNullable<LabCounter['next']>, { icon: IconName; text: string }>;

export function seats(model: LabModel): TemplateResult {
  const { view, words } = model;
  const scale = Math.max(0, ...view.pads.map((pad) => pad.scale));
  return html`
    <header class="device">
      ${sign('good')}
      <h2>${words.text('lab.pads')}</h2>
      <span class="quiet push keys"
        >${scale === 0 ? words.text('lab.pads.none') : words.rich('lab.pads.hint', { scale: scale % 10 })}</span
      >
    </header>
    ${view.counters.length === 0 ? html`<p class="quiet">${words.text('console.counters.none')}</p>` : nothing}
    <div class=${seatsClass(view)}>
      ${repeat(
        view.counters,
        ({ counter }) => counter.id,
        (counter) => seat(counter, model),
      )}
    </div>
  `;
}

/** How much room they must have, however many boards there are. */
const seatsClass = ({ counters, pads }: LabView): string => {
  const isShared = counters.some(
    ({ counter }) => pads.filter((pad) => pad.counter.id === counter.id).length > 1,
  );
  const parts = ['seats', counters.length > 2 && 'rows', pads.length === 0 && 'bare', isShared && 'shared'];
  return parts.filter((part) => part !== false).join(' ');
};

function seat(one: LabCounter, model: LabModel): TemplateResult {
  const { words, view } = model;
  const name = words.name(one.counter.name);
  const pads = view.pads.filter((pad) => pad.counter.id === one.counter.id);
  return html`<section class="seat" aria-label=${name}>
    <header>
      ${pads.map(({ device }) => html`<i class="lamp ${device.state}"></i>`)}
      <b class="who" title=${name}>${name}</b>
      <span class="is push ${states[one.state].look}"
        >${icon(states[one.state].icon)}${words.text(`console.state.${one.state}`)}${
          one.number === null ? nothing : html`<b>${one.number}</b>`
        }</span
      >
    </header>
    <div class="act">${nextKey(one, name, model)} ${pads.map((pad) => padState(pad, words))}</div>
    ${pads.map((pad) => padOf(pad, name, model))}
  </section>`;
}

function nextKey(one: LabCounter, name: string, { words, busy, press }: LabModel): TemplateResult {
  if (one.next === null) {
    return html`<button class="btn slim" disabled>${icon('people')}${words.text('lab.nobody')}</button>`;
  }
  const { icon: shape, text } = nextKeys[one.next];
  const said = words.text(text);
  return html`<button
    class="btn slim next"
    aria-label=${`${name} ${said}`}
    aria-busy=${busy.has(one.counter.id)}
    @click=${() => press(one)}
  >
    ${icon(shape)}${said}
  </button>`;
}

function padState(
  { device, buttons, awaits, rated }: SimulatedPadView,
  words: Words,
): TemplateResult | typeof nothing {
  if (device.state !== 'ready') {
    return html`<span class="is push ${stateClass[device.state]}" role="status"
      >${device.problem === 'disconnected' ? sign('unplug') : icon('bad')}<span class="said"
        >${troubleOf(device, words)}</span
      ></span
    >`;
  }
  if (!buttons.some(({ does }) => does === 'rate')) return nothing;
  if (awaits !== null) {
    return html`<span class="is push ok"
      >${icon('clock')}<span class="said">${words.text('lab.pad.awaits', { number: awaits })}</span></span
    >`;
  }
  if (rated !== null) {
    return html`<span class="is push ok"
      >${icon('check')}<span class="said"
        >${words.text('lab.pad.rated', { number: rated.number })}</span
      ></span
    >`;
  }
  return html`<span class="is push quiet" title=${words.text('lab.pad.idle.hint')}
    >${sign('hold')}<span class="said">${words.text('lab.pad.idle')}</span></span
  >`;
}

const padOf = (pad: SimulatedPadView, name: string, { words, finger }: LabModel): TemplateResult =>
  html`<foyer-pad
    .pad=${pad}
    .words=${words}
    .label=${words.text('lab.pad', { counter: name })}
    @finger=${({ detail }: CustomEvent<PadFinger>) => finger(labPath('pads', pad.device, 'finger'), detail)}
    @gone=${({ detail }: CustomEvent<PadFinger>) => finger(labPath('pads', pad.device, 'finger'), detail, true)}
  ></foyer-pad>`;
