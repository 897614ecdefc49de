/** What the board tests show, and how to compare it with what a simulated board shows. */
import type {
  BoardColour,
  BoardContent,
  BoardRun,
  BoardStatus,
  LedBoard,
} from '../../../drivers/board/board.ts';
import type { BxCard } from '../../../drivers/board/bx/card.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';

/** A content with a row for each text, in one colour. */
export function content(...texts: string[]): BoardContent {
  return { rows: texts.map((text) => ({ runs: text === '' ? [] : [{ text, colour: 'red' }] })) };
}

/** The text of each row that a simulated board has an area for, without what is dark at its end. */
export function textsOn(simulator: BxCard): string[] {
  return simulator.areas.map(({ runs }) =>
    runs
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

/** Every visible character of a row with its colour, so that it does not matter where its runs begin. */
export function cellsLit(runs: readonly BoardRun[], face: BoardFace): string[] {
  return runs.flatMap(({ text, colour }) =>
    Array.from(face.shown(text), (character) => (character === ' ' ? ' ' : `${colour} ${character}`)),
  );
}

/** Resolves when the board's status is as wanted, now or by an event. */
export function boardStatusOf(board: LedBoard, isSo: (status: BoardStatus) => boolean): Promise<BoardStatus> {
  if (isSo(board.status)) return Promise.resolve(board.status);
  return new Promise((resolve) => {
    const stop = board.onStatus((status) => {
      if (!isSo(status)) return;
      stop();
      resolve(status);
    });
  });
}

const words = ['请', 'A012', '到', '3号窗口', ' ', '\\C2', '臺', '𠮷', '小心地滑', '\n', 'é', '＼', '%'];
const colours: readonly BoardColour[] = ['red', 'green', 'amber'];

/** Anything that a host might show, and more of it than there is room for. */
export function anyContent(random: () => number, rows: number): BoardContent {
  const some = <T>(all: readonly [T, ...T[]] | readonly T[]): T => {
    const chosen = all[Math.floor(random() * all.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  const upTo = (count: number) => Array.from({ length: Math.floor(random() * (count + 1)) });
  return {
    rows: upTo(rows + 1).map(() => ({
      runs: upTo(4).map(() => ({
        text: upTo(5)
          .map(() => some(words))
          .join(''),
        colour: some(colours),
      })),
    })),
  };
}
