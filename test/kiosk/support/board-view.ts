/** Simulated boards, alone and as many as a hall has. */
import type {
  BoardArea,
  DigitPicture,
  DotPicture,
  SimulatedBoardView,
} from '../../../firmware-host/messages/lab.ts';
import { boardPlace, deviceOf } from '../../support/device-view.ts';

export const row = (id: number, ...runs: BoardArea['runs']): BoardArea => ({
  id,
  x: 0,
  y: id * 16,
  width: 128,
  height: 16,
  runs,
});

export const dots = (change: Partial<DotPicture> = {}): DotPicture => ({
  kind: 'dots',
  widthDots: 128,
  heightDots: 64,
  isLit: true,
  brightness: 100,
  areas: [
    row(0, { text: 'B011 →  4号窗口', colour: 'amber' }),
    row(1, { text: 'A030    1号窗口', colour: 'red' }),
    row(2, { text: 'D004    3号窗口', colour: 'red' }),
    row(
      3,
      { text: '等候', colour: 'red' },
      { text: '18', colour: 'amber' },
      { text: '人 约', colour: 'red' },
      { text: '13', colour: 'amber' },
      { text: '分', colour: 'red' },
    ),
  ],
  ...change,
});

/** " A030." as seven strokes have it. */
export const digits = (change: Partial<DigitPicture> = {}): DigitPicture => ({
  kind: 'digits',
  isLit: true,
  brightness: 100,
  digits: [0, 0x77, 0x3f, 0x4f, 0xbf],
  text: ' A030.',
  ...change,
});

export const noBoardFaults: SimulatedBoardView['faults'] = {
  cableCut: false,
  hung: false,
  mute: false,
  refusing: false,
  lossy: false,
  wrongBaud: false,
};

export const boardView = (change: Partial<SimulatedBoardView> = {}): SimulatedBoardView => ({
  device: deviceOf('main-board', 'board'),
  acknowledges: true,
  confirmed: true,
  confirmedMs: 41,
  faults: noBoardFaults,
  picture: dots(),
  ...change,
});

/** A board over a counter, half as wide as the main one. */
export const counterBoard = (id: string, change: Partial<SimulatedBoardView> = {}): SimulatedBoardView => {
  const runs: BoardArea['runs'] = [
    { text: '请', colour: 'red' },
    { text: 'A030', colour: 'amber' },
    { text: '号', colour: 'red' },
  ];
  return boardView({
    device: deviceOf(`counter-${id}-board`, 'board', { board: boardPlace({ counter: id }) }),
    picture: dots({ widthDots: 64, heightDots: 16, areas: [{ ...row(0, ...runs), width: 64 }] }),
    ...change,
  });
};

/** One of every kind: what a large hall has hanging about. */
export const everyBoard: readonly SimulatedBoardView[] = [
  boardView({ device: deviceOf('hall-board', 'board') }),
  counterBoard('1'),
  counterBoard('2', { confirmed: false }),
  boardView({
    device: deviceOf('counter-3-digits', 'board', { model: 'dm36b06', board: boardPlace({ counter: '3' }) }),
    picture: digits(),
  }),
  counterBoard('4', { acknowledges: false, confirmed: false, confirmedMs: null }),
  boardView({
    device: deviceOf('door-sign', 'board', { model: 'alpha' }),
    acknowledges: false,
    confirmed: false,
    confirmedMs: null,
    picture: dots({
      heightDots: 16,
      brightness: 40,
      areas: [row(0, { text: 'NOW A030', colour: 'green', blink: true })],
    }),
  }),
];
