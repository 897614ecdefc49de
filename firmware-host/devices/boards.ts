import type { LobbyConfig } from '../../config/schema.ts';
import type { BoardContent, BoardStatus, LedBoard } from '../../drivers/board/board.ts';
import type { BoardSimulator } from '../../drivers/board/simulator.ts';
import { openBoard } from '../../drivers/registry.ts';
import type { SimulatedBoardView } from '../messages/lab.ts';
import type { DeviceView } from '../messages/views.ts';
import { tellChanges } from './watch.ts';

type BoardDevice = LobbyConfig['devices']['boards'][number];

interface Opened {
  readonly device: BoardDevice;
  readonly board: LedBoard;
  readonly simulator: BoardSimulator | null;
}

/** The lobby's LED boards: opened at once, repainted by themselves, seen by health and lab. */
export class Boards {
  readonly #opened: readonly Opened[];

  constructor(devices: readonly BoardDevice[]) {
    this.#opened = devices.map((device) => ({ device, ...openBoard(device) }));
  }

  /** Gives every board what it shall show from now on, made for its size. */
  show(contentFor: (size: { readonly columns: number; readonly rows: number }) => BoardContent): void {
    for (const { board } of this.#opened) board.show(contentFor(board));
  }

  views(): DeviceView[] {
    return this.#opened.map(deviceView);
  }

  simulator(id: string): BoardSimulator | null {
    return this.#opened.find(({ device }) => device.id === id)?.simulator ?? null;
  }

  /** The simulated ones with what the frames made of them. */
  simulated(): SimulatedBoardView[] {
    return this.#opened.flatMap((opened) => {
      const { device, board, simulator } = opened;
      if (simulator === null) return [];
      const { confirmed, confirmedMs } = board.status;
      const { widthDots, heightDots } = device;
      const { isLit, faults, areas } = simulator;
      return [
        {
          device: deviceView(opened),
          widthDots,
          heightDots,
          isLit,
          confirmed,
          confirmedMs: confirmedMs === null ? null : Math.round(confirmedMs),
          faults,
          areas,
        },
      ];
    });
  }

  onState(listener: (view: DeviceView) => void): void {
    for (const opened of this.#opened) {
      opened.board.onStatus(tellChanges(() => deviceView(opened), listener));
    }
  }

  /** Tells when a simulated board or its status has changed. */
  onSimulated(listener: () => void): void {
    for (const { board, simulator } of this.#opened) {
      if (simulator === null) continue;
      simulator.onChange(listener);
      board.onStatus(listener);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(({ board }) => board.close()));
  }
}

function deviceView({ device, board }: Opened): DeviceView {
  const { id, model, port } = device;
  const { problem, portFault } = board.status;
  return {
    id,
    kind: 'board',
    model,
    port,
    state: stateOf(board.status),
    problem,
    portFault,
    paperLow: false,
  };
}

function stateOf({ connected, problem }: BoardStatus): DeviceView['state'] {
  if (!connected || problem === 'not-answering') return 'lost';
  return problem === null ? 'ready' : 'degraded';
}
