/** The paper, one pixel a dot, as the host has drawn it from the bytes that a printer would get. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketPreview } from '../../../firmware-host/messages/ticket-preview.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { count } from './figures.ts';
import { segments } from './segments.ts';

type Paper = NonNullable<TicketPreview['paper']>;

export type PaperScale = 'true' | 'dots';

export interface PaperModel {
  readonly words: Words;
  /** The last one without faults; null before there was one. */
  readonly paper: Paper | null;
  readonly busy: boolean;
  /** What is in the box now has faults, so the picture is of something else. */
  readonly isStale: boolean;
  /** Null until somebody chooses: as large as it stands in its column. */
  readonly scale: PaperScale | null;
  readonly zoom: (scale: PaperScale) => void;
}

/** By the definition of CSS; a screen's own millimetres differ by a few percent. */
const pxPerMm = 96 / 25.4;
/** Wider than this, a paper dot by dot does not stand in its column. */
const roomyDots = 400;

export function ticketPaper(model: PaperModel): TemplateResult {
  const { words, paper, busy, isStale, zoom } = model;
  const scale = model.scale ?? (paper !== null && paper.widthDots > roomyDots ? 'true' : 'dots');
  return html`<figure class="paper ${isStale ? 'stale' : ''}" aria-busy=${busy}>
    <figcaption>
      ${paper === null ? html`<span class="quiet">${words.text('maintenance.ticket.drawing')}</span>` : sizeOf(paper, words)}
      ${segments({
        name: 'scale',
        label: words.text('maintenance.ticket.scale'),
        options: (['dots', 'true'] as const).map((value) => ({
          value,
          text: words.text(`maintenance.ticket.scale.${value}`),
        })),
        value: scale,
        choose: zoom,
      })}
    </figcaption>
    ${
      isStale
        ? html`<p class="old is warn">${icon('clock')}${words.text('maintenance.ticket.stale')}</p>`
        : nothing
    }
    <div class="desk" tabindex="0" role="group" aria-label=${words.text('maintenance.ticket.picture')}>
      ${paper === null ? nothing : picture(paper, scale, words)}
    </div>
  </figure>`;
}

const sizeOf = (paper: Paper, words: Words): TemplateResult =>
  html`<span class="size"
    ><span
      >${words.rich('maintenance.ticket.size', {
        length: count(Math.round(paper.lengthMm), words),
        bytes: count(paper.bytes, words),
      })}</span
    ><span class="small quiet"
      >${words.text('maintenance.ticket.dots', { width: paper.widthDots, height: paper.heightDots })}</span
    ></span
  >`;

function picture(
  { png, widthDots, heightDots, lengthMm }: Paper,
  scale: PaperScale,
  words: Words,
): TemplateResult {
  const pxPerDot = scale === 'dots' ? 1 : (lengthMm * pxPerMm) / heightDots;
  return html`<img
    class=${scale}
    src="data:image/png;base64,${png}"
    width=${Math.round(widthDots * pxPerDot)}
    height=${Math.round(heightDots * pxPerDot)}
    alt=${words.text('maintenance.ticket.picture')}
  />`;
}
