import type { LobbyConfig } from '../../config/schema.ts';
import type { BoardContent, LedBoard } from '../../drivers/board/board.ts';
import type { BoardFace } from '../../drivers/board/face.ts';
import { boardModels } from '../../drivers/board/models.ts';
import { openBoards } from '../../drivers/board/open.ts';
import type { SimulatedBoard } from '../../drivers/board/simulator.ts';
import type { SimulatedBoardView } from '../messages/lab.ts';
import type { BoardPlace, DeviceView } from '../messages/devices.ts';
import { OpenedDevices, type Opened } from './opened-devices.ts';

export type BoardConfig = LobbyConfig['devices']['boards'][number];

/** What a board shall look like: what it shows, and how bright it is in percent. */
export interface BoardLook {
  readonly content: BoardContent;
  readonly brightness: number;
}

/** Painted once: what goes off shows nothing new before, and what goes on nothing old. */
function giveTo(driver: Pick<LedBoard, 'show' | 'setBrightness'>, { content, brightness }: BoardLook): void {
  if (brightness === 0) driver.setBrightness(brightness);
  driver.show(content);
  if (brightness > 0) driver.setBrightness(brightness);
}

const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Of a board that lacks more, nobody needs to know each. */
const LACKING_MAX = 40;

/** The lobby's LED boards: opened at once, repainted by themselves. */
export class Boards extends OpenedDevices<BoardConfig, LedBoard, SimulatedBoard> {
  /** By board, since the start: what it lacks now is on one page of several, and would come and go with it. */
  readonly #lacking = new Map<string, Set<string>>();

  constructor(devices: readonly BoardConfig[]) {
    const opened = openBoards(devices);
    super(
      'board',
      devices.flatMap((device, index) => {
        const { board: driver, simulator = null } = opened[index] ?? {};
        return driver === undefined ? [] : [{ device, driver, simulator }];
      }),
    );
    for (const { device, driver } of this.opened) {
      driver.onStatus(({ lacking }) => this.#learn(device.id, lacking));
    }
  }

  /**
   * Gives boards what they shall look like from now on.
   * @param lookFor null for one that stays as it is
   * @param onFault told of one that did not take it; the others do
   */
  show(
    lookFor: (board: BoardConfig, face: BoardFace) => BoardLook | null,
    onFault: (board: BoardConfig, error: unknown) => void,
  ): void {
    for (const { device, driver } of this.opened) {
      try {
        const look = lookFor(device, driver.face);
        if (look === null) continue;
        giveTo(driver, look);
      } catch (error) {
        onFault(device, error);
      }
    }
  }

  /** The simulated ones with what the frames made of them. */
  simulated(): SimulatedBoardView[] {
    return this.opened.flatMap((opened) => {
      const { driver, simulator } = opened;
      if (simulator === null) return [];
      const { confirmed, confirmedMs } = driver.status;
      return [
        {
          device: this.view(opened),
          acknowledges: driver.acknowledges,
          confirmed,
          confirmedMs: confirmedMs === null ? null : Math.round(confirmedMs),
          faults: simulator.faults,
          picture: simulator.picture,
        },
      ];
    });
  }

  protected override view(opened: Opened<BoardConfig, LedBoard, SimulatedBoard>): DeviceView {
    const lacking = [...(this.#lacking.get(opened.device.id) ?? [])].join('');
    const board = placeOf(opened.device);
    return { ...super.view(opened), lacking, unheard: !opened.driver.acknowledges, board };
  }

  #learn(id: string, lacking: string): void {
    if (lacking === '') return;
    const known = this.#lacking.get(id) ?? new Set();
    this.#lacking.set(id, known);
    for (const { segment } of signs.segment(lacking)) if (known.size < LACKING_MAX) known.add(segment);
  }
}

function placeOf({ model, address, templateName, shows }: BoardConfig): BoardPlace {
  return {
    address: address ?? boardModels[model].address.otherwise,
    counter: shows.counter,
    template: templateName ?? null,
    calls: shows.areas.some(({ show }) => show.includes('call') || show.includes('calls')),
  };
}
