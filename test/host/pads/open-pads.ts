/** A lobby on a real journal whose medium can be taken away, with pads that are fingers and ears. */
import { onTestFinished } from 'vitest';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import type { PadConfig, PadPress } from '../../../firmware-host/devices/pads.ts';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { Handler } from '../../../firmware-host/handle.ts';
import { randomIds } from '../../../firmware-host/ids.ts';
import type { Journal, Recorded } from '../../../firmware-host/journal/journal.ts';
import { AnswerPresses } from '../../../firmware-host/pads/answer-presses.ts';
import { RatingWindows } from '../../../firmware-host/pads/rating-windows.ts';
import { TakePresses } from '../../../firmware-host/pads/take-presses.ts';
import { alwaysOpen, lobby } from '../../support/lobby.ts';
import { openJournal } from '../../support/store.ts';
import { tempDir } from '../../support/temp.ts';

const actor = { kind: 'host', id: 'test' } as const;

const padOf = (id: string, counter: string, buttons: PadConfig['buttons']): PadConfig => ({
  id,
  counter,
  model: 'firmata',
  port: 'simulated:',
  wiring: buttonsOnly(buttons.map((_, place) => 2 + place)),
  buttons,
});

/** A button for each score, the best one first. */
export const ratingPad = (id: string, counter: string): PadConfig =>
  padOf(
    id,
    counter,
    [5, 4, 3, 2, 1].map((score) => ({ does: 'rate', score, counter })),
  );

type Deed = Exclude<PadConfig['buttons'][number], { does: 'rate' }>['does'];

export const keyPad = (id: string, counter: string, ...deeds: readonly Deed[]): PadConfig =>
  padOf(
    id,
    counter,
    deeds.map((does) => ({ does, counter })),
  );

/** A journal whose medium can be full, or so slow that it answers only when it is let. */
export class Medium {
  isFull = false;
  gate: Promise<void> = Promise.resolve();
  readonly journal: Journal;

  constructor(journal: Journal) {
    this.journal = {
      append: async (events, options) => {
        await this.gate;
        return this.isFull ? { kind: 'unavailable', reason: 'disk full' } : journal.append(events, options);
      },
      read: (from, options) => journal.read(from, options),
      dayOpenings: (count) => journal.dayOpenings(count),
      lastPosition: () => journal.lastPosition(),
      close: () => journal.close(),
    };
  }
}

/** A clock that stands still until it is told otherwise. */
class HeldClock {
  #nowMs = 1000;
  readonly trusted = () => true;
  readonly now = () => ({ at: this.#nowMs, monoMs: this.#nowMs, boot: 'boot', trusted: true });
  readonly later = (ms: number) => (this.#nowMs += ms);
}

/** Pads that keep what they were told, in order, and fingers that press their buttons. */
class FakePads {
  readonly heard: string[] = [];
  readonly #pads: readonly PadConfig[];
  readonly #clock: HeldClock;
  #listener: ((press: PadPress) => void) | null = null;

  constructor(pads: readonly PadConfig[], clock: HeldClock) {
    this.#pads = pads;
    this.#clock = clock;
  }

  voices() {
    const say = (pad: PadConfig, what: string) => void this.heard.push(`${pad.id} ${what}`);
    return this.#pads.map((pad) => ({
      pad,
      voice: {
        setArmed: (isArmed: boolean) => say(pad, isArmed ? 'asks' : 'rests'),
        thank: () => say(pad, 'thanks'),
        refuse: () => say(pad, 'refuses'),
      },
    }));
  }

  onPress(listener: (press: PadPress) => void): void {
    this.#listener = listener;
  }

  readonly press = (pad: PadConfig, button: number, monoMs = this.#clock.now().monoMs): void => {
    const meaning = pad.buttons[button];
    if (meaning === undefined) throw new RangeError(`${pad.id} has no button ${button}`);
    this.#listener?.({ pad, meaning, monoMs });
  };
}

/** Counter 1 is open, and its agent `lin` has served one visitor who may rate now; nobody sits at counter 2. */
async function openLobby(handler: Handler) {
  const ask = async (command: Command) => {
    const outcome = await handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  };
  const take = (ticket: string) => {
    const names = { service: 'A', kiosk: 'door', language: null, ticket, token: ticket } as const;
    return ask({ type: 'take-ticket', by: 'kiosk', ...names });
  };
  await ask({ type: 'apply-config', lobby, timetable: null });
  await ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await ask({ type: 'sign-in', counter: '1', agent: 'lin' });
  await take('t1');
  await ask({ type: 'call-next', counter: '1' });
  await ask({ type: 'finish', counter: '1' });
  return { ask, take };
}

/** These pads in that lobby; all that is told from then on is kept. */
export async function openPads(configs: readonly PadConfig[]) {
  const medium = new Medium(await openJournal(tempDir()));
  onTestFinished(() => medium.journal.close());
  const clock = new HeldClock();
  const handler = await Handler.start(medium.journal, clock, randomIds());
  const { ask, take } = await openLobby(handler);
  const pads = new FakePads(configs, clock);
  const said: string[] = [];
  const pauses: PromiseWithResolvers<void>[] = [];
  const windows = new RatingWindows(handler, clock);
  onTestFinished(() => windows.close());
  const answers = new AnswerPresses({ handler, clock, pads, windows });
  const presses = new TakePresses({
    handler,
    clock,
    pads,
    answers,
    say: (line) => void said.push(line),
    retryPause: () => {
      const pause = Promise.withResolvers<void>();
      pauses.push(pause);
      return pause.promise;
    },
  });
  const events: Recorded[] = [];
  handler.onCommit((committed) => void events.push(...committed));
  const { heard, press } = pads;
  const told = () =>
    events.map(({ type, data, actor: who }) => [type, 'score' in data ? data.score : null, who.id]);
  const { later } = clock;
  const lobbyNow = { ask, take, events, handler, later, medium, told };
  return { ...lobbyNow, answers, heard, pauses, press, presses, said, windows };
}
