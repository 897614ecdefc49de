/** What a simulated loudspeaker said last, and the sound of it for whoever sits before the lab. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SimulatedSpeakerView } from '../../../firmware-host/messages/lab.ts';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { labPath, stateClass, troubleOf, type LabModel } from './model.ts';

export const speakers = (model: LabModel): TemplateResult =>
  html`${model.view.speakers.map((one) => speaker(one, model))}`;

function speaker(one: SimulatedSpeakerView, { words }: LabModel): TemplateResult {
  const { device, isPlaying, played } = one;
  const [newest] = played;
  const said = newest?.texts.join(' · ') ?? '';
  return html`<section class="speaker" aria-label=${`${words.text('lab.speaker')} ${device.id}`}>
    <header class="device">
      ${sign('sound')}
      <h2>${words.text('lab.speaker')}</h2>
      <span class="quiet"
        >${words.text('lab.speaker.volume', { percent: device.speaker?.percent ?? 0 })}</span
      >
      ${
        device.state === 'ready'
          ? html`<span class="push is ${isPlaying ? 'go' : 'ok'}" role="status"
              >${icon(isPlaying ? 'play' : 'check')}${words.text(isPlaying ? 'lab.speaker.playing' : 'lab.state.ready')}</span
            >`
          : html`<span class="push is ${stateClass[device.state]}" role="status"
              >${icon('bad')}${troubleOf(device, words)}</span
            >`
      }
    </header>
    <p class="said">
      ${
        newest === undefined
          ? html`<span class="quiet">${words.text('lab.speaker.none')}</span>`
          : html`<span class="text" title=${said}
                >${said === '' ? words.text('lab.speaker.chime') : said}</span
              >
              ${newest.times > 1 ? html`<span class="quiet">×${newest.times}</span>` : nothing}
              <button class="btn slim push" @click=${() => listen(one)}>
                ${icon('play')}${words.text('lab.speaker.listen')}
              </button>`
      }
    </p>
  </section>`;
}

/** One at a time: the second press begins anew. */
let heard: HTMLAudioElement | null = null;

function listen({ device, played: [newest] }: SimulatedSpeakerView): void {
  if (newest === undefined) return;
  heard?.pause();
  heard = new Audio(`/api/v1/${labPath('speakers', device, 'played')}/${newest.place}`);
  // A browser without a sound card has nothing to say about it, and nobody waits for it.
  heard.play().catch(() => undefined);
}
