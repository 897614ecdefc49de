import type { PadDevice, Pads } from './devices/pads.ts';
import type { Clock } from './clock.ts';
import type { Command } from './domain/commands.ts';
import type { Handler } from './handle.ts';
import type { Actor } from './journal/journal.ts';

/** What a broken medium may hold back; with it a press is some hundred bytes, and nobody presses a thousand times in good faith. */
const KEPT_MAX = 1000;

interface Press {
  readonly command: Extract<Command, { type: 'rate' }>;
  readonly actor: Actor;
}

export interface RatePressesOptions {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly pads: Pads;
  /** Scores go from `scale`, the first button, down to 1. */
  readonly scale: number;
  /** Told of presses that could not be kept. */
  readonly say: (line: string) => void;
  /** Resolves when the journal is worth another try. */
  readonly retryPause: () => Promise<void>;
}

/**
 * Brings presses from the pads to the rules, one after the other in the order of the fingers. A press that the journal cannot take
 * at the moment waits, with the time at which it was made.
 */
export class RatePresses {
  readonly #options: RatePressesOptions;
  readonly #waiting: Press[] = [];
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(options: RatePressesOptions) {
    this.#options = options;
    options.pads.onPress((device, button) => this.#take(device, button));
  }

  /** Takes no further press; resolves when those that were made are told, or cannot be. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  #take({ id, counter }: PadDevice, button: number): void {
    if (this.#stopping) return;
    const { clock, scale, say } = this.#options;
    if (this.#waiting.length >= KEPT_MAX) {
      say(`pad ${id}: a press is lost, since the journal has taken none of the ${KEPT_MAX} before it`);
      return;
    }
    this.#waiting.push({
      command: { type: 'rate', counter, score: scale - button, by: 'pad', at: clock.now() },
      actor: { kind: 'visitor', id: `pad:${id}` },
    });
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  async #run(): Promise<void> {
    for (let press = this.#waiting[0]; press !== undefined; press = this.#waiting[0]) {
      await this.#tell(press);
      this.#waiting.shift();
    }
  }

  async #tell({ command, actor }: Press): Promise<void> {
    const { handler, say, retryPause } = this.#options;
    for (;;) {
      const outcome = await handler.handle({ command, actor });
      if (outcome.kind === 'done') return;
      if (outcome.code !== 'journal-unavailable' || this.#stopping) {
        say(
          `${actor.id}: a press of ${command.score} at counter ${command.counter} is lost: ${outcome.code}`,
        );
        return;
      }
      await retryPause();
    }
  }
}
