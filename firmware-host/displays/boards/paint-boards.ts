import type { BoardFace } from '../../../drivers/board/face.ts';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { reasonOf } from '../../central/reason.ts';
import type { Clock } from '../../clock.ts';
import type { BoardConfig, BoardLook, Boards } from '../../devices/boards.ts';
import type { Moment } from '../../domain/moment.ts';
import { boardEmergency, type Notice } from '../../domain/notice.ts';
import type { Call, State } from '../../domain/state.ts';
import type { Handler } from '../../handle.ts';
import type { Site } from '../../site.ts';
import { boardContent } from './board-content.ts';
import { brightnessAt } from './brightness.ts';

const MS_PER_SECOND = 1000;
/** So late may be seen what nobody is called by: at a peak, all that comes meanwhile is one painting. */
const SOON_MS = 100;

/** What somebody in the lobby must see at once. */
interface Urgent {
  readonly calls: readonly Call[];
  readonly frozen: string | null;
  readonly emergency: Notice | null;
}

/** The latest one of a board. */
interface Painting {
  /** Of which position of the journal and which second it is. */
  readonly of: string;
  /** What went wrong in it, and in the one before: each thing is said once, until it goes well again. */
  readonly faults: Set<string>;
  readonly faultsBefore: ReadonlySet<string>;
}

export interface PaintBoardsOptions {
  readonly handler: Pick<Handler, 'committed' | 'onCommit'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly site: Site;
  readonly boards: Pick<Boards, 'show'>;
  readonly say: (line: string) => void;
}

/**
 * Keeps the boards at what the lobby is: a call, an evacuation and an emergency in the very turn in which they are committed, all
 * else a moment later, and once a second what changes by itself. No checkpoint: what they show follows from the state and the
 * time alone, and the driver sends no more than what has changed.
 */
export class PaintBoards {
  readonly #options: PaintBoardsOptions;
  readonly #unfollow: () => void;
  /** By board. */
  readonly #paintings = new Map<string, Painting>();
  #urgent: Urgent;
  #tick: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(options: PaintBoardsOptions) {
    this.#options = options;
    const { handler } = options;
    this.#urgent = urgentOf(handler.committed);
    this.#unfollow = handler.onCommit((_events, state) => this.#follow(state));
    this.#beat();
  }

  /** Paints nothing from now on. */
  stop(): void {
    this.#unfollow();
    clearTimeout(this.#tick);
    clearTimeout(this.#soon);
  }

  #follow(state: Readonly<State>): void {
    const urgent = urgentOf(state);
    const before = this.#urgent;
    this.#urgent = urgent;
    if (urgent.frozen !== before.frozen || urgent.emergency !== before.emergency) {
      this.#paintAll();
      return;
    }
    // What the others show takes time to be made, and nobody is called by it.
    if (urgent.calls !== before.calls) this.#paint(isForCalls);
    this.#soon ??= setTimeout(() => this.#paintAll(), SOON_MS);
  }

  /** At the beginning of every second of the wall clock, so that a clock on a board is none too late. */
  #beat(): void {
    this.#paintAll();
    const { at } = this.#options.clock.now();
    const intoSecondMs = ((at % MS_PER_SECOND) + MS_PER_SECOND) % MS_PER_SECOND;
    this.#tick = setTimeout(() => this.#beat(), MS_PER_SECOND - intoSecondMs);
  }

  #paintAll(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#paint(() => true);
  }

  #paint(isMeant: (board: BoardConfig) => boolean): void {
    const { handler, clock, boards } = this.#options;
    const state = handler.committed;
    const now = clock.now();
    const of = `${state.position} ${Math.floor(now.at / MS_PER_SECOND)} ${now.trusted}`;
    boards.show(
      (board, face) => {
        const before = this.#paintings.get(board.id);
        if (!isMeant(board) || before?.of === of) return null;
        this.#paintings.set(board.id, { of, faults: new Set(), faultsBefore: before?.faults ?? new Set() });
        return this.#lookOf(state, board, face, now);
      },
      (board, error) => this.#fail(board, 'painting', error),
    );
  }

  #lookOf(state: Readonly<State>, board: BoardConfig, face: BoardFace, now: Moment): BoardLook {
    const { site } = this.#options;
    return {
      content: this.#try(board, 'content', dark, () => boardContent(site, state, board, face, now)),
      brightness: this.#try(board, 'brightness', FULL, () => brightnessAt(board.shows, state, now, site)),
    };
  }

  /** One board that cannot be painted is a bug, and no reason for the others to go dark. It shows nothing rather than what was. */
  #try<Made>(board: BoardConfig, what: string, otherwise: Made, make: () => Made): Made {
    try {
      return make();
    } catch (error) {
      this.#fail(board, what, error);
      return otherwise;
    }
  }

  #fail({ id }: BoardConfig, what: string, error: unknown): void {
    const painting = this.#paintings.get(id);
    const line = `board ${id}: its ${what} failed: ${reasonOf(error)}`;
    painting?.faults.add(line);
    if (painting?.faultsBefore.has(line) !== true) this.#options.say(line);
  }
}

const dark: BoardContent = { rows: [] };
const FULL = 100;

const urgentOf = (state: Readonly<State>): Urgent => ({
  calls: state.calls,
  frozen: state.frozen,
  emergency: boardEmergency(state.notices.values()),
});

const isForCalls = ({ shows }: BoardConfig): boolean =>
  shows.areas.some(({ show }) => show.includes('calls') || show.includes('call'));
