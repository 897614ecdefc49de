/** When boards are painted: a call at once, all else soon, and each second what the time changes; whatever goes wrong with one. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { PaintBoards } from '../../../firmware-host/displays/boards/paint-boards.ts';
import type { BoardConfig, BoardLook } from '../../../firmware-host/devices/boards.ts';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import type { CommitListener } from '../../../firmware-host/handle.ts';
import { area, chinese, house as site, mainAreas, post, shows, textOf } from '../../support/board-looks.ts';
import { LobbyUnderTest } from '../../support/lobby.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const board = (id: string, what: BoardConfig['shows'] = shows(mainAreas(4))): BoardConfig => ({
  id,
  model: 'bx-5k',
  port: 'simulated:',
  shows: what,
});

interface Painted extends BoardLook {
  readonly board: string;
  readonly atMs: number;
}

/** A lobby whose commits are told as the handler tells them, and boards that write down what they are given. */
class PaintedHouse {
  readonly lobby = LobbyUnderTest.open();
  readonly painted: Painted[] = [];
  readonly said: string[] = [];
  /** Boards whose driver throws. */
  readonly broken = new Set<string>();
  readonly #boards: readonly BoardConfig[];
  readonly #listeners = new Set<CommitListener>();
  readonly painting: PaintBoards;

  constructor(boards: readonly BoardConfig[] = [board('main')]) {
    this.#boards = boards;
    this.painting = new PaintBoards({
      handler: {
        committed: this.lobby.state,
        onCommit: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      clock: { now: () => ({ ...this.lobby.now, at: Date.now(), monoMs: Date.now() }) },
      site,
      boards: {
        show: (lookFor, onFault) => {
          for (const one of this.#boards) {
            const look = lookFor(one, chinese());
            if (look === null) continue;
            if (this.broken.has(one.id)) onFault(one, new Error('no paint'));
            else this.painted.push({ ...look, board: one.id, atMs: Date.now() });
          }
        },
      },
      say: (line) => this.said.push(line),
    });
    onTestFinished(() => this.painting.stop());
  }

  commit(command: Command): this {
    this.lobby.must(command);
    return this.committed();
  }

  committed(): this {
    for (const listener of this.#listeners) listener([], this.lobby.state);
    return this;
  }

  take(): this {
    this.lobby.take('A');
    return this.committed();
  }

  /** When boards were painted since the last time that this was asked, in ms. */
  times(): number[] {
    return this.painted.splice(0).map(({ atMs }) => atMs);
  }

  shown(id = 'main'): string[] {
    const content: BoardContent | undefined = this.painted.findLast((one) => one.board === id)?.content;
    return content?.rows.map(textOf).map((row) => row.trim()) ?? [];
  }

  async later(ms: number): Promise<this> {
    await vi.advanceTimersByTimeAsync(ms);
    return this;
  }
}

describe('a board is painted', () => {
  it('at the beginning, and then at each whole second of the wall clock', async () => {
    vi.setSystemTime(300);
    const house = new PaintedHouse();
    await house.later(2800);
    expect(house.times()).toEqual([300, 1000, 2000, 3000]);
  });

  it('in the very turn in which a call, an evacuation or an emergency is committed', async () => {
    const house = new PaintedHouse();
    house.take();
    await house.later(250);
    house.times();
    house.commit({ type: 'call-next', counter: '1' });
    expect([house.times(), house.shown()]).toEqual([[250], []]);
    await house.later(10);
    house.commit({ type: 'evacuate', reason: 'alarm' });
    expect(house.times()).toEqual([260]);
    house.commit({ type: 'resume-lobby' });
    expect(house.times()).toEqual([260]);
    post(house.lobby, 'snow', { texts: { 'zh-CN': '小心地滑' } });
    house.committed();
    expect(house.times()).toEqual([260]);
    house.commit({ type: 'withdraw-notice', notice: 'snow' });
    expect(house.times()).toEqual([260]);
  });

  it('a moment later for all else, once for all that has come meanwhile', async () => {
    const house = new PaintedHouse();
    await house.later(200);
    house.times();
    for (let tickets = 0; tickets < 50; tickets += 1) house.take();
    expect(house.times()).toEqual([]);
    // The next second, and soon.
    expect(vi.getTimerCount()).toBe(2);
    await house.later(99);
    expect(house.times()).toEqual([]);
    await house.later(1);
    expect(house.shown().at(-1)).toBe('等候50人');
    expect(house.times()).toEqual([300]);
    await house.later(200);
    expect(house.times()).toEqual([]);
    house.take();
    await house.later(100);
    expect(house.times()).toEqual([600]);
  });

  it('a moment later where it shows no calls, when somebody is called', async () => {
    const house = new PaintedHouse([board('figures', shows([area(['total'])])), board('main')]);
    house.take();
    await house.later(250);
    house.painted.length = 0;
    house.commit({ type: 'call-next', counter: '1' });
    expect(house.painted.map((one) => one.board)).toEqual(['main']);
    await house.later(100);
    expect(house.painted.map((one) => one.board)).toEqual(['main', 'figures']);
  });

  it('never with what was before: a call takes what was to be painted later along with it', async () => {
    const house = new PaintedHouse();
    await house.later(200);
    house.take().take().commit({ type: 'call-next', counter: '1' });
    expect(house.shown()[0]).toMatch(/^A001/);
    expect(house.shown().at(-1)).toMatch(/^等候1人/);
    house.times();
    await house.later(700);
    expect(house.times()).toEqual([]);
  });

  it('not again where neither the lobby nor the second is another one', async () => {
    const house = new PaintedHouse();
    house.times();
    await house.later(300);
    house.committed();
    await house.later(300);
    expect(house.times()).toEqual([]);
  });

  it('again when the clock becomes trusted in that very second', async () => {
    const house = new PaintedHouse();
    await house.later(200);
    house.lobby.setClock(0, false);
    house.committed();
    await house.later(100);
    expect(house.times()).toEqual([0, 300]);
  });

  it('at whole seconds still, when the wall clock is set, also to before 1970', async () => {
    const house = new PaintedHouse();
    await house.later(1100);
    house.times();
    vi.setSystemTime(-7_300);
    await house.later(900);
    expect(house.times()).toEqual([-6_400]);
    await house.later(1400);
    expect(house.times()).toEqual([-6_000, -5_000]);
  });

  it('no more once it has stopped', async () => {
    const house = new PaintedHouse();
    house.take();
    house.painting.stop();
    house.times();
    house.commit({ type: 'call-next', counter: '1' });
    await house.later(5000);
    expect(house.times()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('pages turn with the seconds, and each board has what its own layout says', async () => {
  const turning = shows([area([{ text: same('one') }, { text: same('two') }])], { languages: ['en'] });
  const house = new PaintedHouse([board('main'), board('turning', turning)]);
  const seen: (string | undefined)[] = [];
  for (let second = 0; second < 12; second += 1) {
    seen.push(house.shown('turning')[0]);
    await house.later(1000);
  }
  expect(new Set(seen)).toEqual(new Set(['one', 'two']));
  expect(house.shown('main')[0]).toBe('欢迎光临');
});

describe('one board that fails', () => {
  /** A layout that no check has let through. */
  const absurd = { ...shows(mainAreas(4)), languages: null } as unknown as BoardConfig['shows'];

  it('is dark, said once, and keeps neither the others nor the lobby', async () => {
    const house = new PaintedHouse([board('absurd', absurd), board('main')]);
    house.take();
    await house.later(3000);
    house.commit({ type: 'call-next', counter: '1' });
    expect(house.shown('main')[0]).toMatch(/^A001/);
    expect(house.painted.filter((one) => one.board === 'absurd').map(({ content }) => content.rows)).toEqual(
      Array.from({ length: 6 }, () => []),
    );
    expect(house.said).toEqual([expect.stringMatching(/^board absurd: its content failed: /)]);
  });

  it('is full bright where nobody can say how bright it shall be', () => {
    const looks = { ...shows(mainAreas(4)), brightness: null } as unknown as BoardConfig['shows'];
    const house = new PaintedHouse([board('main', looks)]);
    expect(house.painted.map(({ brightness }) => brightness)).toEqual([100]);
    expect(house.shown()[0]).toBe('欢迎光临');
    expect(house.said).toEqual([expect.stringMatching(/^board main: its brightness failed: /)]);
  });

  it('is said again when it fails anew after it went well', async () => {
    const house = new PaintedHouse();
    house.broken.add('main');
    await house.later(2000);
    expect(house.said).toEqual(['board main: its painting failed: no paint']);
    house.broken.clear();
    await house.later(1000);
    house.broken.add('main');
    await house.later(2000);
    expect(house.said).toHaveLength(2);
  });
});

const same = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text });
