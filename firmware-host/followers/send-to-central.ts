import type { RandomSource, Unsubscribe } from '../../drivers/driver.ts';
import { listeners } from '../../drivers/listeners.ts';
import { backoffMs, type Backoff } from '../../drivers/transport/backoff.ts';
import { beginning, type CheckpointStore } from '../central/checkpoint.ts';
import { toCloudEvent } from '../central/cloud-event.ts';
import { inThisEpoch } from '../central/epochs.ts';
import type { Delivery, EventSender } from '../central/http-sender.ts';
import { KeptCheckpoint } from '../central/kept-checkpoint.ts';
import { parked, parkedEvent, resumed, stoppedBefore, unparked } from '../central/parking.ts';
import { plainReason, reasonOf } from '../central/reason.ts';
import type { Clock } from '../clock.ts';
import { instant } from '../clock.ts';
import type { Recorded } from '../journal/journal.ts';
import type { CentreView, ParkedEvent } from '../messages/centre.ts';
import { JournalTail, type TailOptions } from './journal-tail.ts';
import { paused } from './paused.ts';

/** A centre that is away for days must be found again within a minute, and not be run down by all its lobbies when it is. */
export const centreBackoff: Backoff = { firstMs: 500, maxMs: 60_000 };
/** One refused event is a bad event; three in a row are a wrong address, a wrong version or a wrong setting. */
const REFUSALS_IN_A_ROW_MAX = 3;
/** While events flow, listeners are told this often; a page cannot show five thousand changes a second. */
const TELL_EVERY_MS = 200;
/** Of a second that a stop may take, what the answer on its way is given: without it, its event would come twice. */
const ANSWER_MS = 500;

export interface SendToCentralOptions extends TailOptions {
  /** As people see it: without a query, which may be a secret. */
  readonly url: string;
  /** `source` of the events. */
  readonly source: string;
  /** Of the journal: see journal/storage.ts. */
  readonly epoch: number;
  readonly sender: EventSender;
  readonly store: CheckpointStore;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Told, a line at a time, when delivery begins to wait, goes on, parks and stops; not of every try. */
  readonly say: (line: string) => void;
}

/**
 * Follows the journal and sends every event to the central system, in order, each once the one before was taken. What the
 * centre does not take waits, for as long as it takes: there is no last try. An event that it refuses for what it is (400, 413,
 * 422) is parked for people, since it would hold up all behind it for ever; three in a row are no matter of the events, so they
 * are taken back and delivery stops until a person says so, also over a restart.
 *
 * At least once: the checkpoint is up to a second behind, so after a crash the latest events come again, under the same ids.
 */
export class SendToCentral {
  readonly #options: SendToCentralOptions;
  readonly #tail: JournalTail;
  readonly #changed = listeners<[]>();
  /** Null while what is on disk is none. */
  #kept: KeptCheckpoint | null = null;
  /** Refused one after the other, with nothing taken in between. */
  #refused: readonly ParkedEvent[] = [];
  #failures = 0;
  #fault: string | null = null;
  #retryAtMs: number | null = null;
  #pause = new AbortController();
  #running: Promise<void> | null = null;
  #isStarted = false;
  #isStopping = false;
  #isUnwritten = false;
  #toldAtMs = -Infinity;

  private constructor(options: SendToCentralOptions) {
    this.#options = options;
    this.#tail = new JournalTail(
      options,
      () => this.#goOn(),
      (first, last) =>
        options.say(
          `centre: the journal has no events at positions ${first} to ${last} any more; events go on behind them`,
        ),
    );
  }

  /**
   * Reads how far the centre has got. A checkpoint that cannot be used leaves it stopped, with the remedy as its fault: the lobby
   * must give numbers whatever is wrong here.
   */
  static async open(options: SendToCentralOptions): Promise<SendToCentral> {
    const delivery = new SendToCentral(options);
    await delivery.#load();
    const { state, fault } = delivery.view();
    if (state === 'stopped') options.say(`centre: delivery is stopped: ${fault}`);
    return delivery;
  }

  /** Sends from now on. */
  start(): void {
    this.#isStarted = true;
    this.#goOn();
  }

  view(): CentreView {
    const { position, stopped, parked: left } = this.#kept?.current ?? beginning;
    const isStopped = this.#kept === null || stopped !== null;
    return {
      url: this.#options.url,
      state: isStopped ? 'stopped' : this.#failures > 0 ? 'waiting' : 'delivering',
      delivered: position,
      backlog: Math.max(0, this.#tail.last - position),
      fault: stopped?.reason ?? this.#fault,
      retryAt: this.#retryAtMs === null ? null : instant(this.#retryAtMs),
      parked: [...left],
    };
  }

  /** Tells that `view` has changed: each change of its state, and at intervals how far it has got. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changed.add(listener);
  }

  /**
   * A person has seen to it: what was stopped goes on, what waits is tried at once.
   * @param parking leaves the events that were refused in a row to people and goes on behind them; else they are sent again
   * @throws Error when the checkpoint cannot be read or written
   */
  async resume({ parking = false } = {}): Promise<void> {
    if (this.#kept === null) await this.#load();
    if (this.#kept === null) throw new Error(this.#fault ?? '');
    if (this.#kept.current.stopped !== null) {
      await this.#kept.commit((now) => resumed(now, parking));
      this.#tail.goTo(this.#kept.current.position + 1);
      this.#options.say('centre: delivery goes on, as a person has said');
    }
    this.#pause.abort();
    this.#goOn();
    this.#tell();
  }

  /**
   * Sends a parked event once more, behind all that have gone meanwhile; it is parked no longer once it is taken.
   * @returns null when no such event is parked
   * @throws Error when the journal cannot be read or the checkpoint not be written
   */
  async retryParked(id: string): Promise<Delivery | null> {
    const left = this.#kept?.current.parked.find((event) => event.id === id);
    if (left === undefined) return null;
    let delivery: Delivery | null = null;
    for await (const [event] of this.#options.journal.read(left.sequence, { limit: 1 })) {
      // What the journal has lost it reads past.
      if (event?.id === id) delivery = await this.#send(event);
    }
    if (delivery?.kind === 'taken') {
      await this.discardParked(id);
      // The centre takes events again: what it refused before is no row any more.
      this.#refused = [];
    }
    return delivery;
  }

  /** Gives up a parked event: the centre will never have it. @returns whether there was one */
  async discardParked(id: string): Promise<boolean> {
    const kept = this.#kept;
    if (kept === null || !kept.current.parked.some((event) => event.id === id)) return false;
    await kept.commit((now) => unparked(now, id));
    // Delivery may stop before a refused event and send it again later, but never before one that people have settled.
    this.#refused = this.#refused.filter((event) => event.id !== id);
    this.#tell();
    return true;
  }

  /** Ends within a second; what is not sent is sent after the next start. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#tail.close();
    this.#pause.abort();
    const patience = new AbortController();
    await Promise.race([this.#running, paused(ANSWER_MS, patience.signal)]);
    patience.abort();
    await this.#options.sender.close();
    await this.#running;
    await this.#kept?.close().catch((error: unknown) => this.#sayUnwritten(reasonOf(error)));
  }

  async #load(): Promise<void> {
    const { store, journal, epoch, say } = this.#options;
    try {
      const now = { journal, epoch, last: this.#tail.last };
      const { checkpoint, lines } = await inThisEpoch(await store.read(), now, store.name);
      for (const line of lines) say(line);
      // A medium that does not take it holds nothing up: until it does, a start comes to the same.
      if (lines.length > 0)
        await store.write(checkpoint).catch((error: unknown) => this.#sayUnwritten(reasonOf(error)));
      this.#kept = new KeptCheckpoint(store, checkpoint, (reason) => this.#sayUnwritten(reason));
      this.#tail.goTo(checkpoint.position + 1);
      this.#fault = null;
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    }
  }

  /** Called by whatever may have given it something to do. Only one run is under way, so that nothing hurries or doubles a try. */
  #goOn(): void {
    const kept = this.#kept;
    if (kept === null || kept.current.stopped !== null || !this.#tail.hasMore) return;
    if (!this.#isStarted || this.#isStopping || this.#running !== null) return;
    this.#running = this.#run(kept).finally(() => {
      this.#running = null;
      this.#goOn();
    });
  }

  async #run(kept: KeptCheckpoint): Promise<void> {
    while (this.#tail.hasMore && kept.current.stopped === null && !this.#isStopping) {
      const failed = await this.#step(kept);
      if (failed !== null && !this.#isStopping) await this.#wait(failed);
    }
  }

  /** One event: taken or parked, and passed; or the failure that it has to wait for. */
  async #step(kept: KeptCheckpoint): Promise<Extract<Delivery, { kind: 'failed' }> | null> {
    try {
      const event = await this.#tail.peek();
      if (event === null) return null;
      const delivery = await this.#send(event);
      if (delivery.kind === 'failed') return delivery;
      if (delivery.kind === 'refused') await this.#refuse(kept, parkedEvent(event, delivery));
      else this.#take(kept, event);
      this.#recover();
      return null;
    } catch (error) {
      // The journal cannot be read, or a parking not be written: not the centre's doing, and no reason to lose an event.
      return { kind: 'failed', reason: reasonOf(error), retryAfterMs: null };
    }
  }

  #send(event: Recorded): Promise<Delivery> {
    const { sender, source } = this.#options;
    return sender.send({ id: event.id, body: JSON.stringify(toCloudEvent(event, source)) });
  }

  #take(kept: KeptCheckpoint, { seq }: Recorded): void {
    kept.advance(seq);
    this.#tail.pass();
    this.#refused = [];
    const nowMs = this.#options.clock.now().monoMs;
    if (this.#tail.hasMore && this.#failures === 0 && nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#tell();
  }

  async #refuse(kept: KeptCheckpoint, event: ParkedEvent): Promise<void> {
    const { say } = this.#options;
    const { id, sequence, type, status, reason } = event;
    const refused = [...this.#refused, event];
    const what = `event ${id} (${type}, sequence ${sequence}) was refused with ${status}: ${reason}`;
    if (refused.length < REFUSALS_IN_A_ROW_MAX) {
      await kept.commit((now) => parked(now, event));
      this.#refused = refused;
      this.#tail.pass();
      say(`centre: ${what}; it is parked`);
    } else {
      await kept.commit((now) => stoppedBefore(now, refused));
      this.#refused = [];
      this.#tail.goTo(kept.current.position + 1);
      say(`centre: DELIVERY HAS STOPPED, ${refused.length} events in a row were refused; at last, ${what}`);
    }
    this.#tell();
  }

  #recover(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#fault = null;
    const waiting = this.view().backlog;
    this.#options.say(`centre: events are taken again${waiting === 0 ? '' : `; ${waiting} have waited`}`);
    this.#tell();
  }

  async #wait({ reason, retryAfterMs }: Extract<Delivery, { kind: 'failed' }>): Promise<void> {
    const { clock, random, say } = this.#options;
    this.#failures += 1;
    this.#fault = reason;
    const pauseMs = Math.max(backoffMs(this.#failures, centreBackoff, random), retryAfterMs ?? 0);
    this.#retryAtMs = clock.now().at + pauseMs;
    if (this.#failures === 1) say(`centre: events wait: ${plainReason(reason)}`);
    this.#tell();
    this.#pause = new AbortController();
    await paused(pauseMs, this.#pause.signal);
    this.#retryAtMs = null;
  }

  /** @param reason null when it can be written again */
  #sayUnwritten(reason: string | null): void {
    const { say, store } = this.#options;
    if (reason !== null && !this.#isUnwritten)
      say(`centre: ${store.name} cannot be written: ${reason}; after a restart, events would come twice`);
    this.#isUnwritten = reason !== null;
  }

  #tell(): void {
    this.#changed.emit();
  }
}
