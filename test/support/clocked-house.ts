/** A lobby on a simulated machine, on which hosts come and go. */
import { onTestFinished } from 'vitest';
import { SystemClock, type ClockRule } from '../../firmware-host/clock.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Actor, Journal } from '../../firmware-host/journal/journal.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import { beginClock, openDueDay, type DayRule } from '../../firmware-host/lobby-day.ts';
import { HOUR_MS } from './clock-watch.ts';
import { alwaysOpen, lobby } from './lobby.ts';
import { SimulatedMachine } from './simulated-machine.ts';

const host = { kind: 'host', id: 'test' } as const;
export const staff = { kind: 'staff', id: 'desk' } as const;

export const ruleOf = (timeZone: string, dayStartsAt: string): DayRule => ({
  timeZone,
  dayStartsAt,
  hours: {},
  holidays: [],
  specialDays: [],
  services: [],
});
const shanghai = ruleOf('Asia/Shanghai', '04:00');
/** Saturday noon in Shanghai. */
export const NOON_IN_SHANGHAI = Date.UTC(2026, 10, 21, 4);

/** One machine with its journal, on which hosts come and go. */
export class House {
  readonly machine: SimulatedMachine;
  readonly rule: DayRule;
  readonly clockRule: ClockRule;
  readonly journal: Journal = new MemoryJournal();
  #handler!: Handler;
  #clock!: SystemClock;

  private constructor(machine: SimulatedMachine, rule: DayRule, clockRule: ClockRule) {
    this.machine = machine;
    this.rule = rule;
    this.clockRule = clockRule;
  }

  static async open(
    machine: SimulatedMachine,
    { rule = shanghai, clockRule = 'synchronised' }: { rule?: DayRule; clockRule?: ClockRule } = {},
  ): Promise<House> {
    const house = new House(machine, rule, clockRule);
    await house.start();
    onTestFinished(() => house.#clock.end());
    return house;
  }

  get day(): string | null {
    return this.#handler.committed.day?.date ?? null;
  }

  get trusted(): boolean {
    return this.#clock.trusted();
  }

  /** As the host does it. */
  async start(): Promise<this> {
    this.#clock?.end();
    this.#clock = new SystemClock(this.clockRule, this.machine);
    this.#handler = await Handler.start(this.journal, this.#clock, randomIds());
    await beginClock(this.#clock, this.#handler, this.rule);
    await this.ask({ type: 'apply-config', lobby, timetable: null });
    await openDueDay(this.#handler, this.#clock, this.rule);
    return this;
  }

  async ask(command: Command, actor: Actor = host): Promise<string> {
    const outcome = await this.#handler.handle({ command, actor });
    return outcome.kind === 'done' ? outcome.events.map(({ type }) => type).join() : outcome.code;
  }

  openByHand(date: string): Promise<string> {
    return this.ask({ type: 'open-day', date, timetable: alwaysOpen }, staff);
  }

  /** So long later, the host has looked at the clock and at the day. */
  async later(ms: number): Promise<string | null> {
    this.machine.pass(ms);
    return this.tick();
  }

  async tick(): Promise<string | null> {
    await this.#clock.look();
    await openDueDay(this.#handler, this.#clock, this.rule);
    return this.day;
  }
}

export const trustingHouse = (at: number, rule = shanghai) =>
  House.open(new SimulatedMachine(at).pass(HOUR_MS).synchronise(), { rule });
