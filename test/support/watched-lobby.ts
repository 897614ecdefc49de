/** A lobby whose metrics are judged: a clock that the test sets, a journal in memory, the real tables, and the real measures. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { MetricReading } from '../../firmware-host/domain/alarm.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import { postAlarms } from '../../firmware-host/metrics/alarms/post-alarms.ts';
import type { JudgedDay } from '../../firmware-host/metrics/alarms/readings.ts';
import { WatchAlarms } from '../../firmware-host/metrics/alarms/watch-alarms.ts';
import { MetricsEngine } from '../../firmware-host/metrics/engine.ts';
import type { MetricSettings } from '../../firmware-host/metrics/settings.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import type { Site } from '../../firmware-host/site.ts';
import { alwaysOpen, lobby } from './lobby.ts';
import { tempDir } from './temp.ts';

export const DATE = '2026-11-21';
const MINUTE_MS = 60_000;
const actor = { kind: 'host', id: 'test' } as const;

const site = {
  languages: ['en', 'zh-CN'],
  services: [{ letter: 'A', name: { en: 'Payments', 'zh-CN': '缴费', 'zh-TW': '繳費' } }],
} as unknown as Site;

export class WatchedLobby {
  readonly said: string[] = [];
  /** Names of all facts about alarms and notices. */
  readonly told: string[] = [];
  trusted = true;
  /** What keeps the metrics from being read; null while nothing does. */
  fault: string | null = null;
  /** How often they were read. */
  read = 0;
  readonly handler: Handler;
  readonly watch: WatchAlarms;
  readonly #engine: MetricsEngine;
  readonly #tables: ReportTables;
  readonly #clock: TestClock;
  #waiting: Recorded[] = [];
  #tickets = 0;

  private constructor(handler: Handler, clock: TestClock, settings: MetricSettings) {
    const dir = tempDir();
    this.handler = handler;
    this.#clock = clock;
    this.#tables = ReportTables.open(join(dir, 'reports.db'), { epoch: 1, after: 0 });
    this.#engine = new MetricsEngine({
      reportsPath: join(dir, 'reports.db'),
      cachePath: join(dir, 'metrics.sqlite'),
      settings,
    });
    handler.onCommit((events) => this.#hear(events));
    const say = (line: string) => void this.said.push(line);
    this.watch = new WatchAlarms({
      handler,
      clock,
      say,
      readings: (day) => this.#readings(day),
      catchUp: () => this.#catchUp(),
    });
    const endPosts = postAlarms({ handler, clock, site, say });
    onTestFinished(async () => {
      await this.watch.stop();
      await endPosts();
      this.#engine.close();
      this.#tables.close();
    });
  }

  /** At eight in the morning, with lin at counter 1. */
  static async open(settings: MetricSettings): Promise<WatchedLobby> {
    const clock = new TestClock(Date.parse(`${DATE}T08:00:00Z`));
    const watched = new WatchedLobby(
      await Handler.start(new MemoryJournal(), clock, randomIds()),
      clock,
      settings,
    );
    clock.isTrusted = () => watched.trusted;
    await watched.ask({ type: 'apply-config', lobby, timetable: null });
    await watched.ask({ type: 'open-day', date: DATE, timetable: alwaysOpen });
    await watched.ask({ type: 'sign-in', counter: '1', agent: 'lin' });
    return watched;
  }

  /** So many visitors come, wait so long, and are called and served at once. */
  async visits(count: number, waitMinutes: number): Promise<void> {
    for (let visit = 0; visit < count; visit += 1) {
      this.#tickets += 1;
      const ticket = `t${this.#tickets}`;
      const taking = { service: 'A', kiosk: 'door', language: null, by: 'staff' } as const;
      await this.ask({ type: 'take-ticket', ticket, token: `secret-${ticket}`, ...taking });
    }
    this.#clock.at += waitMinutes * MINUTE_MS;
    for (let visit = 0; visit < count; visit += 1) {
      await this.ask({ type: 'call-next', counter: '1' });
      await this.ask({ type: 'finish', counter: '1' });
    }
  }

  /** The clock goes on to HH:MM:SS, and the host looks. @returns what was told of alarms and notices since */
  async at(time: string): Promise<readonly string[]> {
    const before = this.told.length;
    this.#clock.at = Date.parse(`${DATE}T${time}Z`);
    await this.ask({ type: 'time-passed' });
    await this.watch.look();
    // A notice is posted after the fact that it is about.
    await this.ask({ type: 'time-passed' });
    return this.told.slice(before);
  }

  async ask(command: Command): Promise<void> {
    const outcome = await this.handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  }

  #hear(events: readonly Recorded[]): void {
    this.#waiting.push(...events);
    for (const { type } of events)
      if (type.startsWith('alarm.') || type.startsWith('notice.')) this.told.push(type);
  }

  #catchUp(): Promise<boolean> {
    this.#tables.fold(this.#waiting);
    this.#waiting = [];
    return Promise.resolve(true);
  }

  #readings(day: JudgedDay): Promise<readonly MetricReading[]> {
    this.read += 1;
    if (this.fault !== null) return Promise.reject(new Error(this.fault));
    return this.#engine.answer({ kind: 'readings', day, today: DATE }, () => Promise.resolve());
  }
}

class TestClock {
  at: number;
  isTrusted = (): boolean => true;

  constructor(at: number) {
    this.at = at;
  }

  now() {
    return { at: this.at, monoMs: this.at, boot: 'boot', trusted: this.isTrusted() };
  }

  trusted(): boolean {
    return this.isTrusted();
  }
}
