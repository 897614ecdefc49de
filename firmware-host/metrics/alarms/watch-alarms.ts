import { reasonOf } from '../../central/reason.ts';
import type { Clock } from '../../clock.ts';
import type { Alarm, MetricReading } from '../../domain/alarm.ts';
import type { Handler } from '../../handle.ts';
import type { JudgedDay } from './readings.ts';

const actor = { kind: 'host', id: 'metrics' } as const;

/** How often it is looked whether it is time. */
const LOOK_MS = 10_000;
/** Half-hours of all zones begin at quarters of UTC's hours. */
const QUARTER_MS = 15 * 60_000;
/** The last facts of a half-hour are on their way into the tables. */
const LAG_MS = 5_000;
/** An hour and a quarter after the last fact every half-hour and hour that has any is over. At night nobody needs the thread of the metrics. */
const QUIET_MS = 75 * 60_000;

export interface WatchAlarmsOptions {
  readonly handler: Handler;
  readonly clock: Clock;
  /** What every metric was over its latest period. @throws Error with a reason for the technician */
  readonly readings: (day: JudgedDay) => Promise<readonly MetricReading[]>;
  /** Brings everything that is committed into the tables that readings are taken from; false: it takes longer. */
  readonly catchUp: () => Promise<boolean>;
  readonly say: (line: string) => void;
}

/** Has the rules judge the metrics whenever a half-hour has ended, and when a day is closed. What becomes of it, the rules say. */
export class WatchAlarms {
  readonly #options: WatchAlarmsOptions;
  #timer: NodeJS.Timeout | undefined;
  #unfollow: (() => void) | null = null;
  #judging: Promise<void> | null = null;
  /** What it was when they were judged last. */
  #judged = '';
  #position = 0;
  #saysFault = false;
  #isStopping = false;

  constructor(options: WatchAlarmsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
    this.#unfollow = this.#options.handler.onCommit((events) => {
      // One that is under way may have seen the day still open.
      if (events.some(({ type }) => type === 'day.closed')) void this.look().then(() => this.look());
    });
  }

  /** Resolves when what is under way is told. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    this.#unfollow?.();
    await this.#judging;
  }

  /** Judges if it is time; one at a time. */
  look(): Promise<void> {
    this.#judging ??= this.#look().finally(() => {
      this.#judging = null;
    });
    return this.#judging;
  }

  /** No clock that is not trusted tells half-hours apart, and while everybody is outside nothing is anybody's fault. */
  async #look(): Promise<void> {
    const { handler, clock } = this.#options;
    const { at, trusted } = clock.now();
    const { day, frozen } = handler.committed;
    if (this.#isStopping || !trusted || day === null || frozen !== null) return;
    const quarter = Math.floor((at - LAG_MS) / QUARTER_MS);
    const moment = `${day.date} ${day.isClosed} ${quarter}`;
    if (moment === this.#judged || this.#isQuiet(at)) return;
    try {
      if (!(await this.#options.catchUp())) return;
      await this.#judge({ date: day.date, isClosed: day.isClosed, at: at - LAG_MS });
      this.#judged = moment;
      this.#position = handler.committed.position;
      this.#saysFault = false;
    } catch (error) {
      if (!this.#saysFault && !this.#isStopping)
        this.#options.say(`alarms: the metrics cannot be judged: ${reasonOf(error)}`);
      this.#saysFault = true;
    }
  }

  /** Nothing has happened since they were judged, and nothing from before can end any more. */
  #isQuiet(at: number): boolean {
    const { position, lastTime } = this.#options.handler.committed;
    return position === this.#position && at - (lastTime?.at ?? at) > QUIET_MS;
  }

  async #judge(day: JudgedDay): Promise<void> {
    const { handler, readings } = this.#options;
    const found = await readings(day);
    const orphans = [...handler.committed.alarms.values()].filter((alarm) => !found.some(isOf(alarm)));
    const command = { type: 'judge-metrics', readings: [...found, ...orphans.map(withoutTarget)] } as const;
    const outcome = await handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(outcome.detail ?? outcome.code);
  }
}

const isOf =
  ({ metric, service }: Alarm) =>
  (reading: MetricReading): boolean =>
    reading.metric === metric && reading.service === service;

/** Of a metric that the house no longer holds against anything. */
const withoutTarget = ({ metric, service, judgedAt }: Alarm): MetricReading => ({
  metric,
  service,
  fromAt: judgedAt,
  untilAt: judgedAt,
  value: null,
  target: { min: null, max: null },
  recovered: { min: null, max: null },
});
