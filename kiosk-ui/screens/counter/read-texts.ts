/** What is written about persons is read one by one; it may be on its way, erased, or out of reach for now. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PersonalText } from '../../../firmware-host/messages/staff.ts';
import { Refused, Unreachable, get } from '../../host/api.ts';

export type ReadText =
  { readonly state: 'loading' | 'erased' | 'failed' } | { readonly state: 'read'; readonly text: string };

const againMs = 3000;

export class ReadTexts implements ReactiveController {
  readonly #page: ReactiveControllerHost;
  readonly #texts = new Map<string, ReadText>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(page: ReactiveControllerHost) {
    this.#page = page;
    page.addController(this);
  }

  hostDisconnected(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** What is known of it now; whoever asks first has it fetched. */
  of(id: string): ReadText {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const loading: ReadText = { state: 'loading' };
    this.#texts.set(id, loading);
    void this.#load(id);
    return loading;
  }

  /**
   * The words, once they are there; null where they were erased.
   * @throws Unreachable
   */
  async wordsOf(id: string): Promise<string | null> {
    await this.#load(id);
    const found = this.#texts.get(id);
    if (found?.state === 'failed') throw new Unreachable(id);
    return found?.state === 'read' ? found.text : null;
  }

  /** Nobody else's words are kept here. */
  forget(): void {
    this.hostDisconnected();
    this.#texts.clear();
  }

  async #load(id: string): Promise<void> {
    const found = await read(id);
    this.#texts.set(id, found);
    this.#page.requestUpdate();
    if (found.state !== 'failed') return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#load(id);
    }, againMs);
    this.#timers.add(timer);
  }
}

async function read(id: string): Promise<ReadText> {
  try {
    const { text } = await get<PersonalText>(`staff/texts/${encodeURIComponent(id)}`);
    return { state: 'read', text };
  } catch (fault) {
    if (fault instanceof Unreachable) return { state: 'failed' };
    if (fault instanceof Refused) return { state: fault.code === 'text-unknown' ? 'erased' : 'failed' };
    throw fault;
  }
}
