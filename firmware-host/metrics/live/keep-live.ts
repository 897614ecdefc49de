import { reasonOf } from '../../central/reason.ts';
import { lobbyDate, type Clock } from '../../clock.ts';
import { waitingFor } from '../../domain/ahead.ts';
import type { Moment } from '../../domain/moment.ts';
import { serviceStatus, type ServiceStatus } from '../../domain/service-status.ts';
import type { State } from '../../domain/state.ts';
import type { Handler } from '../../handle.ts';
import type { LobbyFigures } from '../../messages/lobby-figures.ts';
import type { Metrics } from '../metrics.ts';
import type { ThisMoment } from './live-figures.ts';

/** How often it is looked whether it is time. */
const LOOK_MS = 1000;
/** Figures of a day move slowly, and each answer is some work for the thread of the metrics. */
const EVERY_MS = 15_000;
/** What the next half hour brings is another question as time goes by, though nothing happens. */
const TURN_MS = 5 * 60_000;
/** While anybody looks, none are as old; those that nobody has looked at meanwhile say nothing of this moment. */
const STALE_MS = TURN_MS + 60_000;

/** Whoever looks at the lobby as a whole, on pages that are told when it changes. */
export interface Onlookers {
  readonly isThere: () => boolean;
  /** Told each time that one comes where there was none. */
  readonly onFirst: (hear: () => void) => void;
  /** Tells them that there are other figures. */
  readonly tell: () => void;
}

export interface KeepLiveOptions {
  readonly handler: Pick<Handler, 'committed'>;
  readonly clock: Clock;
  readonly onlookers: Onlookers;
  /** The figures of this moment. @throws Error with a reason for the technician */
  readonly ask: (moment: ThisMoment) => Promise<LobbyFigures | null>;
  readonly say: (line: string) => void;
}

/** Keeps the figures of this moment for as long as anybody looks at them. */
export class KeepLive {
  readonly #options: KeepLiveOptions;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | null = null;
  #figures: LobbyFigures | null = null;
  /** Of which lobby day they are. */
  #date: string | null = null;
  /** What it was when they were asked for. */
  #asked = '';
  #askedMs = -Infinity;
  #saysFault = false;
  #isStopping = false;

  constructor(options: KeepLiveOptions) {
    this.#options = options;
  }

  /** Those that are known, with the moment up to which they are; null where they are not known, too old, or of another day. */
  get figures(): LobbyFigures | null {
    const { handler, clock } = this.#options;
    const isStale = clock.now().monoMs - this.#askedMs > STALE_MS;
    return !isStale && handler.committed.day?.date === this.#date ? this.#figures : null;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
    this.#options.onlookers.onFirst(() => void this.look());
  }

  /** Resolves when what was asked for is there. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#asking;
  }

  /** Asks if it is time; one at a time. */
  look(): Promise<void> {
    this.#asking ??= this.#look().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #look(): Promise<void> {
    const { handler, clock, onlookers, ask } = this.#options;
    const now = clock.now();
    const { at, monoMs, trusted } = now;
    if (this.#isStopping || !onlookers.isThere() || monoMs - this.#askedMs < EVERY_MS) return;
    const { committed } = handler;
    const date = committed.day?.date ?? null;
    const { lastTime } = committed;
    // Out of hours nobody is told what to expect: at night the thread of the metrics rests.
    const turn = committed.day === null || committed.day.isClosed ? 'shut' : Math.floor(at / TURN_MS);
    const asked = `${committed.position} ${trusted} ${turn}`;
    if (asked === this.#asked) return;
    this.#askedMs = monoMs;
    try {
      this.#figures = await ask({
        at: trusted ? at : null,
        waiting: waitingIn(committed),
        shut: shutIn(committed, now),
      });
      this.#date = date;
      // Tables that have fallen behind will have more to say, though nothing happens.
      this.#asked = isUpTo(this.#figures, lastTime?.at ?? 0) ? asked : '';
      this.#saysFault = false;
    } catch (error) {
      this.#figures = null;
      this.#asked = '';
      if (!this.#saysFault && !this.#isStopping)
        this.#options.say(`metrics: the figures of this moment cannot be told: ${reasonOf(error)}`);
      this.#saysFault = true;
    }
    if (!this.#isStopping) onlookers.tell();
  }
}

const isUpTo = (figures: LobbyFigures | null, at: number): boolean =>
  figures !== null && Date.parse(figures.asOf) >= Math.floor(at);

const waitingIn = (state: Readonly<State>): number =>
  (state.lobby?.services ?? []).reduce((sum, { letter }) => sum + waitingFor(state, letter), 0);

/** Full for the moment, on a break or not open yet: somebody may come for it within the half hour all the same. */
const SHUT: ReadonlySet<ServiceStatus['state']> = new Set([
  'by-staff',
  'over',
  'closed-today',
  'full-today',
  'used-up',
]);

const shutIn = (state: Readonly<State>, now: Moment): readonly string[] =>
  (state.lobby?.services ?? [])
    .map(({ letter }) => letter)
    .filter((letter) => SHUT.has(serviceStatus(state, letter, now).state));

interface LiveTopic {
  isFollowed(name: string): boolean;
  onFollowed(name: string, hear: () => void): void;
  touch(name: string): void;
}

interface KeepLiveHouse extends Pick<KeepLiveOptions, 'handler' | 'clock' | 'say'> {
  readonly metrics: Pick<Metrics, 'ask'>;
  readonly config: { readonly timeZone: string; readonly dayStartsAt: string };
  readonly live: LiveTopic;
}

const TOPIC = 'lobby';

/** The figures that are pushed with the lobby. */
export function keepLive({ metrics, config, live, clock, ...own }: KeepLiveHouse): KeepLive {
  return new KeepLive({
    ...own,
    clock,
    onlookers: {
      isThere: () => live.isFollowed(TOPIC),
      onFirst: (hear) => live.onFollowed(TOPIC, hear),
      tell: () => live.touch(TOPIC),
    },
    ask: (moment) => {
      const today = lobbyDate(clock.now().at, config.timeZone, config.dayStartsAt);
      return metrics.ask({ kind: 'live', ...moment, today });
    },
  });
}
