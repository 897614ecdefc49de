import type { Clock } from '../clock.ts';
import type { PadPress, Pads } from '../devices/pads.ts';
import type { Command } from '../domain/commands.ts';
import type { Moment } from '../domain/moment.ts';
import type { Handler } from '../handle.ts';
import type { Actor, Recorded } from '../journal/journal.ts';
import type { AnswerPresses } from './answer-presses.ts';

/** What a broken medium may hold back of one pad; with it a press is some hundred bytes, and nobody presses a thousand times in good faith. */
const KEPT_MAX = 1000;

/** A second press of one button so soon is a nervous finger: nobody calls, finishes or holds twice on purpose in that time. */
const DOUBLE_MS = 300;

/** A deed that comes later than this, because a machine or a disk stood still, is over: the agent has long done something else. */
const DEED_LATE_MAX_MS = 2000;

/** From a finger to here it is some ms. A pad that tells a time further off has another clock than this machine. */
const LATE_MAX_MS = 60_000;

export interface TakePressesOptions {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly pads: Pick<Pads, 'onPress'>;
  readonly answers: Pick<AnswerPresses, 'rated' | 'deed'>;
  /** Told of what a technician should see. */
  readonly say: (line: string) => void;
  /** Resolves when the journal is worth another try. */
  readonly retryPause: () => Promise<void>;
}

type Rate = Extract<Command, { type: 'rate' }>;
type Deed = Exclude<PadPress['meaning'], { does: 'rate' }>;

/** A score that waits for its turn, or for the journal. */
interface Waiting {
  readonly command: Rate;
  readonly actor: Actor;
  /** Told once what became of it: the ticket whose rating it is, or null. */
  readonly done: (ticket: string | null) => void;
}

/**
 * Brings presses from the pads to the rules. Scores go in the order of the fingers at each pad, and one that the journal cannot take at
 * the moment waits, with the time at which it was made. A deed of an agent is of now or never: what could not be done when the button
 * was pressed would surprise everybody when it is done later.
 */
export class TakePresses {
  readonly #options: TakePressesOptions;
  /** By pad. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #deeds = new Set<Promise<void>>();
  /** When each button that is a deed was pressed last, in ms since the machine's boot. */
  readonly #lastMs = new Map<Deed, number>();
  /** What was said of deeds that were refused: each once. */
  readonly #said = new Set<string>();
  #stopping = false;

  constructor(options: TakePressesOptions) {
    this.#options = options;
    options.pads.onPress((press) => this.#take(press));
  }

  /** Takes no further press; resolves when those that were made are told, or cannot be. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.values(), ...this.#deeds]);
  }

  #take({ pad, meaning, monoMs }: PadPress): void {
    if (this.#stopping) return;
    if (meaning.does === 'rate') return this.#rate(pad.id, meaning, monoMs);
    const { clock, answers } = this.#options;
    const beforeMs = this.#lastMs.get(meaning) ?? -Infinity;
    this.#lastMs.set(meaning, monoMs);
    if (monoMs - beforeMs < DOUBLE_MS) return;
    if (clock.now().monoMs - monoMs > DEED_LATE_MAX_MS) {
      answers.deed(pad.id, false);
      return this.#sayOnce(
        `pad ${pad.id}: ${meaning.does} at counter ${meaning.counter} came too late and is not done`,
      );
    }
    const deed = this.#do(pad.id, meaning).finally(() => this.#deeds.delete(deed));
    this.#deeds.add(deed);
  }

  #rate(
    pad: string,
    { counter, score }: Extract<PadPress['meaning'], { does: 'rate' }>,
    monoMs: number,
  ): void {
    const { clock, answers, say } = this.#options;
    const waiting = this.#waiting.get(pad) ?? [];
    this.#waiting.set(pad, waiting);
    if (waiting.length >= KEPT_MAX) {
      say(`pad ${pad}: a press is lost, since the journal has taken none of the ${KEPT_MAX} before it`);
      return;
    }
    const at = momentOf(clock.now(), monoMs);
    waiting.push({
      command: { type: 'rate', counter, score, by: 'pad', at },
      actor: { kind: 'visitor', id: `pad:${pad}` },
      done: answers.rated(pad, counter, at),
    });
    if (!this.#running.has(pad))
      this.#running.set(
        pad,
        this.#run(waiting).finally(() => this.#running.delete(pad)),
      );
  }

  async #run(waiting: Waiting[]): Promise<void> {
    for (let press = waiting[0]; press !== undefined; press = waiting[0]) {
      press.done(await this.#tell(press));
      waiting.shift();
    }
  }

  async #tell({ command, actor }: Waiting): Promise<string | null> {
    const { handler, say, retryPause } = this.#options;
    for (;;) {
      const outcome = await handler.handle({ command, actor });
      if (outcome.kind === 'done') return ratedBy(outcome.events);
      if (outcome.code !== 'journal-unavailable' || this.#stopping) {
        say(
          `${actor.id}: a press of ${command.score} at counter ${command.counter} is lost: ${outcome.code}`,
        );
        return null;
      }
      await retryPause();
    }
  }

  async #do(pad: string, deed: Deed): Promise<void> {
    const { handler, answers } = this.#options;
    const agent = handler.committed.counters.get(deed.counter)?.agent ?? null;
    const outcome = await handler.handle({
      command: commandOf(deed),
      // Where nobody sits, it was a visitor who wants somebody to come.
      actor: agent === null ? { kind: 'visitor', id: `pad:${pad}` } : { kind: 'agent', id: agent },
    });
    answers.deed(pad, outcome.kind === 'done');
    if (outcome.kind !== 'done')
      this.#sayOnce(`pad ${pad}: ${deed.does} at counter ${deed.counter} is refused: ${outcome.code}`);
  }

  #sayOnce(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#options.say(line);
  }
}

/** The silent call for help begins at its first level, as it does at a console. */
const FIRST_LEVEL = 1;

function commandOf({ does, counter }: Deed): Command {
  return does === 'call-staff'
    ? { type: 'call-assist', counter, level: FIRST_LEVEL }
    : { type: does, counter };
}

const ratedBy = (events: readonly Recorded[]): string | null =>
  events.find((event) => event.type === 'rating.given')?.data.ticket ?? null;

/** The moment of the finger: a press is told some ms after it. */
function momentOf(now: Moment, monoMs: number): Moment {
  const agoMs = now.monoMs - Math.round(monoMs);
  if (agoMs < 0 || agoMs > LATE_MAX_MS) return now;
  return { ...now, at: now.at - agoMs, monoMs: now.monoMs - agoMs };
}
