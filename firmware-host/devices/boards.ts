import type { LobbyConfig } from '../../config/schema.ts';
import type { BoardContent, LedBoard } from '../../drivers/board/board.ts';
import type { BoardSimulator } from '../../drivers/board/simulator.ts';
import { openBoard } from '../../drivers/registry.ts';
import type { SimulatedBoardView } from '../messages/lab.ts';
import { OpenedDevices } from './opened-devices.ts';

type BoardDevice = LobbyConfig['devices']['boards'][number];

/** The lobby's LED boards: opened at once, repainted by themselves. */
export class Boards extends OpenedDevices<BoardDevice, LedBoard, BoardSimulator> {
  constructor(devices: readonly BoardDevice[]) {
    super(
      'board',
      devices.map((device) => {
        const { board: driver, simulator } = openBoard(device);
        return { device, driver, simulator };
      }),
    );
  }

  /** Gives every board what it shall show from now on, made for its size. */
  show(contentFor: (size: { readonly columns: number; readonly rows: number }) => BoardContent): void {
    for (const { driver } of this.opened) driver.show(contentFor(driver));
  }

  /** The simulated ones with what the frames made of them. */
  simulated(): SimulatedBoardView[] {
    return this.opened.flatMap((opened) => {
      const { device, driver, simulator } = opened;
      if (simulator === null) return [];
      const { confirmed, confirmedMs } = driver.status;
      const { widthDots, heightDots } = device;
      const { isLit, faults, areas } = simulator;
      return [
        {
          device: this.view(opened),
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
}
