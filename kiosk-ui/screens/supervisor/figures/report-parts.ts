/** The parts of a report: its figure against target and past, its line, its tables. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  MetricBreakdown,
  MetricDefinition,
  MetricSeries,
  MetricStep,
  MetricValue,
} from '../../../../firmware-host/messages/metrics.ts';
import type { Told } from '../model.ts';
import { dateMs } from './dates.ts';
import { formulaOf, levels, nameOf, sourceOf, statusOf } from './figure-model.ts';
import { digitsOf, fractionOf, saidOf, shownBand, targetText, type Measure } from './measure.ts';
import { bar, partName } from './parts.ts';
import { stepLabel } from './step-label.ts';
import type { TrendModel } from './trend-chart.ts';

export interface Report {
  readonly view: MetricSeries;
  readonly definition: MetricDefinition;
  readonly measure: Measure;
  readonly step: MetricStep;
}

export function summary(
  value: MetricValue | undefined,
  { view, definition, measure }: Report,
  { words }: Told,
): TemplateResult {
  return html`<div class="summary">
    <p class="name">${nameOf(view.id, words)} <span class="quiet">${formulaOf(view.id, words)}</span></p>
    ${
      value === undefined
        ? nothing
        : html`<p class="value">
            <b>${digitsOf(value.value, measure)}</b>${value.value === null ? nothing : measure.unit}
            ${statusOf(definition, value, words)}
          </p>`
    }
    <p class="quiet">
      ${words.text('metrics.its-target', { target: targetText(view.target, measure, words) })}
      ${view.target === null ? nothing : `(${sourceOf(view.target.source, words)})`}
      ${
        value === undefined
          ? nothing
          : html` · ${words.text('metrics.its-before', { value: saidOf(value.before, measure, words) })}
            ${words.text('reports.dashed', {
              from: words.date(dateMs(view.before.from), 'UTC'),
              to: words.date(dateMs(view.before.to), 'UTC'),
            })}`
      }
    </p>
  </div>`;
}

const namesOf = ({ view, step }: Report, { words, view: lobby }: Told): readonly string[] => {
  const isLong = view.range.from !== view.range.to;
  return view.points.map((point) => stepLabel(point, step, { words, timeZone: lobby.timeZone, isLong }));
};

export function trendOf(report: Report, told: Told): TrendModel {
  const { view, definition, measure } = report;
  const { words } = told;
  const names = namesOf(report, told);
  const shown = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : measure.shown(value);
  return {
    label: words.text('reports.chart', { name: nameOf(view.id, words) }),
    names,
    values: view.points.map(({ value }) => shown(value)),
    before: view.pointsBefore.map(({ value }) => shown(value)),
    band: shownBand(view.target, measure),
    harm: definition.harm,
    say: measure.digits,
    read: (place) =>
      words.text('reports.read', {
        name: names[place] ?? '—',
        value: saidOf(view.points[place]?.value ?? null, measure, words),
        before: saidOf(view.pointsBefore[place]?.value ?? null, measure, words),
      }),
  };
}

interface Choices {
  readonly by: MetricBreakdown;
  readonly choose: (by: MetricBreakdown) => void;
  readonly only: (dimension: MetricBreakdown, key: string) => void;
}

export const reportTables = (report: Report, told: Told, choices: Choices): TemplateResult =>
  html`<div class="tables">${points(report, told)} ${parts(report, told, choices)}</div>`;

/** The line as figures: whoever does not see the chart misses nothing. */
function points(report: Report, told: Told): TemplateResult {
  const { view, measure, definition } = report;
  const { words } = told;
  const names = namesOf(report, told);
  const isRatio = view.points.some(({ denominator }) => denominator > 0);
  return html`<section>
    <h2>${words.text('reports.figures')}</h2>
    <table>
      <thead>
        <tr>
          <th>${words.text(`reports.step.${report.step}`)}</th>
          <th class="r">
            ${words.text('metrics.with-unit', { name: words.text('reports.value'), unit: measure.unit })}
          </th>
          <th class="r">${words.text('reports.before')}</th>
          ${isRatio ? html`<th class="r">${words.text('reports.fraction')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${view.points.map(
          ({ value, numerator, denominator }, place) =>
            html`<tr>
              <th scope="row">${names[place]}</th>
              <td class="r num">${digitsOf(value, measure)}</td>
              <td class="r quiet">${digitsOf(view.pointsBefore[place]?.value ?? null, measure)}</td>
              ${
                isRatio
                  ? html`<td class="r quiet">
                      ${fractionOf(definition, { numerator, denominator }, words)}
                    </td>`
                  : nothing
              }
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function parts(
  { view, definition, measure }: Report,
  told: Told,
  { by, choose, only }: Choices,
): TemplateResult {
  const { words } = told;
  const most = Math.max(...view.by.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  return html`<section>
    <header>
      <h2>${words.text('metrics.parts')}</h2>
      <div class="pick push" role="group" aria-label=${words.text('metrics.parts')}>
        ${definition.breakdowns.map(
          (one) =>
            html`<button aria-pressed=${one === by} @click=${() => choose(one)}>
              ${words.text(`metrics.by.${one}`)}
            </button>`,
        )}
      </div>
    </header>
    ${
      view.by.length === 0
        ? html`<p class="quiet">${words.text('metrics.parts.none')}</p>`
        : html`<table>
            <thead>
              <tr>
                <th>${words.text(`metrics.by.${by}`)}</th>
                <td></td>
                <th class="r">
                  ${words.text('metrics.with-unit', { name: words.text('reports.value'), unit: measure.unit })}
                </th>
                <th class="r">${words.text('reports.fraction')}</th>
              </tr>
            </thead>
            <tbody>
              ${view.by.map(
                ({ key, value, numerator, denominator, status, dimension }) =>
                  html`<tr>
                    <th scope="row">
                      <button class="opens" @click=${() => only(dimension, key)}>
                        ${partName(dimension, key, told)}
                      </button>
                    </th>
                    <td class="bars">${bar(((value ?? 0) / most) * 100, levels[status])}</td>
                    <td class="r num">${digitsOf(value, measure)}</td>
                    <td class="r quiet">${fractionOf(definition, { numerator, denominator }, words)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
}
