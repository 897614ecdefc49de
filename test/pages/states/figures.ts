/** The supervisor's pages of figures: metrics, reports, satisfaction, inputs. */
import type { Page } from 'playwright-core';
import type { MetricsOverview } from '../../../firmware-host/messages/metrics.ts';
import { begin } from '../../kiosk/support/ask.ts';
import { faultyFile, showFigures, slowHandling, smallHouse } from '../../kiosk/support/figure-host.ts';
import type { Host } from '../../kiosk/support/host.ts';
import { alarm, lobbyView } from '../../kiosk/support/lobby-view.ts';
import { metricSeries, metricsOverview } from '../../kiosk/support/metrics-view.ts';
import { frozenMonth, satisfactionReport } from '../../kiosk/support/satisfaction-view.ts';
import { say } from '../../kiosk/support/stage.ts';
import type { State } from '../support/state.ts';
import { longLobby } from './rich.ts';

const page = (
  name: string,
  hash: string,
  ready: string,
  change: (host: Host) => void = () => undefined,
  reach?: State['reach'],
): State => ({
  page: 'supervisor',
  name,
  path: `/supervisor#${hash}`,
  ready,
  show: (host) => {
    showFigures(host);
    host.show('lobby', lobbyView());
    change(host);
  },
  ...(reach === undefined ? {} : { reach }),
});

/** As on the first morning: nothing has happened, and nobody has entered anything. */
const nothingYet: MetricsOverview = metricsOverview({
  values: metricsOverview().values.map((value) => ({
    ...value,
    value: null,
    numerator: 0,
    denominator: 0,
    before: null,
    missing: 'no-data',
    status: 'missing',
    trend: value.trend.map(() => null),
  })),
});

const empty = metricSeries('queue_time', 'day');
const withoutFigures = (series: typeof empty): typeof empty => ({
  ...series,
  points: series.points.map((point) => ({ ...point, value: null, numerator: 0, denominator: 0 })),
  pointsBefore: [],
});

const choose = async (on: Page, text: string): Promise<void> =>
  on.getByRole('button', { name: text, exact: true }).first().click();

export const figureStates: readonly State[] = [
  page('metrics', 'metrics', 'foyer-metric-sheet .parts'),
  page(
    'metrics, being reckoned',
    'metrics',
    'foyer-figures-wait',
    (host) => {
      host.hold('metrics');
      host.show('metrics/progress', { progress: { done: 120, total: 365 } });
    },
    async (on) => {
      await on.clock.runFor(2000);
      await on.locator('foyer-figures-wait progress').waitFor();
    },
  ),
  page('metrics, an alarm that was seen', 'metrics', 'foyer-metric-sheet footer', (host) =>
    host.show(
      'lobby',
      lobbyView({
        alarms: [
          alarm('alarm-1', { acknowledged: { by: 'zhou', note: 'text-1', at: '2026-11-19T06:20:00.000Z' } }),
        ],
      }),
    ),
  ),
  page('metrics, an alarm', 'metrics', 'foyer-metric-sheet footer', (host) =>
    host.show('lobby', lobbyView({ alarms: [alarm('alarm-1')] })),
  ),
  page('metrics, one with a tolerance', 'metrics/handle_time', 'foyer-metric-sheet .parts', slowHandling),
  page('metrics, a transfer', 'metrics/transfer_rate', 'foyer-metric-sheet .parts'),
  page('metrics, one without its input', 'metrics/cost_per_contact', 'foyer-metric-sheet dl'),
  page('metrics, nothing yet', 'metrics', 'foyer-metric-sheet dl', (host) => {
    host.show('metrics', nothingYet);
    host.show('lobby', lobbyView({ lobby: longLobby, alarms: [] }));
  }),
  page(
    'metrics, two dates',
    'metrics',
    'foyer-metric-sheet dl',
    undefined,
    async (on, _host, language, said = String) => {
      await choose(on, said(say(language, 'metrics.period.dates')));
      await on.locator('foyer-metrics wa-input[name=to]').waitFor();
    },
  ),
  page('reports', 'reports', 'foyer-trend-chart canvas'),
  page(
    'reports, a month put away',
    'reports',
    'foyer-months button[aria-expanded]',
    undefined,
    async (on) => {
      await on.locator('foyer-months button[aria-expanded]').click();
      await on.locator('foyer-frozen-month table').waitFor();
    },
  ),
  page('reports, no data', 'reports', 'foyer-reports .none', (host) => {
    host.show('metrics/queue_time?step=day&by=service', withoutFigures(empty));
    host.show('reports/months', { months: [] });
  }),
  page(
    'reports, too fine',
    'reports',
    'foyer-trend-chart canvas',
    undefined,
    async (on, _host, language, said = String) => {
      await on.locator('foyer-reports wa-input[name=from] input').fill('2026-01-01');
      await on.locator('foyer-reports wa-input[name=from] input').blur();
      await choose(on, said(say(language, 'reports.step.hour')));
      await on.locator('foyer-reports .none.warn').waitFor();
    },
  ),
  page('satisfaction', 'satisfaction', 'foyer-satisfaction .facts'),
  page('satisfaction, nobody yet', 'satisfaction', 'foyer-satisfaction .none', (host) =>
    host.show(
      'satisfaction?by=agent',
      satisfactionReport('agent', {
        distribution: [],
        given: 0,
        rate: null,
        flaggedCount: 0,
        cases: { ...satisfactionReport().cases, opened: 0 },
      }),
    ),
  ),
  page('satisfaction, too few to tell', 'satisfaction', 'foyer-satisfaction .facts', smallHouse),
  page('inputs', 'inputs', 'foyer-inputs tbody'),
  page('inputs, none', 'inputs/costs', 'foyer-inputs section', (host) =>
    host.show('metric-inputs', { batches: [] }),
  ),
  page('inputs, answers of machines', 'inputs/answers', 'foyer-inputs section'),
  page('inputs, a faulty file', 'inputs', 'foyer-inputs tbody', faultyFile, async (on) => {
    await on.locator('foyer-csv-upload input[type=file]').setInputFiles({
      name: 'roster.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('agent,date,from,to\n'),
    });
    await on.locator('foyer-csv-upload tbody').waitFor();
  }),
  page(
    'inputs, a shift by hand',
    'inputs',
    'foyer-inputs tbody',
    undefined,
    async (on, _host, language, said = String) => {
      await begin(on, said(say(language, 'inputs.do.roster')));
      await on.locator('foyer-ask wa-dialog[open] button[type=submit]').waitFor();
    },
  ),
  page(
    'a month that cannot be compared any more',
    'reports',
    'foyer-months button[aria-expanded]',
    (host) =>
      host.show(
        `reports/months/${frozenMonth().month}`,
        frozenMonth({ changed: null, notCompared: 'days-gone' }),
      ),
    async (on) => {
      await on.locator('foyer-months button[aria-expanded]').click();
      await on.locator('foyer-frozen-month table').waitFor();
    },
  ),
  page(
    'a month with a changed file',
    'reports',
    'foyer-months button[aria-expanded]',
    (host) =>
      host.show(
        `reports/months/${frozenMonth().month}`,
        frozenMonth({ file: 'changed', figures: null, changed: null, notCompared: 'no-figures' }),
      ),
    async (on) => {
      await on.locator('foyer-months button[aria-expanded]').click();
      await on.locator('foyer-frozen-month .is.bad').waitFor();
    },
  ),
];
