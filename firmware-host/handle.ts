import type { Clock } from './clock.ts';
import type { Command } from './domain/commands.ts';
import { decide } from './domain/decide.ts';
import type { Refused } from './domain/decision.ts';
import type { DomainEvent } from './domain/events.ts';
import { evolve } from './domain/evolve.ts';
import type { Moment } from './domain/moment.ts';
import type { State } from './domain/state.ts';
import { copyState, initialState } from './domain/state.ts';
import type { ErrorCode } from './errors.ts';
import type { Ids } from './ids.ts';
import type { Actor, AppendResult, Journal, Recorded, RequestKey } from './journal/journal.ts';
import { RequestKeys } from './request-keys.ts';

/** A command with what the rules need not know: who asks, and under which key they may ask again. */
export interface Asked {
  readonly command: Command;
  readonly actor: Actor;
  readonly key?: RequestKey | undefined;
}

/** `done` without events: it was so already. The events are durable when the outcome is told. */
export type Outcome =
  | { readonly kind: 'done'; readonly events: readonly Recorded[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly detail?: string };

export type CommitListener = (events: readonly Recorded[], state: Readonly<State>) => void;

/** Version of every event type's meaning; they have all had one so far. */
const EVENT_VERSION = 1;

/** What the facts of one command share. */
interface Envelope {
  readonly after: number;
  readonly actor: Actor;
  readonly now: Moment;
  readonly key: RequestKey | undefined;
}

/** Under a key: the outcome on its way, or the position of the first event to rebuild the answer from. */
type Kept = Promise<Outcome> | number;

/**
 * The one path of every change: decide → append → evolve → publish.
 *
 * Two folds: `head` is evolved at once, so that commands decided while an fsync is under way see each other; `committed`
 * when the append is on disk, and is all that anyone is told. If a commit fails, `head` falls back to `committed`, and
 * the failed command and all decided after it are refused: their appends no longer follow on the journal's last position.
 */
export class Handler {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #epoch: number;
  readonly #listeners = new Set<CommitListener>();
  readonly #faultListeners = new Set<(fault: string | null) => void>();
  readonly #keys = new RequestKeys<Kept>();
  readonly #committed: State = initialState();
  #head: State = initialState();
  #inFlight: Promise<unknown> = Promise.resolve();
  #stopping = false;
  #fault: string | null = null;

  private constructor(journal: Journal, clock: Clock, ids: Ids, epoch: number) {
    this.#journal = journal;
    this.#clock = clock;
    this.#ids = ids;
    this.#epoch = epoch;
  }

  /** Folds the open day from the journal, and the keys of the day before with it. @param epoch of the journal's positions */
  static async start(journal: Journal, clock: Clock, ids: Ids, epoch = 1): Promise<Handler> {
    const handler = new Handler(journal, clock, ids, epoch);
    const openings = await journal.dayOpenings(2);
    const foldFrom = openings[0] ?? 1;
    for await (const events of journal.read(openings.at(-1) ?? 1)) {
      for (const event of events) {
        if (event.seq >= foldFrom) evolve(handler.#committed, event);
        if (event.key !== undefined) handler.#keys.remember(event.key, event.time, event.seq);
      }
    }
    handler.#head = copyState(handler.#committed);
    return handler;
  }

  /** What is durable. Everything that is shown or followed reads this one. */
  get committed(): Readonly<State> {
    return this.#committed;
  }

  /** Why the journal does not take anything at present; null when it does. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Tells when the journal stops taking entries, and why, and when it takes them again (null). */
  onFault(listener: (fault: string | null) => void): void {
    this.#faultListeners.add(listener);
  }

  /** The medium takes entries again, as has been tried. */
  recovered(): void {
    this.#setFault(null);
  }

  /** Tells of every commit, in order, in the turn in which it becomes known. */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Decides a command and answers once it is durable. */
  handle(asked: Asked): Promise<Outcome> {
    if (this.#stopping) return Promise.resolve({ kind: 'refused', code: 'stopping' });
    const { key } = asked;
    if (key === undefined) return this.#perform(asked);
    const known = this.#keys.find(key, this.#clock.now());
    if (known === 'mismatch') return Promise.resolve({ kind: 'refused', code: 'idempotency-mismatch' });
    if (known !== null) return this.#again(known.result);
    return this.#performOnce(asked, key);
  }

  /** Refuses what comes from now on and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#inFlight;
  }

  /** While the first answer is under way, the second asker waits for the same. A refusal is forgotten: it may pass. */
  #performOnce(asked: Asked, key: RequestKey): Promise<Outcome> {
    const now = this.#clock.now();
    const outcome = this.#perform(asked).then(
      (result) => {
        const first = result.kind === 'done' ? result.events[0] : undefined;
        if (first === undefined) this.#keys.forget(key);
        else this.#keys.remember(key, now, first.seq);
        return result;
      },
      (error: unknown) => {
        this.#keys.forget(key);
        throw error;
      },
    );
    this.#keys.remember(key, now, outcome);
    return outcome;
  }

  async #again(kept: Kept): Promise<Outcome> {
    if (typeof kept !== 'number') return kept;
    // What the journal has lost it reads past: another's event is no answer.
    for await (const events of this.#journal.read(kept, { limit: 1 }))
      if (events[0]?.seq === kept) return { kind: 'done', events };
    return { kind: 'refused', code: 'journal-unavailable', detail: `position ${kept} cannot be read` };
  }

  async #perform({ command, actor, key }: Asked): Promise<Outcome> {
    const now = this.#clock.now();
    const decision = decide(this.#head, command, now);
    if ('refusal' in decision) return this.#refuse(decision, actor, now);
    return this.#commit(decision.events, actor, now, key);
  }

  /** Some refusals are facts as well (somebody was sent away): they are told once those are durable. */
  async #refuse({ refusal, events = [], detail }: Refused, actor: Actor, now: Moment): Promise<Outcome> {
    if (events.length > 0) {
      const told = await this.#commit(events, actor, now, undefined);
      if (told.kind === 'refused') return told;
    }
    return { kind: 'refused', code: refusal, ...(detail === undefined ? {} : { detail }) };
  }

  async #commit(
    facts: readonly DomainEvent[],
    actor: Actor,
    now: Moment,
    key: RequestKey | undefined,
  ): Promise<Outcome> {
    const head = this.#head;
    if (facts.length === 0) {
      // What makes it "so already" may still be on its way to the disk, and may not get there.
      await this.#inFlight;
      return head === this.#head
        ? { kind: 'done', events: [] }
        : unavailable('an earlier entry could not be written');
    }
    const after = head.position;
    const events = this.#record(facts, { after, actor, now, key });
    const append = this.#journal.append(events, { after });
    this.#inFlight = append;
    // After the append has left, so that the disk works while this thread folds.
    for (const event of events) evolve(head, event);
    return this.#settle(await append, events, head);
  }

  /** All facts of a command are of the moment in which it was decided. */
  #record(events: readonly DomainEvent[], { after, actor, now: time, key }: Envelope): Recorded[] {
    return events.map((event, index) => ({
      seq: after + index + 1,
      id: this.#ids.ulid(time.at),
      v: EVENT_VERSION,
      ...(this.#epoch === 1 ? {} : { epoch: this.#epoch }),
      time,
      actor,
      ...(key !== undefined && index === 0 ? { key } : {}),
      ...event,
    }));
  }

  #settle(result: AppendResult, events: readonly Recorded[], head: State): Outcome {
    if (result.kind === 'appended') {
      for (const event of events) evolve(this.#committed, event);
      this.#setFault(null);
      for (const listener of this.#listeners) listener(events, this.#committed);
      return { kind: 'done', events };
    }
    // The first failure of a chain takes its head with it; the rest of the chain finds it gone.
    if (head === this.#head) this.#head = copyState(this.#committed);
    if (result.kind === 'unavailable') {
      this.#setFault(result.reason);
      return unavailable(result.reason);
    }
    // Behind a failure this is expected; alone it means that somebody else writes into our journal.
    if (this.#fault === null) {
      this.#setFault(`the journal is at position ${result.position}, not where this host left it`);
    }
    return unavailable('an earlier entry could not be written');
  }

  #setFault(fault: string | null): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    for (const listener of this.#faultListeners) listener(fault);
  }
}

const unavailable = (detail: string): Outcome => ({ kind: 'refused', code: 'journal-unavailable', detail });
