/** Who goes first, who has to be called in another way, and who has not come alone: one touch each. */
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { PriorityReason } from '../../../firmware-host/messages/common.ts';
import { secondLine, type Bilingual } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { choices } from './message.ts';
import type { Session } from './session.ts';

const shapes: Readonly<Record<PriorityReason, IconName>> = {
  elderly: 'elderly',
  disabled: 'reach',
  pregnant: 'pregnant',
  child: 'child',
  military: 'shield',
  vip: 'star',
};

export interface NeedsModel extends Bilingual {
  readonly reasons: readonly PriorityReason[];
  readonly session: Session;
  readonly choose: (part: Partial<Session>) => void;
  readonly askSize: () => void;
  readonly back: () => void;
}

interface Need {
  readonly says: TextKey;
  readonly shape: IconName;
  readonly on: boolean;
  readonly act: () => void;
}

function needsOf({ reasons, session, choose, askSize }: NeedsModel): readonly Need[] {
  const { priority, care, size } = session;
  return [
    ...reasons.map((reason): Need => {
      const on = priority === reason;
      const act = () => choose({ priority: on ? null : reason });
      return { says: `priority.${reason}`, shape: shapes[reason], on, act };
    }),
    {
      says: 'kiosk.needs.visibly',
      shape: 'eye',
      on: care.visibly,
      act: () => choose({ care: { ...care, visibly: !care.visibly } }),
    },
    {
      says: 'kiosk.needs.escort',
      shape: 'escort',
      on: care.escort,
      act: () => choose({ care: { ...care, escort: !care.escort } }),
    },
    { says: 'kiosk.needs.group', shape: 'people', on: size > 1, act: askSize },
  ];
}

export function needsScreen(model: NeedsModel): TemplateResult {
  const needs = needsOf(model);
  return html`
    <main class=${classMap({ services: true, reasons: true, many: needs.length > 6 })}>
      ${needs.map(
        ({ says, shape, on, act }) =>
          html`<button class="control service ${on ? 'on' : ''}" aria-pressed=${on} @click=${act}>
            ${icon(on ? 'tick' : shape)}
            <span>
              <h3>${model.words.text(says)}</h3>
              ${secondLine(model, (of) => of.text(says))}
            </span>
          </button>`,
      )}
    </main>
    ${choices(model, { says: 'kiosk.back', shape: 'home', act: model.back, quiet: true }, null)}
  `;
}

/** What the next number will be, in a line; null where it will be an ordinary one. */
export function needsLine({ priority, care, size }: Session): ((words: Words) => string) | null {
  const parts: ((words: Words) => string)[] = [];
  if (priority !== null)
    parts.push((of) => of.text('kiosk.priority.chosen', { reason: of.text(`priority.${priority}`) }));
  if (care.visibly) parts.push((of) => of.text('kiosk.needs.visibly'));
  if (care.escort) parts.push((of) => of.text('kiosk.needs.escort'));
  if (size > 1) parts.push((of) => of.text('kiosk.needs.people', { count: size }));
  return parts.length === 0 ? null : (of) => parts.map((say) => say(of)).join(' · ');
}

const sizeMax = 99;
/** Families first: a touch says most of all that is ever said here. */
const usual = [2, 3, 4, 5, 6, 8];

export interface GroupModel extends Bilingual {
  readonly size: number;
  readonly change: (size: number) => void;
  readonly done: () => void;
  readonly back: () => void;
}

export function groupScreen(model: GroupModel): TemplateResult {
  const { words, change, size } = model;
  return html`
    <main class="group">
      <div class="stepper">
        ${step(model, 'kiosk.group.fewer', 'minus', Math.max(2, size - 1))}
        <p role="status"><b>${size}</b> <span>${words.text('kiosk.group.people')}</span></p>
        ${step(model, 'kiosk.group.more', 'plus', Math.min(sizeMax, size + 1))}
      </div>
      <div class="usual">
        ${usual.map(
          (count) =>
            html`<button
              class="control ${count === size ? 'on' : ''}"
              aria-pressed=${count === size}
              @click=${() => change(count)}
            >
              ${count}<span class="unseen">${words.text('kiosk.group.people')}</span>
            </button>`,
        )}
      </div>
    </main>
    ${choices(
      model,
      { says: 'kiosk.back', shape: 'home', act: model.back },
      { says: 'kiosk.group.done', shape: 'tick', act: model.done },
    )}
  `;
}

function step(
  model: GroupModel,
  says: 'kiosk.group.fewer' | 'kiosk.group.more',
  shape: IconName,
  to: number,
): TemplateResult {
  const off = to === model.size;
  return html`<button
    class="control ${off ? 'closed' : ''}"
    aria-disabled=${off}
    @click=${off ? nothing : () => model.change(to)}
  >
    ${icon(shape)}<span>${model.words.text(says)}</span>
  </button>`;
}
