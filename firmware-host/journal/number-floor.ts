/**
 * Numbers are reserved on the medium before they are given, many at a time and in a small file beside the journal: whatever becomes
 * of the journal, no number is given twice.
 */
import { crc32 } from 'node:zlib';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { reasonOf } from '../central/reason.ts';
import { archiveSequenceOf, sequenceOf } from '../domain/numbers.ts';
import type { Lobby } from '../domain/lobby.ts';
import { higherFloors, type NumberFloor } from '../domain/restoration.ts';
import type { State } from '../domain/state.ts';
import { readIfThere, writeDurably } from '../durable-file.ts';
import { closed } from '../messages/common.ts';
import type { Recorded } from './journal.ts';

const VERSION = 1;
/** Two writes for so many numbers, and at most so many that nobody ever gets when the journal is lost. */
const BLOCK = 64;
/** A series that ends is reserved in smaller parts: what is stepped over is a visitor less who can come today. */
const PARTS_OF_SERIES = 8;
/** With less than this share of a block left, the next one is reserved, while nobody has to wait for it. */
const AHEAD_SHARE = 1 / 4;

/** Backups reach back over eight lobby days at most; the rest is for days that were opened by mistake. */
const DAYS_KEPT = 10;

const OfDay = {
  date: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
  numbers: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
  issued: Type.Integer({ minimum: 0 }),
};

const File = Type.Object(
  {
    version: Type.Literal(VERSION),
    ...OfDay,
    /** Of other days than the open one. Left out when there are none. */
    others: Type.Optional(Type.Array(Type.Object(OfDay, closed))),
    /** CRC-32 over the rest. */
    sum: Type.Integer(),
  },
  closed,
);

/** Writes a text so that it is on the medium when this resolves. */
type Write = (path: string, text: string) => Promise<void>;

/** What is reserved of the numbers of the open day, how far they have been given, and what was reserved of the latest other days. */
export class ReservedNumbers {
  readonly #path: string;
  readonly #say: (line: string) => void;
  readonly #write: Write;
  /** As it is on the medium: first the day that was open last, then the others, latest first. Empty when nothing can be believed. */
  #kept: readonly NumberFloor[];
  readonly #isThere: boolean;
  #date: string | null = null;
  /** The highest that were given, of the numbers of each letter and of archive numbers. */
  readonly #given = new Map<string, number>();
  #issued = 0;
  readonly #blocks = new Map<string, number>();
  #writing: Promise<void> | null = null;
  #isFaulty = false;

  private constructor(
    path: string,
    { kept, isThere }: { readonly kept: readonly NumberFloor[]; readonly isThere: boolean },
    say: (line: string) => void,
    write: Write,
  ) {
    this.#path = path;
    this.#kept = kept;
    this.#isThere = isThere;
    this.#say = say;
    this.#write = write;
  }

  /**
   * Reads what the host before this one had reserved. A file that is damaged counts as none, and is said: the numbers go on from
   * the journal.
   * @param write for tests
   * @throws Error of the file system when a file is there and cannot be read at all
   */
  static async open(
    path: string,
    say: (line: string) => void,
    write: Write = writeDurably,
  ): Promise<ReservedNumbers> {
    const text = await readIfThere(path);
    const kept = text === null ? [] : floorsIn(text);
    if (text !== null && kept.length === 0)
      say(`numbers: ${path} is damaged; it is written anew from what the journal knows`);
    return new ReservedNumbers(path, { kept, isThere: text !== null }, say, write);
  }

  /**
   * What may have been given beyond what the journal knows, of each day; first the day that was open last. Empty when nobody can
   * tell. To be asked before the first `seed`.
   */
  forRestoration(): readonly NumberFloor[] {
    return this.#kept;
  }

  /** Goes on in the open day of the journal, which may know more than the file. Before the first number is given. */
  seed({ day, lobby, lastNumbers }: Pick<State, 'day' | 'lobby' | 'lastNumbers'>): void {
    if (day === null) return;
    if (!this.#isThere)
      this.#say(`numbers: ${this.#path} is not there; it is written anew from what the journal knows`);
    this.#begin(day.date, lobby);
    this.#issued = day.issued;
    for (const [letter, sequence] of lastNumbers) this.#give(letter, sequence);
    this.#refill();
  }

  /** A new day, whose opening is durable: its first numbers are reserved before anybody asks for one. */
  async beginDay(date: string, lobby: Lobby): Promise<void> {
    // What is under way is of the day before.
    await this.settled();
    this.#begin(date, lobby);
    this.#refill();
    await this.settled();
  }

  /** Whether all numbers in these facts are reserved. Where few are left, more are reserved in the background. */
  covers(events: readonly Recorded[]): boolean {
    let isCovered = true;
    let isLow = false;
    for (const { type, data } of events) {
      if (type === 'config.applied') this.#learn(data.lobby);
      if (type !== 'ticket.taken' && type !== 'ticket.recovered') continue;
      const kept = this.#ofToday();
      const issued = archiveSequenceOf(data.archiveNumber);
      this.#issued = Math.max(this.#issued, issued);
      const issuedLeft = (kept?.issued ?? 0) - issued;
      let left = issuedLeft;
      // The number of a slip is of its own series, which is never given here.
      if (type === 'ticket.taken') {
        const sequence = sequenceOf(data.number);
        this.#give(data.service, sequence);
        const numberLeft = (kept?.numbers[data.service] ?? 0) - sequence;
        left = Math.min(left, numberLeft);
        isLow ||= numberLeft < aheadOf(this.#blockOf(data.service));
      }
      isCovered &&= left >= 0;
      isLow ||= issuedLeft < aheadOf(BLOCK);
    }
    if (isCovered && isLow) this.#refill();
    return isCovered;
  }

  /** Resolves when all numbers in these facts are reserved: with null, or with the reason why they cannot be. */
  async reserve(events: readonly Recorded[]): Promise<string | null> {
    while (!this.covers(events)) {
      try {
        await this.#keep();
      } catch (error) {
        return `no numbers could be reserved: ${reasonOf(error)}`;
      }
    }
    return null;
  }

  /** Resolves when nothing is on its way to the medium any more. */
  async settled(): Promise<void> {
    await this.#writing?.catch(() => undefined);
  }

  #begin(date: string, lobby: Lobby | null): void {
    this.#date = date;
    this.#given.clear();
    this.#issued = 0;
    if (lobby !== null) this.#learn(lobby);
  }

  #learn({ services }: Lobby): void {
    for (const { letter, numbers } of services) {
      const { from, to } = numbers;
      const part = to === null ? BLOCK : Math.floor((to - from + 1) / PARTS_OF_SERIES);
      this.#blocks.set(letter, Math.max(1, Math.min(BLOCK, part)));
      this.#give(letter, from - 1);
    }
  }

  #give(letter: string, sequence: number): void {
    if (sequence > (this.#given.get(letter) ?? -1)) this.#given.set(letter, sequence);
  }

  #blockOf(letter: string): number {
    return this.#blocks.get(letter) ?? BLOCK;
  }

  #today(): string {
    if (this.#date === null) throw new Error('a number was given before anybody had said of which day');
    return this.#date;
  }

  #ofToday(): NumberFloor | undefined {
    const today = this.#today();
    return this.#kept.find(({ date }) => date === today);
  }

  #refill(): void {
    this.#keep().catch((error: unknown) => {
      if (!this.#isFaulty) this.#say(`numbers: ${this.#path} cannot be written: ${reasonOf(error)}`);
      this.#isFaulty = true;
    });
  }

  /** One at a time. Who comes while one is under way waits for that, and then looks whether it was enough. */
  #keep(): Promise<void> {
    this.#writing ??= this.#put().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #put(): Promise<void> {
    const next = this.#wanted();
    if (contentOf(next) === contentOf(this.#kept)) return;
    await this.#write(this.#path, textOf(next));
    this.#kept = next;
    this.#isFaulty = false;
  }

  /** Never less than what is reserved. A day that is opened again after a restoration finds what it had. */
  #wanted(): readonly NumberFloor[] {
    const date = this.#today();
    const given = [...this.#given].map(([letter, last]) => {
      return [letter, blocksBeyond(last, this.#blockOf(letter))] as const;
    });
    const wanted = { date, numbers: Object.fromEntries(given), issued: blocksBeyond(this.#issued, BLOCK) };
    const [today = wanted, ...others] = higherFloors([wanted, ...this.#kept]);
    const latestFirst = others.toSorted((one, other) => (one.date > other.date ? -1 : 1));
    return [today, ...latestFirst].slice(0, DAYS_KEPT);
  }
}

const aheadOf = (block: number): number => Math.floor(block * AHEAD_SHARE);

/** So many whole blocks that some numbers are left behind the last one given. */
const blocksBeyond = (last: number, block: number): number =>
  Math.ceil((last + aheadOf(block)) / block) * block;

const plain = ({ date, numbers, issued }: NumberFloor) => ({ date, numbers: { ...numbers }, issued });

/** Where there are no other days, a file is as it was before it had any. */
function partsOf(floors: readonly NumberFloor[]) {
  const [open, ...others] = floors.map(plain);
  return others.length === 0 ? { ...open } : { ...open, others };
}

/** What the sum is over. */
const contentOf = (floors: readonly NumberFloor[]): string => JSON.stringify(partsOf(floors));

const textOf = (floors: readonly NumberFloor[]): string =>
  `${JSON.stringify({ version: VERSION, ...partsOf(floors), sum: crc32(contentOf(floors)) })}\n`;

/** Empty for a text that is no such file, or not the one that was written. */
function floorsIn(text: string): readonly NumberFloor[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  if (!Check(File, file)) return [];
  const { others = [], sum } = file;
  const floors = [file, ...others].map(plain);
  return crc32(contentOf(floors)) === sum ? floors : [];
}
