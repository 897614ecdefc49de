/** A handler over a journal in memory whose numbers are reserved in a file: what of both is on the medium can be seen at any time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Handler, type Outcome } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { NumberFloor } from '../../firmware-host/domain/restoration.ts';
import { writeDurably } from '../../firmware-host/durable-file.ts';
import { flooring } from '../../firmware-host/journal/flooring.ts';
import type { AppendResult, Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { ReservedNumbers } from '../../firmware-host/journal/number-floor.ts';
import { alwaysOpen, lobby } from './lobby.ts';

export const fileIn = (dir: string) => join(dir, 'floor.json');
type Kept = NumberFloor & { readonly others?: readonly NumberFloor[] };
/** As it lies on the medium. */
export const kept = (dir: string) => JSON.parse(readFileSync(fileIn(dir), 'utf8')) as Kept;

export const host = { kind: 'host', id: 'test' } as const;

/** Something that can be held up, and that fails when it is told to. */
export class Medium {
  #gate = Promise.resolve();
  #release: () => void = () => undefined;
  isFull = false;

  shut(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    [this.#gate, this.#release] = [promise, resolve];
  }

  open(): void {
    this.#release();
  }

  async use(): Promise<void> {
    await this.#gate;
    if (this.isFull) throw new Error('ENOSPC: no space left on device');
  }
}

/** Takes what it is given in the order in which it comes, and may be slow about it. */
export class SlowJournal implements Journal {
  readonly events: Recorded[] = [];
  readonly medium = new Medium();
  /** Told of each append when it comes, before it is written. */
  onAppend: (events: readonly Recorded[]) => void = () => undefined;
  #before: Promise<unknown> = Promise.resolve();

  append(events: readonly Recorded[], { after }: { readonly after: number }): Promise<AppendResult> {
    this.onAppend(events);
    const written = this.#before.then(async (): Promise<AppendResult> => {
      try {
        await this.medium.use();
      } catch (error) {
        return { kind: 'unavailable', reason: String(error) };
      }
      if (after !== this.events.length) return { kind: 'conflict', position: this.events.length };
      this.events.push(...events);
      return { kind: 'appended' };
    });
    this.#before = written;
    return written;
  }

  async *read(from: number, { limit = Infinity } = {}) {
    yield await Promise.resolve(this.events.slice(from - 1, from - 1 + limit));
  }

  dayOpenings(count: number) {
    const openings = this.events.filter(({ type }) => type === 'day.opened').map(({ seq }) => seq);
    return Promise.resolve(openings.toReversed().slice(0, count));
  }

  lastPosition = () => Promise.resolve(this.events.length);
  close = () => Promise.resolve();
}

export class FlooredHost {
  readonly journal: SlowJournal;
  readonly reserved: ReservedNumbers;
  readonly handler: Handler;
  readonly said: readonly string[];
  readonly floorMedium: Medium;
  /** Each floor that was written, as it lies on the medium. */
  readonly written: readonly NumberFloor[];
  #tickets = 0;

  private constructor(given: Omit<FlooredHost, 'take' | 'takeMany' | 'ask' | 'open'>) {
    ({
      journal: this.journal,
      reserved: this.reserved,
      handler: this.handler,
      said: this.said,
      floorMedium: this.floorMedium,
      written: this.written,
    } = given);
  }

  /** As a host starts. @param journal what is left of it */
  static async start(dir: string, journal = new SlowJournal()): Promise<FlooredHost> {
    const said: string[] = [];
    const written: NumberFloor[] = [];
    const floorMedium = new Medium();
    const write = async (path: string, text: string) => {
      await floorMedium.use();
      await writeDurably(path, text);
      written.push(JSON.parse(text) as NumberFloor);
    };
    const reserved = await ReservedNumbers.open(fileIn(dir), (line) => said.push(line), write);
    const clock = { now: () => ({ at: 0, monoMs: 0, boot: 'boot', trusted: true }), trusted: () => true };
    const handler = await Handler.start(flooring(journal, reserved), clock, randomIds());
    reserved.seed(handler.committed);
    await reserved.settled();
    return new FlooredHost({ journal, reserved, handler, said, floorMedium, written });
  }

  /** An open lobby on 2026-11-21. */
  static async open(dir: string, change: Partial<Lobby> = {}): Promise<FlooredHost> {
    const host0 = await FlooredHost.start(dir);
    await host0.open(change);
    return host0;
  }

  async open(change: Partial<Lobby> = {}, date = '2026-11-21'): Promise<void> {
    await this.ask({ type: 'apply-config', lobby: { ...lobby, ...change }, timetable: null });
    await this.ask({ type: 'open-day', date, timetable: alwaysOpen });
  }

  ask(command: Command): Promise<Outcome> {
    return this.handler.handle({ command, actor: host });
  }

  /** Gives the number, or why there is none. */
  async take(service = 'A'): Promise<string> {
    this.#tickets += 1;
    const ticket = `t${this.journal.events.length}-${this.#tickets}`;
    const visitor = { kiosk: 'door', language: null, by: 'staff', token: `secret-${ticket}` } as const;
    const outcome = await this.ask({ type: 'take-ticket', service, ticket, ...visitor });
    if (outcome.kind === 'refused') return outcome.detail ?? outcome.code;
    const taken = outcome.events.find(({ type }) => type === 'ticket.taken');
    return taken?.type === 'ticket.taken' ? taken.data.number : 'none';
  }

  async takeMany(count: number, service = 'A'): Promise<string[]> {
    const numbers: string[] = [];
    for (let taken = 0; taken < count; taken += 1) numbers.push(await this.take(service));
    return numbers;
  }
}

/** The journal has lost its latest facts; the host starts on what is left, and tells what the file says. */
export async function restart(
  dir: string,
  before: FlooredHost,
  lost: number,
  epoch = 2,
): Promise<FlooredHost> {
  const journal = new SlowJournal();
  const { events } = before.journal;
  journal.events.push(...events.slice(0, events.length - lost));
  // Of before the start, as a host reads it.
  const floors = (await ReservedNumbers.open(fileIn(dir), () => undefined)).forRestoration();
  const next = await FlooredHost.start(dir, journal);
  const told = { cause: 'damage', after: journal.events.length, lost, backup: null } as const;
  await next.ask({ type: 'note-restored', epoch, floors, ...told });
  return next;
}
