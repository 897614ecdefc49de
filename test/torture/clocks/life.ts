/** One lobby on one machine, whose host is started again and again while its clocks do what clocks do in the field. */
import { SystemClock, type ClockRule } from '../../../firmware-host/clock.ts';
import { FAR_MS } from '../../../firmware-host/clock-trust.ts';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { Handler } from '../../../firmware-host/handle.ts';
import type { Ids } from '../../../firmware-host/ids.ts';
import type { Actor, Recorded } from '../../../firmware-host/journal/journal.ts';
import { countedIds, oneOf } from '../../../firmware-host/lab/simulate/chance.ts';
import { beginClock, openDueDay, type DayRule } from '../../../firmware-host/lobby-day.ts';
import { timetableOf } from '../../../firmware-host/timetable.ts';
import type { RandomSource } from '../../../drivers/driver.ts';
import { lobby } from '../../support/lobby.ts';
import { SimulatedMachine } from '../../support/simulated-machine.ts';
import { Ledger, OFF_MS } from './ledger.ts';
import { CutJournal, type Fate, type Medium } from './media.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

const host: Actor = { kind: 'host', id: 'lobby-day' };
const staff: Actor = { kind: 'staff', id: 'desk' };

/** Zones with summer time on both halves of the earth, at midnight, by half an hour, and without. */
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/Santiago',
  'Australia/Lord_Howe',
  'America/New_York',
];
const dayStarts = ['00:00', '02:00', '02:30', '04:00'];
/** A day or so before clocks are changed somewhere, so that many a life sees it. */
const births = [
  '2026-03-07',
  '2026-03-28',
  '2026-04-04',
  '2026-09-05',
  '2026-10-03',
  '2026-10-24',
  '2026-10-31',
];
/** What the clock of a machine without battery shows at its start, and what a step sets it to, beside the truth. */
const jumpsMs = [-YEAR_MS, -DAY_MS, -HOUR_MS, 2 * MINUTE_MS, 20 * HOUR_MS, DAY_MS, 10 * YEAR_MS];

/** What has happened, so that nobody praises a life in which nothing did. */
export class Tally {
  days = 0;
  boots = 0;
  cuts = 0;
  jumps = 0;
  looks = 0;
  believed = 0;
}

export class Life {
  readonly ledger: Ledger;
  readonly #tally: Tally;
  readonly #random: RandomSource;
  readonly #machine: SimulatedMachine;
  readonly #rule: DayRule;
  readonly #clockRule: ClockRule;
  readonly #medium: Medium;
  readonly #ids: Ids;
  #journal: CutJournal | null = null;
  #handler: Handler | null = null;
  #clock: SystemClock | null = null;
  #tickets = 0;

  /** @param control believes any clock, as a demo does */
  constructor(random: RandomSource, medium: Medium, tally: Tally, control: boolean) {
    this.#random = random;
    this.#tally = tally;
    this.#medium = medium;
    this.#ids = countedIds(random);
    const timeZone = this.#one(zones);
    const dayStartsAt = this.#one(dayStarts);
    const services = ['A', 'B'].map((letter) => ({
      letter,
      hours: null,
      on: null,
      ticketsBeforeMinutes: 0,
      lastTicketBeforeMinutes: 0,
    }));
    this.#rule = { timeZone, dayStartsAt, hours: {}, holidays: [], specialDays: [], services };
    this.#clockRule = control ? 'assume' : this.#one(['synchronised', 'rtc']);
    this.ledger = new Ledger(this.#rule);
    const bornMs = Date.parse(`${this.#one(births)}T09:00:00Z`);
    const timedatectl = this.#happens(0.7);
    const batteryAheadMs = this.#happens(0.4) ? 2 * SECOND_MS : null;
    // Whoever sets up a lobby sees to it that its clock is right.
    this.#machine = new SimulatedMachine(bornMs, { timedatectl, batteryAheadMs }).synchronise();
  }

  /** A start of the host, an hour or a night of work, and an end of any kind. */
  async round(): Promise<void> {
    await this.#start();
    const deeds = 4 + Math.floor(this.#random() * 8);
    for (let deed = 0; deed < deeds; deed += 1) {
      await this.#one([
        this.#take,
        this.#take,
        this.#call,
        this.#wait,
        this.#wait,
        this.#trouble,
        this.#night,
      ])();
      await this.#tick();
    }
    await this.#end();
  }

  async #start(): Promise<void> {
    const inner = await this.#medium.open(this.#machine.read().wallMs);
    const found: Recorded[] = [];
    for await (const events of inner.read(1)) found.push(...events);
    this.ledger.found(found);
    this.#journal = new CutJournal(inner, (events) => this.ledger.write(events, this.#machine.trueMs));
    this.#clock = new SystemClock(this.#clockRule, this.#machine);
    this.#handler = await Handler.start(this.#journal, this.#clock, this.#ids);
    const { position, day } = this.#handler.committed;
    if (position !== this.ledger.position)
      this.#breaks(`folded up to ${position} of ${this.ledger.position}`);
    if ((day?.date ?? null) !== this.ledger.day)
      this.#breaks(`${day?.date} is folded as the day, not ${this.ledger.day}`);
    await beginClock(this.#clock, this.#handler, this.#rule);
    await this.#ask({ type: 'apply-config', lobby, timetable: null }, host);
    await this.#tick();
  }

  /** What the host does every ten seconds; and staff, who see that the house is still in another day. */
  async #tick(): Promise<void> {
    const [clock, handler] = [this.#running.clock, this.#running.handler];
    await clock.look();
    this.#judgeTrust(clock);
    this.#tally.looks += 1;
    this.#tally.believed += Number(clock.trusted());
    const before = this.ledger.day;
    await openDueDay(handler, clock, this.#rule);
    this.#tally.days += Number(this.ledger.day !== before);
    const today = this.ledger.dateOf(this.#machine.trueMs);
    const isBehind = this.ledger.day === null || this.ledger.day < today;
    if (isBehind && !clock.trusted() && this.#happens(0.3)) {
      await this.#ask({ type: 'open-day', date: today, timetable: timetableOf(this.#rule, today) }, staff);
      this.#judgeTrust(clock);
    }
    const isLate =
      this.ledger.day === null || this.ledger.day < this.ledger.dateOf(this.#machine.trueMs - OFF_MS);
    if (isLate && clock.trusted() && !this.#liesBehind)
      this.#breaks(`${this.ledger.day} goes on by a clock that is right`);
  }

  /** A battery clock that is a day slow is believed after a closed day, where the lobby says so: nothing opens early by it. */
  get #liesBehind(): boolean {
    return this.#clockRule === 'rtc' && Math.abs(this.#machine.aheadMs + DAY_MS) <= OFF_MS;
  }

  #judgeTrust(clock: SystemClock): void {
    const { aheadMs } = this.#machine;
    if (!clock.trusted() || Math.abs(aheadMs) <= OFF_MS || this.#liesBehind) return;
    this.#breaks(`a clock that is ${aheadMs / SECOND_MS} s ahead is believed, by ${clock.source()}`);
  }

  readonly #take = async (): Promise<void> => {
    const ticket = `t${(this.#tickets += 1)}`;
    const asked = { service: this.#one(['A', 'B']), kiosk: null, language: null, by: 'staff' } as const;
    await this.#ask({ type: 'take-ticket', ...asked, ticket, token: `s-${ticket}` }, staff);
  };

  readonly #call = async (): Promise<void> => {
    await this.#ask({ type: 'sign-in', counter: '1', agent: 'lin' }, staff);
    await this.#ask({ type: 'call-next', counter: '1' }, staff);
    this.#machine.pass(this.#upTo(5 * MINUTE_MS));
    await this.#ask({ type: 'finish', counter: '1' }, staff);
  };

  readonly #wait = (): Promise<void> => {
    this.#machine.pass(this.#upTo(2 * HOUR_MS));
    return Promise.resolve();
  };

  /** Something is done to the clock: a time server answers, or somebody sets it, perhaps in the wrong order, or both at once. */
  readonly #trouble = async (): Promise<void> => {
    const step = () => this.#jump();
    const synchronise = () =>
      this.#happens(0.6) ? this.#machine.synchronise() : this.#machine.disciplined();
    const deeds = this.#one([[synchronise], [step], [step, step], [step, synchronise], [synchronise, step]]);
    for (const deed of deeds) {
      deed();
      this.#judgeTrust(this.#running.clock);
      this.#machine.pass(this.#upTo(4 * SECOND_MS));
    }
    if (this.#happens(0.1)) {
      this.#machine.meanwhile = step;
      await this.#running.clock.look();
      this.#machine.meanwhile = null;
    }
  };

  /** On to some seconds before or after the day's hour. */
  readonly #night = (): Promise<void> => {
    const today = this.ledger.dateOf(this.#machine.trueMs);
    for (const stepMs of [HOUR_MS, 5 * MINUTE_MS, 20 * SECOND_MS, SECOND_MS])
      while (this.ledger.dateOf(this.#machine.trueMs + stepMs) === today) this.#machine.pass(stepMs);
    this.#machine.pass(this.#upTo(3 * SECOND_MS));
    return Promise.resolve();
  };

  async #end(): Promise<void> {
    const { clock, handler, journal } = this.#running;
    const isPower = this.#happens(0.5);
    // In the middle of an entry: the opening of a day, if it is its hour.
    if (this.#happens(0.4)) {
      if (isPower && this.#happens(0.6)) await this.#night();
      this.#tally.cuts += 1;
      const cut = journal.cut(this.#one<Fate>(['lost', 'kept']));
      await Promise.race([cut, this.#lastWords(clock, handler)]);
    } else await handler.stop();
    clock.end();
    if (this.#happens(0.3)) await this.#medium.seal();
    await journal.close();
    this.#away(isPower);
  }

  /** Nobody hears of them. */
  async #lastWords(clock: SystemClock, handler: Handler): Promise<void> {
    await openDueDay(handler, clock, this.#rule);
    await this.#take();
  }

  #away(isPower: boolean): void {
    const awayMs = this.#happens(0.02)
      ? FAR_MS + 100 * DAY_MS
      : this.#upTo(this.#happens(0.3) ? 3 * DAY_MS : HOUR_MS);
    if (isPower) {
      this.#tally.boots += 1;
      const { trueMs } = this.#machine;
      const battery = this.#happens(0.5)
        ? {}
        : { batteryAheadMs: this.#one([2 * SECOND_MS, -DAY_MS, 10 * YEAR_MS, -trueMs - awayMs, null]) };
      const saved = this.#happens(0.5) ? {} : { wallMs: trueMs + awayMs + this.#one(jumpsMs) };
      this.#machine.reboot(awayMs, { ...battery, ...saved });
    } else this.#machine.pass(awayMs);
    if (this.#happens(0.4)) this.#machine.synchronise();
    if (!isPower && this.#happens(0.4)) this.#jump();
    this.#machine.pass(this.#upTo(MINUTE_MS));
  }

  #jump(): void {
    this.#tally.jumps += 1;
    this.#machine.step(this.#one(jumpsMs));
  }

  async #ask(command: Command, actor: Actor): Promise<void> {
    const outcome = await this.#running.handler.handle({ command, actor });
    if (outcome.kind === 'done') this.ledger.answered(outcome.events);
  }

  get #running(): { clock: SystemClock; handler: Handler; journal: CutJournal } {
    const [clock, handler, journal] = [this.#clock, this.#handler, this.#journal];
    if (clock === null || handler === null || journal === null) throw new Error('no host runs');
    return { clock, handler, journal };
  }

  #breaks(sentence: string): void {
    this.ledger.broken.push(`${new Date(this.#machine.trueMs).toISOString()}: ${sentence}`);
  }

  #happens(share: number): boolean {
    return this.#random() < share;
  }

  /** In whole ms. */
  #upTo(ms: number): number {
    return Math.floor(this.#random() * ms);
  }

  #one<T>(values: readonly T[]): T {
    const value = oneOf(values, this.#random);
    if (value === undefined) throw new Error('there is none');
    return value;
  }
}
