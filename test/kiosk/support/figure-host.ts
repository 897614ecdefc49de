/** A test host that is told all figures of the supervisor's page. */
import type { InputCheck } from '../../../firmware-host/messages/metric-inputs.ts';
import type { Host } from './host.ts';
import { names } from './views.ts';
import { metricDefinitions, metricParts, metricSeries, metricsOverview } from './metrics-view.ts';
import { frozenMonth, inputBatch, satisfactionReport } from './satisfaction-view.ts';

export function showFigures(host: Pick<Host, 'show'>): void {
  host.show('metrics/definitions', { definitions: metricDefinitions });
  host.show('metrics', metricsOverview());
  for (const { id } of metricDefinitions) {
    host.show(`metrics/${id}`, metricSeries(id, 'day'));
    host.show(`metrics/${id}?step=half-hour`, metricSeries(id, 'half-hour'));
    for (const by of ['service', 'counter', 'agent', 'class'] as const)
      host.show(`metrics/${id}?step=day&by=${by}`, metricSeries(id, 'day', { by: metricParts(id, by) }));
  }
  for (const by of ['agent', 'service', 'counter', 'class', 'hour'] as const)
    host.show(`satisfaction?by=${by}`, satisfactionReport(by));
  host.show('metric-inputs', {
    batches: [
      inputBatch('batch-2', { rows: 12, from: '2026-11-16', to: '2026-11-22', by: 'desk' }),
      inputBatch('batch-1'),
      inputBatch('batch-3', { kind: 'costs', rows: 1 }),
    ],
  });
  const { month, by, at, sha256 } = frozenMonth();
  host.show('reports/months', { months: [{ month, by, at, sha256 }] });
  host.show(`reports/months/${month}`, frozenMonth());
}

const MINUTE_MS = 60_000;

/** Handling times of which one day is within what their target tolerates, and the last beyond it. */
export function slowHandling(host: Pick<Host, 'show'>): void {
  const series = metricSeries('handle_time', 'day');
  const last = series.points.length - 1;
  const minutes = new Map([
    [last - 1, 11],
    [last, 12],
  ]);
  const points = series.points.map((point, place) => {
    const value = minutes.get(place);
    return value === undefined ? point : { ...point, value: value * MINUTE_MS };
  });
  host.show('metrics/handle_time', { ...series, points });
  const { values, ...overview } = metricsOverview();
  host.show('metrics', {
    ...overview,
    values: values.map((value) =>
      value.id === 'handle_time' ? { ...value, value: 12 * MINUTE_MS, status: 'high' as const } : value,
    ),
  });
}

/** Four have rated: too few for anybody to be told how. */
export const smallHouse = (host: Pick<Host, 'show'>): void =>
  host.show(
    'satisfaction?by=agent',
    satisfactionReport('agent', { distribution: null, given: 4, good: null, bad: null, rate: null, by: [] }),
  );

/** What a file with three faults comes to. */
export const faultyCheck: InputCheck = {
  kind: 'roster',
  rows: 0,
  faults: [
    {
      line: 2,
      column: 'agent',
      value: 'chenn',
      code: 'agent-unknown',
      remedy: names(
        '没有这个人员，请对照人员名单。',
        '沒有這個人員，請對照人員名單。',
        'There is no such agent: see the list of agents.',
      ),
    },
    {
      line: 4,
      column: 'to',
      value: '25:00',
      code: 'time-impossible',
      remedy: names(
        '没有这个时间，请写成 HH:MM。',
        '沒有這個時間，請寫成 HH:MM。',
        'No such time: write it as HH:MM.',
      ),
    },
    {
      line: 7,
      column: null,
      value: 'chen,2026-11-20',
      code: 'cells-missing',
      remedy: names('这一行少了两格。', '這一行少了兩格。', 'This line lacks two cells.'),
    },
  ],
  batch: null,
};

export const faultyFile = (host: Pick<Host, 'answer'>): void =>
  host.answer(() => ({ status: 200, body: faultyCheck }));
