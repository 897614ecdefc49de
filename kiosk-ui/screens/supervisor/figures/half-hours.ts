/** The day by half hours: how long people waited against the target and against the day before, and the same as a table. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MetricDefinition, MetricSeries } from '../../../../firmware-host/messages/metrics.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Told } from '../model.ts';
import { dateMs } from './dates.ts';
import { beatOf, nameOf, todayOf, waitingFor } from './figure-model.ts';
import { FigureWords } from './figure-words.ts';
import { define } from './define.ts';
import figuresSheet from './figures.css?inline';
import halfHoursSheet from './half-hours.css?inline';
import { LineChart, type LineChartModel } from './line-chart.ts';
import { digitsOf, measureOf, shownBand, targetText } from './measure.ts';
import { nextHalfHour } from './next-half-hour.ts';
import { queryOf } from './period.ts';

define('foyer-line-chart', LineChart);

/** As many columns as can be read on the smallest desk. */
const COLUMNS_MOST = 18;
/** As few as still make a line of a morning that has just begun. */
const COLUMNS_LEAST = 8;
/** Of them before now, where there are more. */
const COLUMNS_BACK = 11;
/** The table's first column, and what the name of the target takes at the other end. */
const LEFT = 84;
const RIGHT = 84;

const shown = ['queue_time', 'total_contacts', 'service_level'] as const;

interface Column {
  readonly place: number;
  readonly start: string;
  readonly isNow: boolean;
}

@customElement('foyer-half-hours')
export class HalfHours extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(halfHoursSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) deeds = 0;
  private readonly words = new FigureWords(this);
  private readonly definitions = new Loaded<{ readonly definitions: readonly MetricDefinition[] }>(this);
  private readonly series = shown.map(() => new Loaded<MetricSeries>(this));

  protected override willUpdate(): void {
    const { told } = this;
    if (told === null) return;
    const today = todayOf(told);
    const query = queryOf({ from: today, to: today }, { step: 'half-hour' });
    this.definitions.follow('metrics/definitions', 0);
    for (const [place, id] of shown.entries())
      this.series[place]?.follow(`metrics/${id}?${query}`, newest(told, this.deeds));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told } = this;
    const words = told === null ? null : this.words.of(told.words);
    if (told === null || words === null) return nothing;
    const own = { ...told, words };
    return html`<section>
      <header>
        <h1>${nameOf('queue_time', words)}</h1>
        <span class="quiet">${words.text('metrics.half-hours')}</span>
        <a class="push" href="#metrics/queue_time">${words.text('metrics.half-hours.more')}</a>
      </header>
      ${this.body(own)}
    </section>`;
  }

  private body(told: Told): TemplateResult {
    const { words } = told;
    const [waits] = this.series;
    const all = this.series.map(({ view }) => view);
    const definitions = this.definitions.view?.definitions;
    if (waits === undefined || definitions === undefined || all.some((view) => view === null))
      return waitingFor(waits?.trouble ?? this.definitions.trouble, words);
    const known = all.filter((view) => view !== null);
    const columns = columnsOf(known, told.nowMs);
    if (columns.length === 0) return html`<p class="none quiet">${words.text('metrics.half-hours.none')}</p>`;
    return html`${chart(known, definitions, columns, told)} ${table(known, definitions, columns, told)}
    ${nextHalfHour(told)}`;
  }
}

/** Asked anew when the host has pushed newer figures of the day; by the minute where it has none to push. */
const newest = (told: Told, deeds: number): number => {
  const { figures } = told.view;
  return figures === null ? beatOf(told, deeds) : Date.parse(figures.asOf) + deeds;
};

/** From the first half hour of today or the day before in which anything happened, to the last; some more where they are few. */
function columnsOf(all: readonly MetricSeries[], nowMs: number): readonly Column[] {
  const [waits] = all;
  const points = waits?.points ?? [];
  const isUsed = (place: number): boolean =>
    all.some(({ points: now, pointsBefore: before }) =>
      [now[place], before[place]].some(
        (point) => point !== undefined && point.numerator + point.denominator > 0,
      ),
    );
  const used = points.flatMap((_, place) => (isUsed(place) ? [place] : []));
  const [first] = used;
  const last = used.at(-1);
  if (first === undefined || last === undefined) return [];
  const here = points.findIndex(({ start, end }) => Date.parse(start) <= nowMs && nowMs < Date.parse(end));
  const count = Math.min(COLUMNS_MOST, Math.max(COLUMNS_LEAST, last - first + 1), points.length);
  const latest = Math.min(points.length, Math.max(last + 1, first + count)) - count;
  const wanted = last - first < count ? first : Math.max(first, here - COLUMNS_BACK);
  const from = Math.max(0, Math.min(latest, wanted));
  return points.slice(from, from + count).map(({ start }, offset) => ({
    place: from + offset,
    start,
    isNow: from + offset === here,
  }));
}

const definitionOf = (id: string, definitions: readonly MetricDefinition[]): MetricDefinition | undefined =>
  definitions.find((one) => one.id === id);

function chart(
  [waits]: readonly MetricSeries[],
  definitions: readonly MetricDefinition[],
  columns: readonly Column[],
  { words, view, nowMs }: Told,
): TemplateResult | typeof nothing {
  const definition = definitionOf('queue_time', definitions);
  if (waits === undefined || definition === undefined) return nothing;
  const measure = measureOf({ ...definition, target: waits.target }, words);
  const valuesOf = (points: MetricSeries['points']) =>
    columns.map(({ place }) => {
      const value = points[place]?.value ?? null;
      return value === null ? null : measure.shown(value);
    });
  const here = columns.findIndex(({ isNow }) => isNow);
  const model: LineChartModel = {
    label: words.text('metrics.half-hours.label', { name: nameOf('queue_time', words) }),
    values: valuesOf(waits.points),
    before: valuesOf(waits.pointsBefore),
    beforeName: words.day(dateMs(waits.before.from), 'UTC'),
    band: shownBand(waits.target, measure),
    bandName: [words.text('metrics.col.target'), targetText(waits.target, measure, words)],
    harm: definition.harm,
    under: [],
    now:
      here < 0
        ? null
        : { place: here, text: words.text('metrics.now', { time: words.time(nowMs, view.timeZone) }) },
    say: measure.digits,
    height: 260,
    left: LEFT,
    right: RIGHT,
  };
  return html`<foyer-line-chart .model=${model}></foyer-line-chart>`;
}

const table = (
  all: readonly MetricSeries[],
  definitions: readonly MetricDefinition[],
  columns: readonly Column[],
  { words, view }: Told,
): TemplateResult =>
  html`<table>
    <thead>
      <tr>
        <th>${words.text('metrics.half-hour')}</th>
        ${columns.map(
          ({ start, isNow }) =>
            html`<th class=${isNow ? 'now' : ''} scope="col">
              ${words.time(Date.parse(start), view.timeZone)}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${all.map((series) => {
        const definition = definitionOf(series.id, definitions);
        if (definition === undefined) return nothing;
        const measure = measureOf({ ...definition, target: series.target }, words);
        return html`<tr>
          <th scope="row">
            ${words.text('metrics.with-unit', { name: words.text(`metrics.row.${rowName(series.id)}`), unit: measure.unit })}
          </th>
          ${columns.map(({ place, isNow }) => {
            const value = series.points[place]?.value ?? null;
            return html`<td class="num ${isNow ? 'now' : ''}">${digitsOf(value, measure)}</td>`;
          })}
        </tr>`;
      })}
    </tbody>
  </table>`;

const rowName = (id: MetricSeries['id']): (typeof shown)[number] =>
  shown.find((one) => one === id) ?? 'queue_time';
