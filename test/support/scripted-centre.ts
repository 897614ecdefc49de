/** What delivery needs around it, in memory: a centre that answers as the test says, and a checkpoint that can fail. */
import { onTestFinished } from 'vitest';
import { beginning, type Checkpoint, type CheckpointStore } from '../../firmware-host/central/checkpoint.ts';
import type { Delivery, EventSender, OutgoingEvent } from '../../firmware-host/central/http-sender.ts';
import { SendToCentral } from '../../firmware-host/followers/send-to-central.ts';
import { FollowedJournal } from './followed-journal.ts';

export const taken: Delivery = { kind: 'taken' };
export const refused = (status = 422): Delivery => ({ kind: 'refused', status, reason: 'no such service' });
export const failed = (retryAfterMs: number | null = null): Delivery => ({
  kind: 'failed',
  reason: 'connect ECONNREFUSED',
  retryAfterMs,
});

/** Answers each event by its id; an answer may be held back. */
export class ScriptedSender implements EventSender {
  /** Ids in the order in which they were sent, each try. */
  readonly sent: string[] = [];
  readonly bodies: string[] = [];
  isClosed = false;
  #underWay = 0;
  underWayMax = 0;
  answer: (id: string) => Delivery | Promise<Delivery> = () => taken;

  async send({ id, body }: OutgoingEvent): Promise<Delivery> {
    this.sent.push(id);
    this.bodies.push(body);
    this.#underWay += 1;
    this.underWayMax = Math.max(this.underWayMax, this.#underWay);
    const delivery = await this.answer(id);
    this.#underWay -= 1;
    return delivery;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

export class KeptInMemory implements CheckpointStore {
  readonly name = '/data/centre.json';
  checkpoint: Checkpoint = beginning;
  writes = 0;
  /** Writes from now on that fail. */
  failing = 0;
  damaged: string | null = null;
  /** What each write waits for. */
  gate: Promise<void> = Promise.resolve();

  read = () =>
    this.damaged === null ? Promise.resolve(this.checkpoint) : Promise.reject(new Error(this.damaged));

  async write(checkpoint: Checkpoint): Promise<void> {
    await this.gate;
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('disk full');
    }
    this.writes += 1;
    this.checkpoint = checkpoint;
  }
}

export interface Rig {
  readonly journal: FollowedJournal;
  readonly sender: ScriptedSender;
  readonly store: KeptInMemory;
  readonly delivery: SendToCentral;
  readonly said: string[];
}

/** @param given what a run before has left behind; a new one of each where left out */
export async function openDelivery(
  given: Partial<Pick<Rig, 'journal' | 'store' | 'sender'>> & {
    random?: () => number;
    epoch?: number;
  } = {},
): Promise<Rig> {
  const {
    journal = new FollowedJournal(),
    store = new KeptInMemory(),
    sender = new ScriptedSender(),
  } = given;
  const said: string[] = [];
  const delivery = await SendToCentral.open({
    url: 'https://centre.example.org/events',
    source: '/lobbies/x',
    handler: journal,
    journal,
    epoch: given.epoch ?? 1,
    sender,
    store,
    clock: { now: () => ({ at: 0, monoMs: 0, boot: 'boot', trusted: true }), trusted: () => true },
    random: given.random ?? (() => 0),
    say: (line) => said.push(line),
  });
  onTestFinished(() => delivery.stop());
  return { journal, sender, store, delivery, said };
}

/** `id-1` … as the journal of the test names its events. */
export const ids = (from: number, to: number): string[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => `id-${from + index}`);
