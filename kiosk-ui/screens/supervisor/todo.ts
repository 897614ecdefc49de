import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { DUTIES_SHOWN, dutiesOf, type Duty, type Way } from './duties.ts';
import type { SupervisorModel } from './model.ts';

/**
 * The three gravest things to do now, each with what to press.
 * @param figures what figures out of their targets ask for
 */
export function todo(model: SupervisorModel, figures: readonly Duty[]): TemplateResult {
  const { words } = model;
  const all = dutiesOf(model, figures);
  const more = all.length - DUTIES_SHOWN;
  return html`<aside class="todo" aria-label=${words.text('supervisor.todo')}>
    <header>
      <h1>${words.text('supervisor.todo')}</h1>
      <span class="push quiet small"
        >${more > 0 ? words.text('supervisor.todo.more', { count: more }) : words.text('supervisor.todo.hint')}</span
      >
    </header>
    ${
      all.length === 0
        ? html`<div class="calm">
            <p class="is ok">${icon('check')}${words.text('supervisor.todo.none')}</p>
            <p class="quiet">${words.text('supervisor.todo.none.text')}</p>
          </div>`
        : html`<ol>
            ${all.slice(0, DUTIES_SHOWN).map((duty) => dutyOf(duty, model))}
          </ol>`
    }
  </aside>`;
}

const dutyOf = ({ level, icon: shape, title, text, ways }: Duty, model: SupervisorModel): TemplateResult =>
  html`<li>
    <span class="is ${level}">${icon(shape)}</span>
    <div>
      <h2>${title}</h2>
      <p class="quiet">${text}</p>
      <div class="do">${ways.map((way, place) => press(way, place === 0, model))}</div>
    </div>
  </li>`;

const press = (way: Way, isFirst: boolean, { ask }: SupervisorModel): TemplateResult =>
  'href' in way
    ? html`<a class="btn slim ${isFirst ? 'main' : ''}" href=${way.href}
        >${isFirst ? icon('to') : nothing}${way.text}</a
      >`
    : html`<button class="btn slim ${isFirst ? 'main' : ''}" @click=${() => ask(way.asker)}>
        ${isFirst ? icon('tick') : nothing}${way.text}
      </button>`;
