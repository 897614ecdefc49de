/** What the agent asks of the host, one thing at a time, and what the agent is told about it. */
import type { ReactiveControllerHost } from 'lit';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';

/** What the agent is told about the last press. */
export type Note = {
  readonly kind: 'waiting' | 'fault' | 'done';
  readonly text: (words: Words) => string;
};

/** What is wrong when something did not arrive, in the words of the page. */
export function faultOf(fault: unknown): Note['text'] {
  if (fault instanceof Refused) return (words) => words.refusal(fault.code, 'staff');
  if (fault instanceof Unreachable) return (words) => words.text('console.unreachable');
  throw fault;
}

export class Commands {
  busy = false;
  note: Note | null = null;

  readonly #page: ReactiveControllerHost;
  readonly #counter: string;
  readonly #adopt: (view: CounterView) => void;

  /** @param adopt takes in the view of the counter that an answer is */
  constructor(page: ReactiveControllerHost, counter: string, adopt: (view: CounterView) => void) {
    this.#page = page;
    this.#counter = counter;
    this.#adopt = adopt;
  }

  say(note: Note | null): void {
    this.note = note;
    this.#page.requestUpdate();
  }

  /** Something that is done at this counter. @returns whether it was */
  async act(deed: string, body: object = {}): Promise<boolean> {
    const view = await this.ask<CounterView>(
      press(`counters/${encodeURIComponent(this.#counter)}/${deed}`, body),
    );
    if (view !== null) this.#adopt(view);
    return view !== null;
  }

  /** One press at a time: a second one waits for nothing, it is simply not taken. @returns null where it was not done */
  async ask<View extends object>(one: Press): Promise<View | null> {
    if (this.busy) return null;
    this.busy = true;
    this.say(null);
    try {
      const view = await send<View>(one, () => {
        this.say({ kind: 'waiting', text: (words) => words.text('console.retrying') });
      });
      this.say(null);
      return view;
    } catch (fault) {
      this.say({ kind: 'fault', text: faultOf(fault) });
      return null;
    } finally {
      this.busy = false;
      this.#page.requestUpdate();
    }
  }
}
