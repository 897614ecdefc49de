/** Figures that are pushed: asked for while somebody looks, not too often, one at a time, and never told when they are old. */
import { onTestFinished, expect, it } from 'vitest';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import type { LobbyFigures } from '../../firmware-host/messages/lobby-figures.ts';
import { KeepLive } from '../../firmware-host/metrics/live/keep-live.ts';
import type { ThisMoment } from '../../firmware-host/metrics/live/live-figures.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';

const DATE = '2026-11-21';
const SECOND_MS = 1000;
const START_AT = Date.parse(`${DATE}T08:00:01Z`);
const actor = { kind: 'host', id: 'test' } as const;

class Looked {
  readonly said: string[] = [];
  readonly moments: ThisMoment[] = [];
  isThere = false;
  /** How often onlookers were told. */
  told = 0;
  trusted = true;
  readonly handler: Handler;
  readonly keeper: KeepLive;
  /** What the thread of the metrics does. */
  answer: () => Promise<LobbyFigures | null> = () => Promise.resolve(this.figures());
  #elapsedMs = 0;
  #begin: () => void = () => undefined;
  #tickets = 0;
  readonly #clock;

  private constructor(handler: Handler, clock: { at: number }) {
    this.handler = handler;
    this.#clock = clock;
    this.keeper = new KeepLive({
      handler,
      clock: { now: () => this.#now(), trusted: () => this.trusted },
      onlookers: {
        isThere: () => this.isThere,
        onFirst: (hear) => (this.#begin = hear),
        tell: () => (this.told += 1),
      },
      ask: (moment) => {
        this.moments.push(moment);
        return this.answer();
      },
      say: (line) => this.said.push(line),
    });
    this.keeper.start();
    onTestFinished(() => this.keeper.stop());
  }

  static async open(): Promise<Looked> {
    const clock = { at: START_AT };
    const now = () => ({ at: clock.at, monoMs: clock.at, boot: 'boot', trusted: true });
    const handler = await Handler.start(new MemoryJournal(), { now, trusted: () => true }, randomIds());
    const looked = new Looked(handler, clock);
    await looked.ask({ type: 'apply-config', lobby, timetable: null });
    await looked.openDay(DATE);
    return looked;
  }

  /** Up to the last fact. */
  figures(): LobbyFigures {
    const none = { value: null, target: null, status: 'missing' } as const;
    const asOf = new Date(this.handler.committed.lastTime?.at ?? 0).toISOString();
    return { asOf, serviceLevel: none, queueTime: none, next: null, lastHour: null };
  }

  /** Somebody opens the page where nobody had it open. */
  async begin(): Promise<void> {
    this.isThere = true;
    this.#begin();
    await this.keeper.look();
  }

  async after(seconds: number): Promise<void> {
    this.#elapsedMs += seconds * SECOND_MS;
    this.#clock.at = START_AT + this.#elapsedMs;
    await this.keeper.look();
  }

  openDay(date: string): Promise<void> {
    return this.ask({ type: 'open-day', date, timetable: alwaysOpen });
  }

  take(): Promise<void> {
    this.#tickets += 1;
    const taking = { service: 'A', kiosk: 'door', language: null, by: 'staff' } as const;
    return this.ask({ type: 'take-ticket', ticket: `t${this.#tickets}`, token: `secret-${this.#tickets}`, ...taking }); // prettier-ignore
  }

  async ask(command: Parameters<Handler['handle']>[0]['command']): Promise<void> {
    const outcome = await this.handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  }

  #now() {
    return { at: this.#clock.at, monoMs: this.#elapsedMs, boot: 'boot', trusted: this.trusted };
  }
}

it('asks for nobody, and at once for the first one', async () => {
  const looked = await Looked.open();
  await looked.take();
  await looked.after(60);
  expect(looked.moments).toEqual([]);
  expect(looked.keeper.figures).toBeNull();
  await looked.begin();
  expect(looked.moments).toEqual([{ at: START_AT + 60 * SECOND_MS, waiting: 1, shut: [] }]);
  expect(looked.told).toBe(1);
  expect(looked.keeper.figures).toEqual(looked.figures());
});

it('says which services give no more numbers', async () => {
  const looked = await Looked.open();
  const reason = { 'zh-CN': '系统维护', 'zh-TW': '系統維護', en: 'Maintenance' };
  await looked.ask({ type: 'close-service', service: 'B', reason });
  await looked.begin();
  await looked.ask({ type: 'open-service', service: 'B' });
  await looked.after(20);
  expect(looked.moments.map(({ shut }) => shut)).toEqual([['B'], []]);
});

it('asks again when something has happened, and no sooner than after a quarter of a minute', async () => {
  const looked = await Looked.open();
  await looked.begin();
  await looked.after(20);
  expect(looked.moments).toHaveLength(1);
  await looked.take();
  await looked.after(0);
  expect(looked.moments).toHaveLength(2);
  await looked.take();
  await looked.after(14);
  expect(looked.moments).toHaveLength(2);
  await looked.after(1);
  expect(looked.moments.at(-1)?.waiting).toBe(2);
  expect(looked.told).toBe(3);
  looked.isThere = false;
  await looked.take();
  await looked.after(60);
  expect(looked.moments).toHaveLength(3);
});

it('asks again though nothing has happened when the half hour to come is another one', async () => {
  const looked = await Looked.open();
  await looked.begin();
  await looked.after(290);
  expect(looked.moments).toHaveLength(1);
  await looked.after(15);
  expect(looked.moments).toHaveLength(2);
});

it('has forgotten by the next onlooker what was so when nobody looked', async () => {
  const looked = await Looked.open();
  await looked.begin();
  looked.isThere = false;
  await looked.after(6 * 60);
  expect(looked.keeper.figures).not.toBeNull();
  await looked.after(1);
  expect(looked.keeper.figures).toBeNull();
  await looked.begin();
  expect(looked.keeper.figures).not.toBeNull();
});

it('lets the thread rest when the day is over, though a page stays open', async () => {
  const looked = await Looked.open();
  await looked.ask({ type: 'close-day', dispositions: {}, rest: null });
  await looked.begin();
  await looked.after(20);
  const asked = looked.moments.length;
  await looked.after(3600);
  expect(looked.moments).toHaveLength(asked);
});

it('has one question under way', async () => {
  const looked = await Looked.open();
  const { promise, resolve } = Promise.withResolvers<LobbyFigures | null>();
  looked.answer = () => promise;
  const begun = looked.begin();
  await looked.take();
  const later = looked.after(30);
  expect(looked.moments).toHaveLength(1);
  resolve(looked.figures());
  await Promise.all([begun, later]);
  expect(looked.keeper.figures).not.toBeNull();
});

it('tells no figures where they cannot be had, says so once, and tries again', async () => {
  const looked = await Looked.open();
  await looked.begin();
  looked.answer = () => Promise.reject(new Error('no room for the cache'));
  await looked.take();
  for (let time = 0; time < 3; time += 1) await looked.after(15);
  expect(looked.keeper.figures).toBeNull();
  expect(looked.said).toEqual(['metrics: the figures of this moment cannot be told: no room for the cache']);
  expect(looked.told).toBe(4);
  looked.answer = () => Promise.resolve(looked.figures());
  await looked.after(15);
  expect(looked.keeper.figures).not.toBeNull();
});

it('asks again where the tables had not heard of everything yet', async () => {
  const looked = await Looked.open();
  const old = looked.figures();
  await looked.after(5);
  await looked.take();
  looked.answer = () => Promise.resolve(old);
  await looked.begin();
  looked.answer = () => Promise.resolve(looked.figures());
  await looked.after(15);
  await looked.after(15);
  expect(looked.moments).toHaveLength(2);
});

it('does not tell the figures of yesterday, nor what comes next by a clock that nobody believes', async () => {
  const looked = await Looked.open();
  looked.trusted = false;
  await looked.begin();
  expect(looked.moments[0]?.at).toBeNull();
  await looked.openDay('2026-11-22');
  expect(looked.keeper.figures).toBeNull();
});
